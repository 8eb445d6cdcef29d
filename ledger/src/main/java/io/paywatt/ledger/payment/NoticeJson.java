package io.paywatt.ledger.payment;

/** The normalised notice as JSON. */
final class NoticeJson {
  private NoticeJson() {}

  static byte[] write(PaymentNotice notice) {
    throw new UnsupportedOperationException();
  }

  static PaymentNotice read(byte[] json) {
    throw new UnsupportedOperationException();
  }
}
