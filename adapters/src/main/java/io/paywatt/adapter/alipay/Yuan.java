package io.paywatt.adapter.alipay;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import io.paywatt.adapter.Printable;
import io.paywatt.ledger.Rejected;

/** Alipay's amounts: yuan in decimals on the wire ({@code 50}, {@code 50.0} and {@code 50.00} are the same), fen here. */
final class Yuan {
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,2})?");

  private Yuan() {}

  /** Fen, from 0. @throws Rejected 400 naming the field when the text is no amount of yuan */
  static long fen(String field, String text) {
    if (text == null || !DECIMAL.matcher(text).matches()) {
      throw new Rejected(400, field + (text == null ? " is missing" : " is " + Printable.of(text))
          + ": yuan with at most two decimals, such as 50.00");
    }
    return new BigDecimal(text).movePointRight(2).longValueExact();
  }

  /** Two decimals, as Alipay wants it. */
  static String text(long fen) {
    return BigDecimal.valueOf(fen, 2).toPlainString();
  }
}
