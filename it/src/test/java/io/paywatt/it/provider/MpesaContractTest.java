package io.paywatt.it.provider;

/** The contract, kept by M-Pesa, whose notices prove nothing: the hub asks before it credits. */
class MpesaContractTest extends PaymentProviderContract {
  @Override
  ProviderDriver driver() {
    return new MpesaDriver();
  }
}
