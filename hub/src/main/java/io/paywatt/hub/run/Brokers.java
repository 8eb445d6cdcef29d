package io.paywatt.hub.run;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import io.paywatt.ledger.Misconfigured;
import io.paywatt.meter.mqtt.MqttTls;

/** Does the broker let us in? */
final class Brokers {
  private Brokers() {}

  /** @throws Misconfigured when it does not, saying why and what to do */
  static String look(Connections connections, MqttTls how, String where) {
    URI url = URI.create(connections.mqttUrl());
    boolean tls = url.getScheme().matches("mqtts|ssl|tls");
    Mqtt5ClientBuilder builder = MqttClient.builder().useMqttVersion5().identifier("paywatt-check-" + UUID.randomUUID())
        .serverHost(url.getHost()).serverPort(url.getPort() > 0 ? url.getPort() : tls ? 8883 : 1883);
    if (tls) {
      builder = builder.sslConfig(how.config());
    }
    if (connections.mqttUser() != null) {
      builder = builder.simpleAuth().username(connections.mqttUser())
          .password(String.valueOf(connections.mqttPassword()).getBytes(StandardCharsets.UTF_8)).applySimpleAuth();
    }
    Mqtt5BlockingClient client = builder.buildBlocking();
    try {
      client.connectWith().cleanStart(true).send();
      client.disconnect();
      return connections.mqttUrl();
    } catch (RuntimeException e) {
      throw new Misconfigured(List.of("The broker at " + connections.mqttUrl() + " does not let us in: " + Databases.root(e)
          + ". Check paywatt.mqtt.url, .user and .password (" + where + ") and that it runs"));
    }
  }
}
