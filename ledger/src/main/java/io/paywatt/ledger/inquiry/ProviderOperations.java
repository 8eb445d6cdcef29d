package io.paywatt.ledger.inquiry;

/** What can be asked of which provider. */
@FunctionalInterface
public interface ProviderOperations {
  /**
   * Whether the provider has the operation.
   *
   * @param provider  adapter name, such as wechat
   * @param operation order, query, close, refund, refund-query or bill
   */
  boolean can(String provider, String operation);
}
