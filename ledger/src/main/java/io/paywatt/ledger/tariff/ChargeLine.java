package io.paywatt.ledger.tariff;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Energy at one price, or what was charged beside it.
 *
 * @param from      start of the time it is for
 * @param to        end of it; equal to {@code from} for energy without a known time
 * @param kind      what it is for
 * @param item      name of the charge, discount, fee or tax; of energy {@link #FREE}, {@link #SLAB} or null
 * @param energyWh  Wh, multiplier included, zero or more; only of energy
 * @param tariff    code
 * @param validFrom of the tariff version
 * @param tier      from 1; 0 for all but energy
 * @param period    time of use, or null
 * @param pricePico 10^-12 currency units a Wh; 0 when it is no price a Wh
 * @param amount    nano units; negative when something is given back
 */
public record ChargeLine(Instant from, Instant to, ChargeKind kind, String item, long energyWh, String tariff,
    LocalDate validFrom, int tier, String period, long pricePico, long amount) {
  /** Item of energy that is free. */
  public static final String FREE = "free";
  /** Item of the difference for energy used before, when a slab that prices all of it is reached. */
  public static final String SLAB = "slab";

  /** Plain energy. @see ChargeLine */
  public static ChargeLine energy(Instant from, Instant to, long energyWh, String tariff, LocalDate validFrom, int tier,
      String period, long pricePico, long amount) {
    return new ChargeLine(from, to, ChargeKind.ENERGY, null, energyWh, tariff, validFrom, tier, period, pricePico, amount);
  }
}
