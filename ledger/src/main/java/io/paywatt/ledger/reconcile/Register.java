package io.paywatt.ledger.reconcile;

import java.time.Instant;

/** One stored reading. @param wh register before the multiplier */
record Register(Instant at, long wh) {}
