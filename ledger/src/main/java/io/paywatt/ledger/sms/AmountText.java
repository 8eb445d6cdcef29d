package io.paywatt.ledger.sms;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.regex.Pattern;
import io.paywatt.ledger.Rejected;

/** An amount as people and operators write it: 50, 50.00, 1,250.00. Digits only: a letter O is no zero. */
final class AmountText {
  private static final Pattern FORM = Pattern.compile("(?:[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})(?:\\.[0-9]{1,3})?");

  private AmountText() {}

  /**
   * Minor units of the currency.
   *
   * @throws Rejected 422 when it is no amount, zero, or finer than the currency
   */
  static long minor(String text, String currency) {
    if (!FORM.matcher(text).matches()) {
      throw wrong(text);
    }
    int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    try {
      long minor = new BigDecimal(text.replace(",", "")).movePointRight(digits).longValueExact();
      if (minor > 0) {
        return minor;
      }
    } catch (ArithmeticException e) {
      // finer than the currency: told below
    }
    throw wrong(text);
  }

  private static Rejected wrong(String text) {
    return new Rejected(422, "amount is '" + SmsText.cut(text, 20) + "', allowed are digits above zero such as 50, 50.00"
        + " or 1,250.00");
  }
}
