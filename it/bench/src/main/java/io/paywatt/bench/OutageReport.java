package io.paywatt.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.Json;

/** What outages have cost, by kind. */
final class OutageReport {
  /** @param longestNanos longest time from the end of the outage until every reading was a row */
  private record Sum(int rounds, long readings, long lost, long doubled, long longestNanos) {
    Sum plus(long more, long moreLost, long moreDoubled, long nanos) {
      return new Sum(rounds + 1, readings + more, lost + moreLost, doubled + moreDoubled, Math.max(longestNanos, nanos));
    }
  }

  private static final double NANOS = 1e9;

  private final Map<String, Sum> kinds = new LinkedHashMap<>();

  void add(String kind, long readings, long lost, long doubled, long nanos) {
    kinds.merge(kind, new Sum(0, 0, 0, 0, 0).plus(readings, lost, doubled, nanos),
        (sum, one) -> sum.plus(readings, lost, doubled, nanos));
  }

  /** Whether nothing was lost or doubled. */
  boolean whole() {
    return kinds.values().stream().allMatch(sum -> sum.lost() == 0 && sum.doubled() == 0);
  }

  String table() {
    StringBuilder text = new StringBuilder(String.format("%-34s %7s %9s %6s %8s %12s%n", "outage", "rounds", "readings",
        "lost", "doubled", "longest, s"));
    kinds.forEach((kind, sum) -> text.append(String.format("%-34s %7d %9d %6d %8d %12.1f%n", kind, sum.rounds(),
        sum.readings(), sum.lost(), sum.doubled(), sum.longestNanos() / NANOS)));
    return text.toString();
  }

  ObjectNode json() {
    ObjectNode all = Json.object();
    kinds.forEach((kind, sum) -> all.putObject(kind).put("rounds", sum.rounds()).put("readings", sum.readings())
        .put("lost", sum.lost()).put("doubled", sum.doubled()).put("longestSeconds", sum.longestNanos() / NANOS));
    return all;
  }
}
