package io.paywatt.ledger.payment;

import io.paywatt.ledger.store.Store;

/**
 * Orders a resident opens with a provider. The row is written before the provider is called, so a payment always finds
 * its order.
 */
public final class Topups {
  private final Store store;
  private final TopupSettings settings;

  public Topups(Store store, TopupSettings settings) {
    this.store = store;
    this.settings = settings;
  }

  /**
   * Opens an order, or finds the one opened under the same key.
   *
   * @param idempotencyKey 1 to 190 printable characters, chosen by the caller
   * @param requestJson    {@code {"meter"|"account"|"room"(+"site"),"amount","currency","provider","payer"?}}
   * @throws io.paywatt.ledger.Rejected 400 no usable key or no JSON, 404 unknown meter, account or room, 409 same key with
   *     other content or still being opened, 422 a field is wrong
   */
  public TopupStart begin(String idempotencyKey, byte[] requestJson) {
    throw new UnsupportedOperationException();
  }

  /**
   * The provider has opened the order.
   *
   * @param clientJson what the payer's client needs, a JSON object
   * @return the answer for the caller, JSON
   */
  public String finish(String id, String clientJson) {
    throw new UnsupportedOperationException();
  }

  /** The provider did not open it; the same key may try again at once under the same order number. */
  public void fail(String id, String reason) {
    throw new UnsupportedOperationException();
  }

  /** @throws io.paywatt.ledger.Rejected 404 when there is no such order */
  public TopupTimeline timeline(String id) {
    throw new UnsupportedOperationException();
  }
}
