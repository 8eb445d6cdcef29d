package io.paywatt.ledger.tariff;

import java.time.LocalDate;

/** Turns energy into nano units. Parts of a nano unit, which prices finer than six decimals have, are carried to the next. */
final class Carry {
  private final TierUsage usage;
  private final Count rest;

  Carry(Tariff tariff, TierUsage usage) {
    this.usage = usage;
    this.rest = new Count(tariff.code(), LocalDate.EPOCH, LocalDate.EPOCH, "carry");
  }

  /** Nano units. @param pico 10^-12 currency units a Wh, any sign */
  long amount(long pico, long wh) {
    long whole = Math.multiplyExact(pico / Amounts.PICO_PER_NANO, wh);
    long fine = pico % Amounts.PICO_PER_NANO;
    if (fine == 0) {
      return whole;
    }
    long carried = Math.addExact(Math.multiplyExact(fine, wh), usage.count(rest));
    usage.set(rest, Math.floorMod(carried, Amounts.PICO_PER_NANO));
    return Math.addExact(whole, Math.floorDiv(carried, Amounts.PICO_PER_NANO));
  }
}
