package io.paywatt.ledger.payment;

import java.time.Instant;
import io.paywatt.ledger.money.Money;

/**
 * A genuine payment, as an adapter read it from a verified notice. At least one of order and meter should be there;
 * neither means the money is parked.
 *
 * @param provider      adapter name, the last part of the webhook path: wechat, standard
 * @param transactionId the provider's own id of the payment, unique at the provider, 1 to 128 characters
 * @param orderId       our top-up id, or null
 * @param meter         serial of the meter paid for, or null
 * @param money         what was paid, more than zero
 * @param paidAt        when the payer paid
 * @param mismatch      why the notice is not meant for this hub (other merchant or app), or null; such a notice is parked
 *                      without a posting, because the money is not on our merchant account
 * @param raw           the verified body, byte for byte
 */
public record PaymentNotice(String provider, String transactionId, String orderId, String meter, Money money,
    Instant paidAt, String mismatch, byte[] raw) {
  /**
   * This notice, when its fields hold what {@link #parse} would take.
   *
   * @throws io.paywatt.ledger.Rejected 422 naming field, value and what is allowed
   */
  public PaymentNotice checked() {
    NoticeRules.check(this);
    return this;
  }

  /** The normalised notice as UTF-8 JSON: what routes carry, what the desk keeps and replays. */
  public byte[] toJson() {
    return NoticeJson.write(this);
  }

  /**
   * Reads a normalised notice, strictly: no unknown, missing, doubled or wrongly typed field. orderId, meter, mismatch
   * and raw may be absent or null; without raw the JSON itself is kept.
   *
   * @throws io.paywatt.ledger.Rejected 422 naming field, value and what is allowed
   */
  public static PaymentNotice parse(byte[] json) {
    return NoticeJson.read(json);
  }
}
