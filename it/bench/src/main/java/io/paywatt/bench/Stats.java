package io.paywatt.bench;

import java.util.Arrays;

/** The few statistics that are shown. */
final class Stats {
  private Stats() {}

  /** The middle value, of an even number the mean of the two in the middle. @throws IllegalArgumentException for none */
  static double median(double... values) {
    requireAny(values.length);
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /**
   * The smallest of the values that is not exceeded by that share of them (nearest rank).
   *
   * @param percent above 0, up to 100
   * @throws IllegalArgumentException for no values, or a percent out of range
   */
  static long percentile(long[] values, int percent) {
    requireAny(values.length);
    if (percent < 1 || percent > 100) {
      throw new IllegalArgumentException("percent is " + percent + ", allowed is 1 to 100");
    }
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    long rank = ((long) sorted.length * percent + 99) / 100;
    return sorted[(int) rank - 1];
  }

  private static void requireAny(int count) {
    if (count == 0) {
      throw new IllegalArgumentException("no values");
    }
  }
}
