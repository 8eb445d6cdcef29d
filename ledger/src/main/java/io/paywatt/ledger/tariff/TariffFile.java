package io.paywatt.ledger.tariff;

import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.yaml.YamlFile;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * One tariff file: its head and the order of its versions.
 *
 * @param path   as shown in messages
 * @param text   as read
 * @param tariff what it says
 * @param lines  where each version stands
 */
record TariffFile(String path, String text, Tariff tariff, Map<LocalDate, Integer> lines) {
  private static final String CODE = "[a-z0-9][a-z0-9-]{0,63}";

  /** Reads a file. @return empty when there are faults, which are added to the list */
  static Optional<TariffFile> parse(String path, String text, ZoneId zone, List<String> faults) {
    int before = faults.size();
    YamlFile yaml = new YamlFile(path, faults);
    Node root = yaml.compose(text).orElse(null);
    if (root == null) {
      return Optional.empty();
    }
    Map<String, Node> members = yaml.map(root, YamlFile.keys("code", "name", "currency", "versions"),
        YamlFile.keys("utility", "zone", "holds", "rounding", "billing", "calendar"));
    Utility utility = utility(yaml, members.get("utility"));
    Values values = new Values(yaml, utility);
    TariffHead head = head(values, utility, members, zone, new CalendarReader(values, path, faults));
    Map<LocalDate, Integer> lines = new HashMap<>();
    List<TariffVersion> versions = members.containsKey("versions")
        ? versions(values, members.get("versions"), head, lines, faults) : List.of();
    return faults.size() > before ? Optional.empty()
        : Optional.of(new TariffFile(path, text, new Tariff(head, versions), lines));
  }

  private static TariffHead head(Values values, Utility utility, Map<String, Node> members, ZoneId zone,
      CalendarReader calendars) {
    String currency = members.containsKey("currency") ? currency(values.yaml(), members.get("currency")) : "";
    long minor = currency.isEmpty() ? 1 : Nano.perMinor(currency);
    Map<String, Node> rounding = members.containsKey("rounding")
        ? values.yaml().map(members.get("rounding"), Set.of(), YamlFile.keys("line", "total")) : Map.of();
    return new TariffHead(members.containsKey("code") ? code(values.yaml(), members.get("code")) : "",
        members.containsKey("name") ? values.names(members.get("name")) : Map.of(),
        utility, currency,
        members.containsKey("zone") ? zone(values.yaml(), members.get("zone"), zone) : zone,
        members.containsKey("holds") && values.word(members.get("holds"), "holds", "money", "energy").equals("energy"),
        rounding.containsKey("line") ? values.rounding(rounding.get("line"), minor) : null,
        rounding.containsKey("total") ? values.rounding(rounding.get("total"), minor)
            : new Rounding(minor, RoundingMode.HALF_UP),
        !rounding.isEmpty(),
        members.containsKey("billing") ? billing(values, members.get("billing")) : TierPeriod.MONTH,
        members.containsKey("calendar") ? calendars.read(members.get("calendar")) : DayCalendar.NONE);
  }

  private static Utility utility(YamlFile yaml, Node node) {
    String word = node == null ? Utility.ELECTRICITY.word() : yaml.text(node);
    return Utility.find(word).orElseGet(() -> {
      yaml.fault(node, "utility is '" + word + "', allowed are " + String.join(", ", Utility.words()));
      return Utility.ELECTRICITY;
    });
  }

  private static String code(YamlFile yaml, Node node) {
    String code = yaml.text(node);
    if (!code.matches(CODE)) {
      yaml.fault(node, "code is '" + code + "', allowed are small letters, digits and '-', at most 64");
    }
    return code;
  }

  private static String currency(YamlFile yaml, Node node) {
    String code = yaml.text(node);
    try {
      return Currency.getInstance(code).getCurrencyCode();
    } catch (IllegalArgumentException e) {
      yaml.fault(node, "currency is '" + code + "', an ISO 4217 code such as CNY is expected");
      return "";
    }
  }

