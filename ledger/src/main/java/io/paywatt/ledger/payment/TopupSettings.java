package io.paywatt.ledger.payment;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a top-up may be.
 *
 * @param currency    ISO 4217 code
 * @param minMinor    smallest amount, minor units
 * @param maxMinor    largest amount, minor units
 * @param providers   adapters that are configured; the only one is meant when a request names none
 * @param description what the payer reads in the provider's client; {@code {room}} and {@code {meter}} are filled in
 */
public record TopupSettings(String currency, long minMinor, long maxMinor, SortedSet<String> providers,
    String description) {
  /** With the usual description. */
  public TopupSettings(String currency, long minMinor, long maxMinor, Collection<String> providers) {
    this(currency, minMinor, maxMinor, new TreeSet<>(providers), "电费充值 {room}");
  }
}
