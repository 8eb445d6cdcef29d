package io.paywatt.ledger.reconcile;

import java.util.TreeMap;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.tariff.TariffBook;
import org.jdbi.v3.core.Handle;

/** Takes the consumption since the last billed register off the balances. */
public final class Reconciler {
  /** The route whose desk items these are. */
  public static final String ROUTE = "reconcile";

  private final Store store;
  private final Billing billing;
  private final CreditDesk credit;
  private final ReconcileRules rules;

  /** @param last where the next slice goes on, null when nothing is left */
  private record Step(ReconcileResult result, Long last) {}

  public Reconciler(Store store, TariffBook tariffs, CreditDesk credit, ReconcileRules rules) {
    this.store = store;
    this.billing = new Billing(tariffs);
    this.credit = credit;
    this.rules = rules;
  }

  /** Bills everything that waits. Safe on several hub nodes at once, and to be killed at any instant. */
  public ReconcileResult run() {
    return run(soFar -> { });
  }

  /** As {@link #run()}, telling how far it is. */
  public ReconcileResult run(Progress progress) {
    ReconcileResult total = ReconcileResult.NOTHING;
    for (Step step = slice(0L); step.last() != null; step = slice(step.last())) {
      total = total.plus(step.result());
      progress.done(total);
    }
    for (Long last = exhausted(0L); last != null; last = exhausted(last)) {
      progress.done(total);
    }
    return total;
  }

  private Step slice(long after) {
    return store.inTransaction(handle -> slice(handle, after));
  }

  private Step slice(Handle handle, long after) {
    TreeMap<Long, OpenBill> bills = OpenBill.claim(handle, after, rules.sliceMeters());
    if (bills.isEmpty()) {
      return new Step(ReconcileResult.NOTHING, null);
    }
    Slice slice = new Slice(handle, billing, rules, bills, store.now());
    ReconcileResult result = slice.bill(credit);
    return new Step(result, slice.last());
  }

  private Long exhausted(long after) {
    return store.inTransaction(handle -> Exhausted.review(handle, credit, after, store.now()));
  }
}
