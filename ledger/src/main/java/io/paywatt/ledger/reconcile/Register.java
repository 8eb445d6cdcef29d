package io.paywatt.ledger.reconcile;

import java.time.Instant;

/** One stored reading. @param wh register before the multiplier @param estimated whether nobody measured it */
record Register(Instant at, long wh, boolean estimated) {}
