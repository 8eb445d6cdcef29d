package io.paywatt.ledger.reconcile;

import java.time.Instant;
import java.util.List;

/**
 * One stored reading.
 *
 * @param wh        register before the multiplier
 * @param estimated whether nobody measured it
 * @param tariffWh  registers of the meter's own times of use, empty when it told none
 */
record Register(Instant at, long wh, boolean estimated, List<Long> tariffWh) {}
