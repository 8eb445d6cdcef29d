package io.paywatt.console.credit;

import io.paywatt.ledger.credit.CreditBoard;
import io.paywatt.ledger.credit.ProtectedDays;
import io.paywatt.ledger.debt.DebtDesk;
import io.paywatt.ledger.vend.Receipts;

/** What staff may do with credit. */
public record CreditServices(CreditBoard board, ProtectedDays days, DebtDesk debts, Receipts receipts) {}
