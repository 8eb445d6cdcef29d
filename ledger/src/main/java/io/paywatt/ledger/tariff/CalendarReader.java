package io.paywatt.ledger.tariff;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import io.paywatt.ledger.yaml.YamlFile;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeType;

/** Reads the holidays of a tariff: in place, or from a file of the folder {@code calendars} beside it. */
final class CalendarReader {
  private static final String NAME = "[a-z0-9][a-z0-9-]{0,63}";
  private static final int MOST_DAYS = 400;

  private final Values values;
  private final Path tariff;
  private final List<String> faults;

  CalendarReader(Values values, String tariff, List<String> faults) {
    this.values = values;
    this.tariff = Path.of(tariff);
    this.faults = faults;
  }

  DayCalendar read(Node node) {
    if (node.getNodeType() != NodeType.SCALAR) {
      return days(values, node);
    }
    String name = values.yaml().text(node);
    if (!name.matches(NAME)) {
      values.yaml().fault(node, "calendar is '" + name + "', allowed are small letters, digits and '-', at most 64");
      return DayCalendar.NONE;
    }
    Path file = tariff.resolveSibling("calendars").resolve(name + ".yaml");
    try {
      YamlFile yaml = new YamlFile(file.toString(), faults);
      return yaml.compose(Files.readString(file, StandardCharsets.UTF_8))
          .map(root -> days(new Values(yaml, Utility.ELECTRICITY), root)).orElse(DayCalendar.NONE);
    } catch (IOException e) {
      values.yaml().fault(node, "calendar '" + name + "' needs the file " + file + ", which can't be read");
      return DayCalendar.NONE;
    }
  }

  private static DayCalendar days(Values values, Node node) {
    Map<LocalDate, String> special = new TreeMap<>();
    Map<String, Node> members = values.yaml().map(node, YamlFile.keys("days"), YamlFile.keys());
    if (members.containsKey("days")) {
      values.yaml().list(members.get("days")).forEach(item -> day(values, item, special));
    }
    return new DayCalendar(special);
  }

  private static void day(Values values, Node item, Map<LocalDate, String> special) {
    Map<String, Node> members = values.yaml().map(item, YamlFile.keys("date", "as"), YamlFile.keys("to", "text"));
    if (!members.containsKey("date") || !members.containsKey("as")) {
      return;
    }
    LocalDate date = values.date(members.get("date"), "date").orElse(null);
    LocalDate to = members.containsKey("to") ? values.date(members.get("to"), "to").orElse(null) : date;
    String kind = values.id(members.get("as"), "as");
    if (date == null || to == null) {
      return;
    }
    if (to.isBefore(date) || to.isAfter(date.plusDays(MOST_DAYS))) {
      values.yaml().fault(members.get("to"), "to is " + to + ", a day from " + date + " on, at most " + MOST_DAYS
          + " later, is expected");
      return;
    }
    for (LocalDate day = date; !day.isAfter(to); day = day.plusDays(1)) {
      if (special.put(day, kind.equals("weekday") ? "mon" : kind) != null) {
        values.yaml().fault(item, day + " is given twice");
      }
    }
  }
}
