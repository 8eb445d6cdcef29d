package io.paywatt.ledger.payment;

/**
 * What a top-up may be.
 *
 * @param currency    ISO 4217 code
 * @param minMinor    smallest amount, minor units
 * @param maxMinor    largest amount, minor units
 * @param description what the payer reads in the provider's client; {@code {room}} and {@code {meter}} are filled in
 */
public record TopupSettings(String currency, long minMinor, long maxMinor, String description) {
  /** With the usual description. */
  public TopupSettings(String currency, long minMinor, long maxMinor) {
    this(currency, minMinor, maxMinor, "电费充值 {room}");
  }
}
