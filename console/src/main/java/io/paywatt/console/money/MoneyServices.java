package io.paywatt.console.money;

import io.paywatt.ledger.refund.Refunds;
import io.paywatt.ledger.suspense.Reallocations;
import io.paywatt.ledger.suspense.Suspense;

/** What staff may do with money. */
public record MoneyServices(Suspense suspense, Reallocations reallocations, Refunds refunds) {}
