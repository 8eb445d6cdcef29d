package io.paywatt.ledger.tariff;

/** What a month comes to at least. @param nano amount @param perKw times the load in kW @param afterTaxes taxes count too */
record MinimumBill(long nano, boolean perKw, boolean afterTaxes) {
  private static final long W_PER_KW = 1000;

  /** Nano units for this household. */
  long amount(Household household) {
    return perKw ? Math.multiplyExact(nano, household.loadW()) / W_PER_KW : nano;
  }
}
