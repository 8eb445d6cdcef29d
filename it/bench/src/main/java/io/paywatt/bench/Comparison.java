package io.paywatt.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The counted rounds of a workload, as many of the hub as of the limit program. */
record Comparison(String name, List<Measure> hub, List<Measure> limit) {
  double hubRate() {
    return median(hub, Measure::rate);
  }

  double limitRate() {
    return median(limit, Measure::rate);
  }

  /** The hub's rate as a share of the limit program's in the same round, median: load that came and went hits both. */
  double ratio() {
    return Stats.median(
        IntStream.range(0, hub.size()).mapToDouble(i -> hub.get(i).rate() / limit.get(i).rate()).toArray());
  }

  boolean hasLatencies() {
    return hub.get(0).latencies().length > 0;
  }

  /** Median over the rounds of a percentile of the time one piece takes, in milliseconds. */
  static double millis(List<Measure> rounds, int percent) {
    return median(rounds, round -> Stats.percentile(round.latencies(), percent) / 1e6);
  }

  /** Microseconds of CPU that one piece takes of the hub's side, by process: median over the rounds. */
  Map<String, Double> cpu() {
    Map<String, Double> medians = new TreeMap<>();
    hub.get(0).cpu().keySet().forEach(name -> medians.put(name, median(hub, round -> round.cpu().get(name))));
    return medians;
  }

  private static double median(List<Measure> rounds, ToDoubleFunction<Measure> value) {
    return Stats.median(rounds.stream().mapToDouble(value).toArray());
  }
}
