package io.paywatt.simulator.mpesa;

import java.time.Instant;

/**
 * A request to pay on somebody's phone.
 *
 * @param shillings  whole
 * @param reference  what the payer sees as account
 * @param resultCode null while the phone shows it, 0 once paid
 * @param receipt    once paid, else null
 */
public record Push(String checkoutRequestId, String merchantRequestId, long shillings, String phone, String reference,
    String callbackUrl, Integer resultCode, String receipt, Instant endedAt) {

  Push ended(int code, String newReceipt, Instant now) {
    return new Push(checkoutRequestId, merchantRequestId, shillings, phone, reference, callbackUrl, code, newReceipt, now);
  }

  /** Whether money was paid. */
  public boolean paid() {
    return resultCode != null && resultCode == 0;
  }
}
