package io.paywatt.hub.run;

import java.time.Instant;
import io.paywatt.ledger.inquiry.Inquiries;
import io.paywatt.ledger.inquiry.ProviderOperations;
import io.paywatt.ledger.settlement.ProviderDoor;

/** Lets a settlement ask providers by way of the inquiries. */
record SettlementDoor(ProviderOperations providers, Inquiries inquiries) implements ProviderDoor {
  @Override
  public boolean can(String provider, String operation) {
    return providers.can(provider, operation);
  }

  @Override
  public void claim(byte[] json) {
    inquiries.claim(json);
  }

  @Override
  public boolean confirmed(String provider, String transactionId, long amountMinor, String currency, Instant paidAt) {
    return inquiries.confirmed(provider, transactionId, amountMinor, currency, paidAt);
  }
}
