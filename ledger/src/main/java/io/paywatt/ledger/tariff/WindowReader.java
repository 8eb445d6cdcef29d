package io.paywatt.ledger.tariff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import io.paywatt.ledger.yaml.YamlFile;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the times of use of a day. They have to cover it exactly, so that every instant has one price. */
final class WindowReader {
  private static final int DAY = 24 * 60;
  private static final int MOST = 14;
  private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):([0-5]\\d)");

  private record Span(int from, int to, String period, Node node) {}

  private final YamlFile yaml;

  WindowReader(Values values) {
    this.yaml = values.yaml();
  }

  /** The windows in the order of the day, the first one at midnight; empty when there is a fault. */
  List<Schedule.Window> read(Node node) {
    List<Node> items = yaml.list(node);
    if (items.isEmpty() || items.size() > MOST) {
      yaml.fault(node, "timeOfUse has " + items.size() + " windows, allowed are 1 to " + MOST);
      return List.of();
    }
    List<Span> spans = new ArrayList<>();
    boolean complete = true;
    for (Node item : items) {
      complete &= window(item, spans);
    }
    spans.sort(Comparator.comparingInt(Span::from));
    return complete && covers(node, spans)
        ? spans.stream().map(s -> new Schedule.Window(s.from(), s.period())).toList() : List.of();
  }

  private boolean window(Node item, List<Span> spans) {
    Set<String> keys = YamlFile.keys("period", "from", "to");
    Map<String, Node> members = yaml.map(item, keys, Set.of());
    if (!members.keySet().equals(keys)) {
      return false;
    }
    String period = yaml.text(members.get("period"));
    if (!period.matches("[a-z][a-z0-9-]{0,31}")) {
      yaml.fault(members.get("period"), "period is '" + period + "', allowed are small letters, digits and '-', at most 32");
    }
    int from = minute(members.get("from"), false);
    int to = minute(members.get("to"), true);
    if (from < 0 || to < 0) {
      return false;
    }
    if (to > from) {
      spans.add(new Span(from, to, period, item));
      return true;
    }
    // crosses midnight: the late part belongs to this day, the early part is that of the day before
    spans.add(new Span(from, DAY, period, item));
    if (to > 0) {
      spans.add(new Span(0, to, period, item));
    }
    return true;
  }

  private int minute(Node node, boolean end) {
    String text = yaml.text(node);
    Matcher time = TIME.matcher(text);
    if (time.matches()) {
      return Integer.parseInt(time.group(1)) * 60 + Integer.parseInt(time.group(2));
    }
    if (end && text.equals("24:00")) {
      return DAY;
    }
    yaml.fault(node, "time is '" + text + "', 00:00 to " + (end ? "24:00" : "23:59") + " is expected");
    return -1;
  }

  private boolean covers(Node node, List<Span> spans) {
    int reached = 0;
    for (Span span : spans) {
      if (span.from() > reached) {
        yaml.fault(node, "no window covers " + clock(reached) + " to " + clock(span.from()));
        return false;
      }
      if (span.from() < reached) {
        yaml.fault(span.node(), "the window overlaps another one from " + clock(span.from()));
        return false;
      }
      reached = span.to();
    }
    if (reached < DAY) {
      yaml.fault(node, "no window covers " + clock(reached) + " to 24:00");
    }
    return reached == DAY;
  }

  private static String clock(int minute) {
    return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
  }
}
