package io.paywatt.it.provider;

/** The contract, kept by payments that come by Stripe. */
class StripeContractTest extends PaymentProviderContract {
  @Override
  ProviderDriver driver() {
    return new StripeDriver();
  }
}
