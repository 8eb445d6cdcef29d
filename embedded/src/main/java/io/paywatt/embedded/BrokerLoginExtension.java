package io.paywatt.embedded;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.packets.connect.ConnectPacket;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;

/** Lets in who knows user and password, and nobody else. */
final class BrokerLoginExtension implements ExtensionMain {
  private final SimpleAuthenticator authenticator;

  BrokerLoginExtension(BrokerLogin login) {
    this.authenticator = (input, output) -> decide(login, input, output);
  }

  private static void decide(BrokerLogin login, SimpleAuthInput input, SimpleAuthOutput output) {
    ConnectPacket packet = input.getConnectPacket();
    boolean known = packet.getUserName().isPresent() && packet.getPassword().isPresent()
        && login.matches(packet.getUserName().get(), packet.getPassword().get());
    if (known) {
      output.authenticateSuccessfully();
    } else {
      output.failAuthentication(ConnackReasonCode.BAD_USER_NAME_OR_PASSWORD, "User or password is wrong");
    }
  }

  @Override
  public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
    BrokerSettings.skipMessageNumbers();
    Services.securityRegistry().setAuthenticatorProvider(provider -> authenticator);
  }

  @Override
  public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
    // nothing is held
  }
}
