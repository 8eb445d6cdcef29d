package io.paywatt.ledger.payment;

import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.store.Store;

/** The one door for money: a genuine notice becomes postings exactly once, in one transaction (design.md section 3). */
public final class PaymentIntake {
  private final Store store;
  private final CreditDesk credit;
  private final IntakeSettings settings;

  public PaymentIntake(Store store, CreditDesk credit, IntakeSettings settings) {
    this.store = store;
    this.credit = credit;
    this.settings = settings;
  }

  /**
   * Accepts a notice that an adapter has verified.
   *
   * @param json the normalised notice, see {@link PaymentNotice#parse}
   * @throws io.paywatt.ledger.Rejected    422 when the JSON is not a normalised notice
   * @throws io.paywatt.ledger.Unavailable when the database does not answer; nothing was done
   */
  public PaymentResult accept(byte[] json) {
    throw new UnsupportedOperationException();
  }
}
