package io.paywatt.ledger.tariff;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Energy at one price.
 *
 * @param from      start of the time it was used in
 * @param to        end of it; equal to {@code from} for energy without a known time
 * @param energyWh  Wh, multiplier included, zero or more
 * @param tariff    code
 * @param validFrom of the tariff version
 * @param tier      from 1
 * @param period    time of use, or null
 * @param price     nano units a Wh
 * @param amount    nano units, price times energy
 */
public record ChargeLine(Instant from, Instant to, long energyWh, String tariff, LocalDate validFrom, int tier,
    String period, long price, long amount) {}
