package io.paywatt.ledger.tariff;

import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import io.paywatt.ledger.yaml.YamlFile;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeType;

/** Reads the tiers of a version. */
final class TierReader {
  private static final MonthDay LEAP_DAY = MonthDay.of(2, 29);

  /** @param surchargePico by tier, empty without @param wholeFrom first tier that prices all energy, 0 without */
  record Read(Tiers tiers, List<Long> surchargePico, int wholeFrom) {
    static final Read NONE = new Read(null, List.of(), 0);
  }

  private final Values values;
  private final Seasons seasons;
  private final TariffHead head;

  TierReader(Values values, Seasons seasons, TariffHead head) {
    this.values = values;
    this.seasons = seasons;
    this.head = head;
  }

  /** Faults are noted; the tiers then have a limit of zero. */
  Read read(Node node) {
    String surcharge = values.key("surchargePer");
    Map<String, Node> members = values.yaml().map(node, YamlFile.keys("period", "upTo"),
        YamlFile.keys("every", "firstMonth", "start", "perDay", "times", "byPeople", "slabs", surcharge, "counts"));
    boolean perDay = members.containsKey("perDay") && values.yes(members.get("perDay"), "perDay");
    List<List<Long>> limits = members.containsKey("upTo") ? limits(members.get("upTo"), perDay)
        : List.of(List.of(0L));
    TierPeriod period = members.containsKey("period") ? period(members) : TierPeriod.MONTH;
    List<Tiers.People> people = members.containsKey("byPeople")
        ? people(members.get("byPeople"), perDay, limits.get(0).size()) : List.of();
    List<Long> surcharges = members.containsKey(surcharge)
        ? surcharges(members.get(surcharge), surcharge, limits.get(0).size() + 1) : List.of();
    int whole = members.containsKey("slabs") ? wholeFrom(members.get("slabs"), limits.get(0)) : 0;
    Tiers.Times times = members.containsKey("times") ? values.word(members.get("times"), "times",
        Map.of("kw", Tiers.Times.KW, "people", Tiers.Times.PEOPLE)) : Tiers.Times.NOTHING;
    return new Read(new Tiers(period, limits, perDay, people, purchase(members.get("counts")), times), surcharges, whole);
  }

  private boolean purchase(Node node) {
    if (node == null) {
      return head.holdsEnergy();
    }
    boolean purchase = values.word(node, "counts", Map.of("purchase", true, "consumption", false));
    if (purchase != head.holdsEnergy()) {
      values.yaml().fault(node, purchase ? "counts: purchase needs holds: energy" : "with holds: energy tiers count purchases");
    }
    return purchase;
  }

  private TierPeriod period(Map<String, Node> members) {
    String word = values.word(members.get("period"), "period", "month", "season", "year");
    only(members, word, "every", "month");
    only(members, word, "firstMonth", "month");
    only(members, word, "start", "year");
    return switch (word) {
      case "season" -> bySeason(members.get("period"));
      case "year" -> members.containsKey("start") ? byYear(members.get("start")) : TierPeriod.YEAR;
      default -> byMonth(members);
    };
  }

  private void only(Map<String, Node> members, String period, String key, String needed) {
    if (members.containsKey(key) && !period.equals(needed)) {
      values.yaml().fault(members.get(key), key + " needs period: " + needed);
    }
  }

  private TierPeriod byMonth(Map<String, Node> members) {
    int every = members.containsKey("every") ? values.whole(members.get("every"), "every", 1, 6) : 1;
    if (12 % every != 0) {
      values.yaml().fault(members.get("every"), "every is " + every + ", allowed are 1, 2, 3, 4 and 6");
    }
    int first = members.containsKey("firstMonth") ? values.whole(members.get("firstMonth"), "firstMonth", 1, 12) : 1;
    return TierPeriod.months(every, first, head.month().starts().get(0).getDayOfMonth());
  }

  private TierPeriod byYear(Node node) {
    Optional<MonthDay> start = values.monthDay(node, "start");
    if (start.filter(LEAP_DAY::equals).isPresent()) {
      values.yaml().fault(node, "start can't be 29 February, which most years don't have");
    }
    return new TierPeriod("year", List.of(start.orElse(MonthDay.of(1, 1))));
  }

