package io.paywatt.bench;

/**
 * What one round of one side took.
 *
 * @param count     pieces of work done
 * @param nanos     from the first piece to the end of the last
 * @param latencies nanoseconds of each piece; empty when they are not measured one by one
 */
record Measure(int count, long nanos, long[] latencies) {
  /** Pieces a second. */
  double rate() {
    return count * 1e9 / nanos;
  }
}
