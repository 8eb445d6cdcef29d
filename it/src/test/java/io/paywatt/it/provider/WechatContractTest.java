package io.paywatt.it.provider;

import java.nio.file.Path;

/** The contract, kept by WeChat Pay. */
class WechatContractTest extends PaymentProviderContract {
  @Override
  ProviderDriver driver() throws Exception {
    return new WechatDriver(Path.of("target/it/contract-wechat-keys").toAbsolutePath());
  }
}
