package io.paywatt.hub.cli;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Objects;
import io.paywatt.ledger.refund.Refund;
import io.paywatt.ledger.suspense.SuspenseItem;

/** Money that has no place or goes back, as text. */
final class MoneyText {
  private MoneyText() {}

  /** 5000 CNY is {@code 50.00 CNY}. */
  static String money(long minor, String currency) {
    int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    return BigDecimal.valueOf(minor, digits).toPlainString() + " " + currency;
  }

  static String line(SuspenseItem item) {
    return String.format("%8d  %14s  %-13s  %-9s  %4d d  %-10s  %s", item.payment(), money(item.open(), item.currency()),
        item.kind(), item.provider(), item.ageDays(), Objects.toString(item.owner(), "-"), item.reason());
  }

  static String line(Refund refund) {
    return String.format("%-24s  %14s  %-10s  payment %d  %s%s", refund.id(), money(refund.amount(), refund.currency()),
        refund.state(), refund.payment(), refund.reason(), refund.detail() == null ? "" : "  (" + refund.detail() + ")");
  }
}