  private static TierPeriod billing(Values values, Node node) {
    Map<String, Node> members = values.yaml().map(node, Set.of(), YamlFile.keys("day", "months", "firstMonth"));
    return TierPeriod.months(members.containsKey("months") ? values.whole(members.get("months"), "months", 1, 2) : 1,
        members.containsKey("firstMonth") ? values.whole(members.get("firstMonth"), "firstMonth", 1, 12) : 1,
        members.containsKey("day") ? values.whole(members.get("day"), "day", 1, 28) : 1);
  }

  private static ZoneId zone(YamlFile yaml, Node node, ZoneId usual) {
    String name = yaml.text(node);
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      yaml.fault(node, "zone is '" + name + "', a time zone such as Africa/Nairobi is expected");
      return usual;
    }
  }

  private static List<TariffVersion> versions(Values values, Node node, TariffHead head, Map<LocalDate, Integer> lines,
      List<String> faults) {
    TreeMap<LocalDate, TariffVersion> versions = new TreeMap<>();
    Map<LocalDate, Node> nodes = new HashMap<>();
    List<Node> items = values.yaml().list(node);
    if (items.isEmpty()) {
      values.yaml().fault(node, "versions needs at least one version");
    }
    for (Node item : items) {
      new VersionReader(values, head).read(item, faults::size).forEach(version -> {
        lines.put(version.validFrom(), YamlFile.line(item));
        nodes.put(version.validFrom(), item);
        if (versions.put(version.validFrom(), version) != null) {
          values.yaml().fault(item, "two versions are valid from " + version.validFrom());
        }
      });
    }
    checkOrder(values.yaml(), versions, nodes);
    checkTierPeriods(values.yaml(), versions, nodes);
    checkEnds(values.yaml(), versions, nodes);
    return new ArrayList<>(versions.values());
  }

  /** A value of a version that changes with a date has to change before the next version begins. */
  private static void checkOrder(YamlFile yaml, TreeMap<LocalDate, TariffVersion> versions, Map<LocalDate, Node> nodes) {
    Set<Node> ended = new HashSet<>();
    Node before = null;
    for (LocalDate from : versions.keySet()) {
      Node node = nodes.get(from);
      if (node != before && !ended.add(node)) {
        yaml.fault(node, "a value changes on " + from + ", when a later version is in force");
      }
      before = node;
    }
  }

  /** Energy is counted by the first day of its period: another length of period has to begin where a period begins. */
  private static void checkTierPeriods(YamlFile yaml, TreeMap<LocalDate, TariffVersion> versions,
      Map<LocalDate, Node> nodes) {
    TierPeriod before = null;
    for (TariffVersion version : versions.values()) {
      TierPeriod period = version.tierPeriod();
      if (before != null && period != null && !period.equals(before)
          && !period.start(version.validFrom()).equals(version.validFrom())) {
        yaml.fault(nodes.get(version.validFrom()), "the tier period changes, so validFrom has to be the first day of a "
            + period.word() + ", it is " + version.validFrom());
      }
      before = period == null ? before : period;
    }
  }

  /** A version that ends is followed by the next one at once. */
  private static void checkEnds(YamlFile yaml, TreeMap<LocalDate, TariffVersion> versions, Map<LocalDate, Node> nodes) {
    for (TariffVersion version : versions.values()) {
      LocalDate to = version.validTo();
      LocalDate next = versions.higherKey(version.validFrom());
      if (to != null && to.isBefore(version.validFrom())) {
        yaml.fault(nodes.get(version.validFrom()), "validTo is " + to + ", before validFrom " + version.validFrom());
      } else if (to != null && next != null && !next.equals(to.plusDays(1))) {
        yaml.fault(nodes.get(version.validFrom()), "validTo is " + to + ", but the next version is valid from " + next
            + "; leave validTo out or make it the day before");
      }
    }
  }
}
