package io.paywatt.bench;

import java.util.Map;

/**
 * What one round of one side took.
 *
 * @param count     pieces of work done
 * @param nanos     from the first piece to the end of the last
 * @param cpu       microseconds of CPU each piece took, by process; empty when not measured
 * @param latencies nanoseconds of each piece; empty when they are not measured one by one
 */
record Measure(int count, long nanos, long[] latencies, Map<String, Long> cpu) {
  Measure(int count, long nanos, long[] latencies) {
    this(count, nanos, latencies, Map.of());
  }

  Measure with(Map<String, Long> cpuMicros) {
    return new Measure(count, nanos, latencies, cpuMicros);
  }

  /** Pieces a second. */
  double rate() {
    return count * 1e9 / nanos;
  }
}
