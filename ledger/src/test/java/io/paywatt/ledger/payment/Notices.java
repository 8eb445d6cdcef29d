package io.paywatt.ledger.payment;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import io.paywatt.ledger.money.Money;

/** Notices as an adapter makes them. */
final class Notices {
  static final Instant PAID_AT = Instant.parse("2026-11-23T03:59:58Z");

  private Notices() {}

  static PaymentNotice forMeter(String transaction, String meter, long amount) {
    return new PaymentNotice("standard", transaction, null, meter, new Money(amount, "CNY"), PAID_AT, null,
        raw(transaction));
  }

  static PaymentNotice forOrder(String transaction, String order, long amount) {
    return new PaymentNotice("standard", transaction, order, null, new Money(amount, "CNY"), PAID_AT, null,
        raw(transaction));
  }

  private static byte[] raw(String transaction) {
    return ("as signed: " + transaction).getBytes(StandardCharsets.UTF_8);
  }
}
