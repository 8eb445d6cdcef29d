package io.paywatt.ledger.tariff;

import java.time.LocalDate;
import java.util.TreeMap;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeType;

/** Chooses among the values of keys that change within a version: {@code {2026-01-01: "3.50", 2026-02-01: "4.10"}}. */
final class Dated {
  private final Values values;
  private final LocalDate validFrom;
  private final LocalDate day;
  private final TreeSet<LocalDate> changes = new TreeSet<>();

  /** @param validFrom of the version @param day whose values are wanted */
  Dated(Values values, LocalDate validFrom, LocalDate day) {
    this.values = values;
    this.validFrom = validFrom;
    this.day = day;
  }

  /** The value that holds on the day; a node without dates is the value itself. */
  Node of(Node node) {
    if (node.getNodeType() != NodeType.MAPPING) {
      return node;
    }
    TreeMap<LocalDate, Node> byDay = new TreeMap<>();
    values.yaml().map(node).forEach((key, value) -> values.date(key, value).ifPresent(date -> byDay.put(date, value)));
    if (byDay.floorKey(validFrom) == null) {
      values.yaml().fault(node, "there is no value for " + validFrom + ", when the version begins");
      return byDay.isEmpty() ? node : byDay.firstEntry().getValue();
    }
    changes.addAll(byDay.tailMap(validFrom, false).keySet());
    return byDay.floorEntry(day).getValue();
  }

  /** Days within the version on which a value changes. */
  TreeSet<LocalDate> changes() {
    return changes;
  }
}
