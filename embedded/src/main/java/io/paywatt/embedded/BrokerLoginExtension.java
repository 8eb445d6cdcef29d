package io.paywatt.embedded;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;

/** Asks everybody who he is, and keeps meters to their own topics. */
final class BrokerLoginExtension implements ExtensionMain {
  private final BrokerAccess access;
  private final TopicGuard guard;

  BrokerLoginExtension(BrokerAccess access, TopicGuard guard) {
    this.access = access;
    this.guard = guard;
  }

  @Override
  public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
    BrokerSettings.skipMessageNumbers();
    Services.securityRegistry().setAuthenticatorProvider(provider -> access);
    Services.initializerRegistry().setClientInitializer((client, context) -> {
      if (client.getConnectionInformation().getConnectionAttributeStore().get(BrokerAccess.METER).isPresent()) {
        context.addPublishInboundInterceptor(guard);
      }
    });
  }

  @Override
  public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
    // nothing is held
  }
}
