package io.paywatt.it.provider;

import java.nio.file.Path;

/** The contract, kept by Alipay. */
class AlipayContractTest extends PaymentProviderContract {
  @Override
  ProviderDriver driver() throws Exception {
    return new AlipayDriver(Path.of("target/it/contract-alipay-keys").toAbsolutePath());
  }
}
