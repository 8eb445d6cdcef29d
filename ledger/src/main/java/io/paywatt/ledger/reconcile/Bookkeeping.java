package io.paywatt.ledger.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.journal.ControlAccounts;

/**
 * What all slices of a reconciler share.
 *
 * @param flat       prices of the tariffs that are billed set by set
 * @param spans      prices by tier and time of use
 * @param currencies of all tariffs
 */
record Bookkeeping(Billing billing, List<FlatPrices.Stretch> flat, SpanPrices spans, Set<String> currencies, CreditDesk credit,
    ReconcileRules rules, ControlAccounts accounts) {

  /** The prices of a slice. */
  List<FlatPrices.Stretch> prices(Claim claim) {
    List<FlatPrices.Stretch> prices = new ArrayList<>(flat);
    prices.addAll(spans.of(claim));
    return prices;
  }

  /** Makes the ledger accounts that the slices need: only what is committed may be remembered. */
  void open() {
    currencies.forEach(this::revenue);
  }

  /** Ledger account of what is earned. */
  long revenue(String currency) {
    return accounts.id("revenue:energy", currency);
  }

  /** Nano units: an account above it that was well off before stays so. */
  long calm(String currency) {
    return credit.calmNano(currency);
  }
}
