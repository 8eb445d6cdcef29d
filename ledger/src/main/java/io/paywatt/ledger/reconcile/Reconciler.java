package io.paywatt.ledger.reconcile;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.journal.ControlAccounts;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.tariff.TariffBook;

/** Takes the consumption since the last billed register off the balances. */
public final class Reconciler {
  /** The route whose desk items these are. */
  public static final String ROUTE = "reconcile";
  /** In a slice, for prices by tier and time of use set by set. */
  private static final int FEWEST_METERS = 100;

  private final Store store;
  private final Bookkeeping books;

  public Reconciler(Store store, TariffBook tariffs, CreditDesk credit, ReconcileRules rules) {
    this(store, tariffs, FlatPrices.of(tariffs), new SpanPrices(tariffs, FlatPrices.of(tariffs), FEWEST_METERS), credit, rules);
  }

  /** @param flat and {@code spans}: prices of the tariffs that are billed set by set; without any all are billed one by one */
  Reconciler(Store store, TariffBook tariffs, List<FlatPrices.Stretch> flat, SpanPrices spans, CreditDesk credit, ReconcileRules rules) {
    this.store = store;
    Set<String> currencies = tariffs.codes().stream().map(code -> tariffs.tariff(code).orElseThrow().currency())
        .collect(Collectors.toUnmodifiableSet());
    this.books = new Bookkeeping(new Billing(tariffs), flat, spans, currencies, credit, rules, new ControlAccounts(store));
  }

  /** Bills everything that waits. Safe on several hub nodes at once, and to be killed at any instant. */
  public ReconcileResult run() {
    return run(soFar -> { });
  }

  /** As {@link #run()}, telling how far it is. Interrupted, it ends after the slices at work; the next run goes on there. */
  public ReconcileResult run(Progress progress) {
    books.open();
    ReconcileResult total = new Workers(store, books, progress).run();
    for (Long last = exhausted(0L); last != null; last = exhausted(last)) {
      progress.done(total);
    }
    return total;
  }

  /** Meters with readings that wait. */
  public long waiting() {
    return store.read(handle -> handle.createQuery("SELECT COUNT(*) FROM meter_billing WHERE has_unbilled = TRUE")
        .mapTo(Long.class).one());
  }

  private Long exhausted(long after) {
    return store.inTransaction(handle -> Exhausted.review(handle, books.credit(), after, store.now()));
  }
}
