package io.paywatt.ledger.tariff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import io.paywatt.ledger.yaml.Nearest;
import io.paywatt.ledger.yaml.YamlFile;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads the times of use: windows for every day, or schedules by season and kind of day. */
final class ScheduleReader {
  private static final List<String> WEEK = Stream.concat(DayCalendar.WORKING.stream(), DayCalendar.WEEKEND.stream()).toList();

  private final Values values;
  private final Seasons seasons;
  private final DayCalendar calendar;
  private final List<Map<String, List<Schedule.Window>>> bySeason = new ArrayList<>();

  ScheduleReader(Values values, Seasons seasons, DayCalendar calendar) {
    this.values = values;
    this.seasons = seasons;
    this.calendar = calendar;
    IntStream.range(0, seasons.size()).forEach(row -> bySeason.add(new HashMap<>()));
  }

  /** No times of use when there is a fault. @param registers may be null */
  Schedule read(Node node, Node registers) {
    List<Node> items = values.yaml().list(node);
    boolean schedules = !items.isEmpty() && items.stream().allMatch(ScheduleReader::isSchedule);
    boolean complete = true;
    if (schedules) {
      for (Node item : items) {
        complete &= schedule(item);
      }
    } else {
      complete = put(node, node, IntStream.range(0, seasons.size()).boxed().toList(), WEEK);
    }
    if (!complete || !covers(node)) {
      return Schedule.NONE;
    }
    List<String> periods = List.copyOf(new TreeSet<>(bySeason.stream().flatMap(days -> days.values().stream())
        .flatMap(List::stream).map(Schedule.Window::period).toList()));
    return new Schedule(periods, bySeason, registers == null ? Map.of() : registers(registers, periods));
  }

  private static boolean isSchedule(Node item) {
    return item instanceof MappingNode mapping && mapping.getValue().stream()
        .anyMatch(tuple -> tuple.getKeyNode() instanceof ScalarNode key
            && key.getValue().equals("windows"));
  }

  private boolean schedule(Node item) {
    Map<String, Node> members = values.yaml().map(item, YamlFile.keys("windows"), YamlFile.keys("seasons", "days"));
    List<Integer> rows = members.containsKey("seasons") ? rows(members.get("seasons"))
        : IntStream.range(0, seasons.size()).boxed().toList();
    List<String> days = members.containsKey("days") ? days(members.get("days")) : WEEK;
    return put(item, members.get("windows"), rows, days);
  }

  private boolean put(Node item, Node windows, List<Integer> rows, List<String> days) {
    List<Schedule.Window> read = new WindowReader(values).read(windows);
    boolean once = true;
    for (int row : rows) {
      for (String day : days) {
        if (bySeason.get(row).put(day, read) != null) {
          values.yaml().fault(item, "two schedules are for " + day + season(row));
          once = false;
        }
      }
    }
    return once && !read.isEmpty();
  }

  private List<Integer> rows(Node node) {
    List<Integer> rows = new ArrayList<>();
    for (Node item : values.yaml().list(node)) {
      String name = values.yaml().text(item);
      if (seasons.names().contains(name)) {
        rows.add(seasons.names().indexOf(name));
      } else {
        values.yaml().fault(item, "season '" + name + "' is not one of seasons" + Nearest.hint(name, seasons.names()));
      }
    }
    return rows;
  }

  private List<String> days(Node node) {
    List<String> days = new ArrayList<>();
    for (Node item : values.yaml().list(node)) {
      String word = values.yaml().text(item);
      switch (word) {
        case "all" -> days.addAll(WEEK);
        case "weekday" -> days.addAll(DayCalendar.WORKING);
        case "weekend" -> days.addAll(DayCalendar.WEEKEND);
        default -> {
          if (!WEEK.contains(word) && !word.equals(DayCalendar.HOLIDAY) && !calendar.special().containsValue(word)) {
            values.yaml().fault(item, "days has '" + word + "', allowed are all, weekday, weekend, holiday, "
                + String.join(", ", WEEK) + " and the words of the calendar");
          }
          days.add(word);
        }
      }
    }
    return days;
  }

  private boolean covers(Node node) {
    boolean all = true;
    for (int row = 0; row < seasons.size(); row++) {
      Set<String> days = bySeason.get(row).keySet();
      List<String> missing = WEEK.stream().filter(day -> !days.contains(day)).toList();
      if (!missing.isEmpty()) {
        values.yaml().fault(node, "no schedule is for " + String.join(", ", missing) + season(row));
        all = false;
      }
    }
    return all;
  }

  private String season(int row) {
    return seasons.size() > 1 ? " in " + seasons.names().get(row) : "";
  }

  private Map<String, String> registers(Node node, List<String> periods) {
    Map<String, String> registers = new LinkedHashMap<>();
    values.yaml().map(node).forEach((register, item) -> {
      String period = values.yaml().text(item);
      if (!periods.contains(period)) {
        values.yaml().fault(item, "register " + register + " is for '" + period + "', allowed are "
            + String.join(", ", periods) + Nearest.hint(period, periods));
      }
      registers.put(register, period);
    });
    return registers;
  }
}
