package io.paywatt.ledger.tariff;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import io.paywatt.ledger.yaml.YamlFile;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the seasons. They have to cover the year exactly, so that every day has one. */
final class SeasonReader {
  private static final LocalDate LEAP_YEAR = LocalDate.of(2024, 1, 1);

  private final Values values;

  SeasonReader(Values values) {
    this.values = values;
  }

  /** No seasons when there is a fault. */
  Seasons read(Node node) {
    List<String> names = new ArrayList<>();
    List<Seasons.Range> ranges = new ArrayList<>();
    boolean complete = true;
    for (Node item : values.yaml().list(node)) {
      complete &= range(item, names, ranges);
    }
    if (ranges.isEmpty() && complete) {
      values.yaml().fault(node, "seasons needs at least one season; leave it out when there are none");
    }
    return complete && !ranges.isEmpty() && covers(node, ranges) ? new Seasons(names, ranges) : Seasons.NONE;
  }

  private boolean range(Node item, List<String> names, List<Seasons.Range> ranges) {
    Map<String, Node> members = values.yaml().map(item, YamlFile.keys("season", "from", "to"), Set.of());
    if (!members.keySet().equals(YamlFile.keys("season", "from", "to"))) {
      return false;
    }
    String name = values.id(members.get("season"), "season");
    Optional<MonthDay> from = values.monthDay(members.get("from"), "from");
    Optional<MonthDay> to = values.monthDay(members.get("to"), "to");
    if (from.isEmpty() || to.isEmpty()) {
      return false;
    }
    if (from.get().equals(MonthDay.of(2, 29))) {
      values.yaml().fault(members.get("from"), "a season can't begin on 29 February, which most years don't have");
      return false;
    }
    if (!names.contains(name)) {
      names.add(name);
    }
    ranges.add(new Seasons.Range(names.indexOf(name), from.get(), to.get()));
    return true;
  }

  private boolean covers(Node node, List<Seasons.Range> ranges) {
    for (LocalDate day = LEAP_YEAR; day.getYear() == LEAP_YEAR.getYear(); day = day.plusDays(1)) {
      MonthDay inYear = MonthDay.from(day);
      long seasons = ranges.stream().filter(range -> range.covers(inYear)).count();
      if (seasons != 1) {
        String date = inYear.toString().substring(2);
        values.yaml().fault(node, seasons == 0 ? "no season covers " + date : "two seasons cover " + date);
        return false;
      }
    }
    return true;
  }
}
