package io.paywatt.ledger.tariff;

/** How an amount goes with the sanctioned load. */
enum Load {
  /** Not at all. */
  NONE,
  /** Times the kW. */
  EXACT,
  /** Times the kW, the last one whole once it is begun. */
  STARTED;

  private static final long W_PER_KW = 1000;

  /** Nano units of a load. @param nano with six decimals of a currency unit at most, so that it divides by 1000 */
  long amount(long nano, long loadW) {
    long watts = this == STARTED ? (loadW + W_PER_KW - 1) / W_PER_KW * W_PER_KW : loadW;
    return this == NONE ? nano : Math.multiplyExact(nano, watts) / W_PER_KW;
  }
}
