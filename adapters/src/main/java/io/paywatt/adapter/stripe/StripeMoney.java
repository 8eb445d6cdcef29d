package io.paywatt.adapter.stripe;

import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.money.Money;

/**
 * Stripe's amounts. Its minor unit is that of ISO 4217 but for a few currencies (docs.stripe.com/currencies): it counts
 * ariary whole where ISO has cents, and Icelandic and Ugandan money in cents where ISO has none.
 */
final class StripeMoney {
  private static final Set<String> WHOLE_AT_STRIPE = Set.of("MGA");
  private static final Set<String> CENTS_AT_STRIPE = Set.of("ISK", "UGX");
  /** Of these Stripe takes no last digit but 0. */
  private static final Set<String> THREE_DECIMALS = Set.of("BHD", "JOD", "KWD", "OMR", "TND");

  private StripeMoney() {}

  /** ISO 4217 code of Stripe's lower-case one. @throws Rejected 400 */
  static String currency(JsonNode parent) {
    String code = StrictJson.text(parent, "currency", 3);
    try {
      if (code.equals(code.toLowerCase(Locale.ROOT))) {
        return Currency.getInstance(code.toUpperCase(Locale.ROOT)).getCurrencyCode();
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new Rejected(400, "currency must be an ISO 4217 code in small letters such as kes");
  }

  /** From Stripe's amount. @throws Rejected 400 when it is no whole amount of the currency, naming it */
  static Money read(JsonNode parent, String field) {
    long amount = StrictJson.amount(parent, field);
    String currency = currency(parent);
    if (WHOLE_AT_STRIPE.contains(currency)) {
      return new Money(Math.multiplyExact(amount, 100), currency);
    }
    if (CENTS_AT_STRIPE.contains(currency)) {
      return new Money(divided(amount, field, currency), currency);
    }
    return new Money(amount, currency);
  }

  /** To Stripe's amount. @throws Rejected 400 when Stripe can't charge it, naming it */
  static long write(long amount, String field, String currency) {
    if (WHOLE_AT_STRIPE.contains(currency)) {
      return divided(amount, field, currency);
    }
    if (CENTS_AT_STRIPE.contains(currency)) {
      return Math.multiplyExact(amount, 100);
    }
    if (THREE_DECIMALS.contains(currency) && amount % 10 != 0) {
      throw new Rejected(400, field + " is " + amount + " thousandths of " + currency + ", Stripe takes multiples of 10");
    }
    return amount;
  }

  private static long divided(long amount, String field, String currency) {
    if (amount % 100 != 0) {
      throw new Rejected(400, field + " is " + amount + " hundredths of " + currency + ", which has no such fractions");
    }
    return amount / 100;
  }
}
