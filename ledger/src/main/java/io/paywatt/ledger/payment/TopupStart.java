package io.paywatt.ledger.payment;

/**
 * An order that is to be opened with the provider, or was opened before.
 *
 * @param id          our order number, 22 capital letters and digits
 * @param provider    adapter name
 * @param account     account number
 * @param meter       serial of the meter
 * @param amount      minor units
 * @param currency    ISO 4217 code
 * @param description what the payer reads, at most 127 characters
 * @param payerJson   the request's {@code payer} object, {@code {}} when there was none
 * @param method      way to pay that the caller asked for, or null; the provider decides which it takes
 * @param fresh       true: call the provider, then {@link Topups#finish}; false: answer {@code response}
 * @param response    the answer given before, or null when fresh
 */
public record TopupStart(String id, String provider, String account, String meter, long amount, String currency,
    String description, String payerJson, String method, boolean fresh, String response) {}
