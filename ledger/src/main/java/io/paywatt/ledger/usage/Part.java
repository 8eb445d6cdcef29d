package io.paywatt.ledger.usage;

/**
 * Usage of a stretch of time at one tier and time of use.
 *
 * @param from   epoch milliseconds
 * @param to     exclusive
 * @param tier   from 1; 0 for what belongs to no tier: energy without a charge, fixed charges, taxes
 * @param period time of use, empty when there is none
 * @param energy Wh or litres
 * @param cost   nano units
 */
record Part(long from, long to, int tier, String period, long energy, long cost) {
  static final int NO_TIER = 0;

  Part plus(Part more) {
    return new Part(from, to, tier, period, energy + more.energy, cost + more.cost);
  }
}
