package io.paywatt.ledger.money;

import java.util.Currency;

/**
 * An amount in minor units of its currency (5000 CNY is 50.00 yuan), as providers and the outside contract count it.
 *
 * @param amount   minor units, any sign
 * @param currency ISO 4217 code
 */
public record Money(long amount, String currency) {
  public Money {
    Currency.getInstance(currency);
  }
}