  private TierPeriod bySeason(Node node) {
    if (seasons.ranges().isEmpty()) {
      values.yaml().fault(node, "period: season needs seasons");
      return TierPeriod.YEAR;
    }
    return new TierPeriod("season", List.copyOf(new TreeSet<>(seasons.ranges().stream().map(Seasons.Range::from).toList())));
  }

  /** By season: one list for all of them, or a mapping. */
  private List<List<Long>> limits(Node node, boolean perDay) {
    List<List<Long>> limits = new ArrayList<>();
    if (node.getNodeType() != NodeType.MAPPING) {
      List<Long> all = rising(node, perDay);
      seasons.names().forEach(name -> limits.add(all));
      return limits;
    }
    Map<String, Node> members = values.yaml().map(node, YamlFile.keys(seasons.names().toArray(String[]::new)), YamlFile.keys());
    for (String season : seasons.names()) {
      limits.add(members.containsKey(season) ? rising(members.get(season), perDay) : List.of(0L));
    }
    if (limits.stream().mapToInt(List::size).distinct().count() > 1) {
      values.yaml().fault(node, "upTo needs the same number of limits in every season; one with fewer tiers"
          + " has its last price twice, below and above a limit nobody reaches");
    }
    return limits;
  }

  private List<Long> rising(Node node, boolean perDay) {
    List<Long> limits = new ArrayList<>();
    for (Node item : values.yaml().list(node)) {
      long limit = perDay ? values.milliWh(item, "upTo") : values.wh(item, "upTo");
      if (limit <= (limits.isEmpty() ? 0 : limits.get(limits.size() - 1))) {
        values.yaml().fault(item, "upTo is " + values.yaml().text(item) + ", each limit has to be more than the one before");
      }
      limits.add(limit);
    }
    if (limits.isEmpty() && node.getNodeType() == NodeType.SEQUENCE) {
      values.yaml().fault(node, "upTo needs at least one limit; leave tiers out when there are none");
    }
    return limits.isEmpty() ? List.of(0L) : limits;
  }

  private List<Tiers.People> people(Node node, boolean perDay, int count) {
    List<Tiers.People> people = new ArrayList<>();
    for (Node item : values.yaml().list(node)) {
      Map<String, Node> members = values.yaml().map(item, YamlFile.keys("from", "upTo"), YamlFile.keys());
      if (members.containsKey("from") && members.containsKey("upTo")) {
        int from = values.whole(members.get("from"), "from", 1, 1000);
        if (!people.isEmpty() && from <= people.get(people.size() - 1).from()) {
          values.yaml().fault(members.get("from"), "from is " + from + ", each has to be more than the one before");
        }
        List<List<Long>> limits = limits(members.get("upTo"), perDay);
        if (limits.get(0).size() != count) {
          values.yaml().fault(members.get("upTo"), limits.get(0).size() + " limit(s) given, the tiers have " + count);
        }
        people.add(new Tiers.People(from, limits));
      }
    }
    return people;
  }

  private List<Long> surcharges(Node node, String key, int tiers) {
    List<Long> surcharges = values.yaml().list(node).stream().map(item -> values.price(item, key)).toList();
    if (surcharges.size() != tiers) {
      values.yaml().fault(node, surcharges.size() + " surcharge(s) given, " + tiers + " tier(s) need " + tiers);
      return List.of();
    }
    return surcharges;
  }

  private int wholeFrom(Node node, List<Long> limits) {
    if (node.getNodeType() != NodeType.MAPPING) {
      return values.word(node, "slabs", "marginal", "whole").equals("whole") ? 2 : 0;
    }
    Map<String, Node> members = values.yaml().map(node, YamlFile.keys("wholeAbove"), YamlFile.keys());
    if (!members.containsKey("wholeAbove")) {
      return 0;
    }
    long above = values.wh(members.get("wholeAbove"), "wholeAbove");
    if (!limits.contains(above)) {
      values.yaml().fault(members.get("wholeAbove"), "wholeAbove has to be one of the limits of upTo");
      return 0;
    }
    return limits.indexOf(above) + 2;
  }
}
