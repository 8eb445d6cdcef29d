package io.paywatt.it.provider;

/** The contract, kept by payments that come by Standard Webhooks. */
class StandardContractTest extends PaymentProviderContract {
  @Override
  ProviderDriver driver() {
    return new StandardDriver();
  }
}
