package io.paywatt.adapter;

import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.payment.PaymentNotice;

/** The last look at a notice before it leaves an adapter. */
public final class GenuineNotice {
  private GenuineNotice() {}

  /**
   * The notice as {@code direct:payment-accept} takes it.
   *
   * @throws Rejected 400 when the ledger would not read it: the provider hears at once which field it is
   */
  public static byte[] normalised(PaymentNotice notice) {
    try {
      return notice.checked().toJson();
    } catch (Rejected e) {
      throw new Rejected(400, e.getMessage());
    }
  }
}
