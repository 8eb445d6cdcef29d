package io.paywatt.ledger.tariff;

import java.util.List;

/**
 * What a month comes to at least.
 *
 * @param nano       amount
 * @param perKw      whether it is times the sanctioned load
 * @param afterTaxes taxes count too
 * @param on         places of the items that have to reach it, see {@link Extras}; empty: all
 */
record MinimumBill(long nano, Load perKw, boolean afterTaxes, List<Integer> on) {

  /** Nano units for this household. */
  long amount(Household household) {
    return perKw.amount(nano, household.loadW());
  }
}
