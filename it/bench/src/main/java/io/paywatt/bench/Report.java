package io.paywatt.bench;

import java.util.List;
import java.util.Locale;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.Json;

/**
 * The result for a person or a program.
 *
 * @param load     runnable processes before the start, averaged over a minute; negative when the system does not tell
 * @param comparisons what was measured, one or more
 */
record Report(double load, List<Comparison> comparisons) {
  private static final int CPUS = Runtime.getRuntime().availableProcessors();

  String table() {
    StringBuilder text = new StringBuilder();
    line(text, "%-20s %12s %12s %7s %21s %21s%n", "", "hub", "limit", "ratio", "hub p50 / p99", "limit p50 / p99");
    for (Comparison each : comparisons) {
      line(text, "%-20s %10.0f/s %10.0f/s %7.2f %21s %21s%n", each.name(), each.hubRate(), each.limitRate(),
          each.ratio(), times(each, each.hub()), times(each, each.limit()));
    }
    comparisons.stream().filter(each -> !each.cpu().isEmpty()).forEach(each -> text.append(binds(each)));
    comparisons.forEach(each -> line(text, "%s: %d a round.%n", each.name(), each.hub().get(0).count()));
    line(text, "Median of %d rounds; %d CPUs, load %.1f before the start; the hub may take %d MB of Java heap.%n", rounds(),
        CPUS, load, HubUnderTest.HEAP_MEGABYTES);
    if (load > CPUS / 2.0) {
      text.append("The machine was busy with other work: the rates are too low, only the ratio says something.\n");
    }
    return text.toString();
  }

  /** What the hub's side spent its CPU on, and how much of the machine that was. */
  private static String binds(Comparison each) {
    double all = each.cpu().values().stream().mapToDouble(Double::doubleValue).sum();
    StringBuilder text = new StringBuilder("CPU for one of the " + each.name() + ":");
    each.cpu().forEach((name, micros) -> line(text, " %s %.0f us,", name, micros));
    line(text, " together %.0f%% of %d CPUs.%n", all * each.hubRate() / 1e4 / CPUS, CPUS);
    return text.toString();
  }

  ObjectNode json() {
    ObjectNode report = Json.object().put("rounds", rounds()).put("cpus", CPUS).put("loadBefore", load)
        .put("heapMegabytes", HubUnderTest.HEAP_MEGABYTES)
        .put("java", System.getProperty("java.version"));
    ObjectNode results = report.putObject("results");
    for (Comparison each : comparisons) {
      ObjectNode result = results.putObject(each.name()).put("count", each.hub().get(0).count());
      result.put("ratio", rounded(each.ratio(), 1000));
      each.cpu().forEach((name, micros) -> result.withObject("/cpuMicros").put(name, rounded(micros, 1)));
      result.set("hub", side(each, each.hub(), each.hubRate()));
      result.set("limit", side(each, each.limit(), each.limitRate()));
    }
    return report;
  }

  private static ObjectNode side(Comparison comparison, List<Measure> rounds, double rate) {
    ObjectNode side = Json.object().put("perSecond", rounded(rate, 10));
    rounds.forEach(round -> side.withArray("rounds").add(rounded(round.rate(), 10)));
    if (comparison.hasLatencies()) {
      side.put("p50Millis", rounded(Comparison.millis(rounds, 50), 100));
      side.put("p99Millis", rounded(Comparison.millis(rounds, 99), 100));
    }
    return side;
  }

  private int rounds() {
    return comparisons.get(0).hub().size();
  }

  private static String times(Comparison comparison, List<Measure> rounds) {
    return !comparison.hasLatencies() ? "-"
        : String.format(Locale.ROOT, "%.1f / %.1f ms", Comparison.millis(rounds, 50), Comparison.millis(rounds, 99));
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }

  private static double rounded(double value, int parts) {
    return Math.round(value * parts) / (double) parts;
  }
}
