package io.paywatt.ledger.refund;

import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Idempotency;
import io.paywatt.ledger.suspense.Words;

/**
 * What staff asks for.
 *
 * @param amount    minor units, or null: all that is left of the payment
 * @param reason    1 to 80 characters, the payer may see it
 * @param allowDebt whether the balance may fall below zero: money for energy that was used already is given back too
 * @param byHand    a person pays it out, the provider is not asked
 */
public record RefundRequest(Long amount, String reason, boolean allowDebt, boolean byHand) {
  private static final int LONGEST_REASON = 80;

  public RefundRequest {
    if (amount != null && amount < 1) {
      throw new Rejected(422, "amount is " + amount + ", allowed is a whole number of minor units from 1");
    }
    Words.check("reason", reason, LONGEST_REASON);
  }

  String sha256(long paymentId) {
    return Idempotency.sha256(paymentId, amount, reason, allowDebt, byHand);
  }
}
