package io.paywatt.ledger.settlement;

import java.time.Instant;

/** What a settlement asks of providers and of the part that questions them. */
public interface ProviderDoor {
  /** Whether the provider has the operation. @param operation query or bill */
  boolean can(String provider, String operation);

  /** Has the provider asked about a payment in its bill that we do not know. @param json a claim (docs/integrators.md) */
  void claim(byte[] json);

  /** A statement says that it was paid. @return whether somebody claimed this payment: then it is credited */
  boolean confirmed(String provider, String transactionId, long amountMinor, String currency, Instant paidAt);
}
