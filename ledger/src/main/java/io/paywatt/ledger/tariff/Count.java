package io.paywatt.ledger.tariff;

import java.time.LocalDate;

/**
 * Names a number that is kept of an account between two runs: what a month or tier period has so far.
 *
 * @param tariff      code
 * @param periodStart first day of the month or tier period it belongs to
 * @param validFrom   of the version it belongs to
 * @param name        what is counted, at most 96 characters
 */
public record Count(String tariff, LocalDate periodStart, LocalDate validFrom, String name) {}
