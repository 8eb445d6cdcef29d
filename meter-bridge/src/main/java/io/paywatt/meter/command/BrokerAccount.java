package io.paywatt.meter.command;

import java.nio.charset.StandardCharsets;
import io.paywatt.meter.mqtt.BrokerAddress;
import io.paywatt.meter.mqtt.MqttTls;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;

/**
 * Where to connect and as whom.
 *
 * @param address  the broker
 * @param username or null
 * @param password or null
 * @param tls      for an address with TLS, or null: as the JVM does it
 */
public record BrokerAccount(BrokerAddress address, String username, String password, MqttTls tls) {
  private static final int CONNECT_SECONDS = 5;
  private static final int KEEP_ALIVE_SECONDS = 20;

  /** TLS, if any, as the JVM does it. */
  public BrokerAccount(BrokerAddress address, String username, String password) {
    this(address, username, password, null);
  }

  /** What is common to every paho client of ours; small packets are sent at once. */
  MqttConnectionOptions options() {
    MqttConnectionOptions options = new MqttConnectionOptions();
    if (address.tls()) {
      MqttTls how = tls == null ? MqttTls.standard() : tls;
      options.setSocketFactory(new NoDelayTlsSocketFactory(how.context().getSocketFactory()));
      options.setHttpsHostnameVerificationEnabled(how.hostnameCheck());
    } else {
      options.setSocketFactory(new NoDelaySocketFactory());
    }
    options.setConnectionTimeout(CONNECT_SECONDS);
    options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
    if (username != null) {
      options.setUserName(username);
      options.setPassword((password == null ? "" : password).getBytes(StandardCharsets.UTF_8));
    }
    return options;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return (username == null ? "" : username + "@") + address.pahoUrl();
  }
}
