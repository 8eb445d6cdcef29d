package io.paywatt.simulator.meter;

import java.time.Instant;

/** What the appliances behind a meter draw. The same time gives the same power. */
public interface PowerProfile {
  /** Active power in W at that time, 0 or more. */
  int wattsAt(Instant time);

  /** Always the same. */
  static PowerProfile constant(int watts) {
    return time -> watts;
  }

  /**
   * A small flat: a refrigerator all day, a morning and an evening peak (UTC+8), and something switched on for a quarter
   * of an hour now and then. About 300 W on average.
   */
  static PowerProfile household(long seed) {
    return time -> {
      long slot = time.getEpochSecond() / 900;
      long hour = Math.floorMod(time.getEpochSecond() / 3600 + 8, 24);
      int base = 60 + (int) (mix(seed) % 80);
      int peak = hour >= 6 && hour < 8 ? 250 : hour >= 18 && hour < 23 ? 450 : 40;
      long draw = mix(seed ^ slot * 0x9E3779B97F4A7C15L);
      int appliance = draw % 10 == 0 ? 1500 : draw % 4 == 0 ? 350 : 0;
      return base + (int) (peak * (50 + draw / 16 % 100) / 100) + appliance;
    };
  }

  /** A well mixed, non-negative number of the seed. */
  private static long mix(long seed) {
    long z = seed + 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return (z ^ z >>> 31) >>> 1;
  }
}
