package io.paywatt.ledger.tariff;

import java.time.LocalDate;

/**
 * A line of a month's bill.
 *
 * @param month     its first day
 * @param kind      what it is for
 * @param item      as in {@link ChargeLine}
 * @param validFrom of the tariff version
 * @param tier      from 1; 0 for all but energy
 * @param period    time of use, or null
 * @param pricePico 10^-12 currency units a Wh; 0 when it is no price a Wh
 * @param energyWh  Wh; only of energy
 * @param amount    nano units, rounded when the tariff rounds its lines
 * @param included  whether it is a tax inside the prices, which is not added
 */
public record BillLine(LocalDate month, ChargeKind kind, String item, LocalDate validFrom, int tier, String period,
    long pricePico, long energyWh, long amount, boolean included) {}
