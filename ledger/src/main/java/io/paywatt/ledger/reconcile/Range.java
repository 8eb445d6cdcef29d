package io.paywatt.ledger.reconcile;

/** Meters of a slice by their id. @param after exclusive @param to inclusive */
record Range(long after, long to) {}
