package io.paywatt.ledger.tariff;

/**
 * Energy that costs nothing.
 *
 * @param wh                the first Wh of each period
 * @param period            month or year
 * @param countTowardsTiers whether it also uses up tiers
 */
record FreeUnits(long wh, TierPeriod period, boolean countTowardsTiers) {}
