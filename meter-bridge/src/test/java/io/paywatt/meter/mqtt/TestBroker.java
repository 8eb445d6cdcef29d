package io.paywatt.meter.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import io.paywatt.testkit.TestServers;

/** The real broker as a meter sees it, with a client of its own. */
public record TestBroker(int port, String user, String password) {
  /** The broker all tests share. */
  public static TestBroker shared() {
    return new TestBroker(TestServers.brokerPort(), TestServers.brokerUser(), TestServers.brokerPassword());
  }

  public String url() {
    return "mqtt://127.0.0.1:" + port;
  }

  /** A connected client that starts anew. */
  public Mqtt5AsyncClient client() {
    Mqtt5AsyncClient client = MqttClient.builder().useMqttVersion5().identifier("test-" + UUID.randomUUID())
        .serverHost("127.0.0.1").serverPort(port)
        .simpleAuth().username(user).password(password.getBytes(StandardCharsets.UTF_8)).applySimpleAuth().buildAsync();
    client.toBlocking().connect();
    return client;
  }

  /** Publishes readings whose register is their number, and waits until the broker has accepted all. */
  public void publishReadings(String prefix, int from, int to) {
    Mqtt5AsyncClient client = client();
    List<CompletableFuture<?>> accepted = new ArrayList<>();
    for (int number = from; number < to; number++) {
      accepted.add(client.publishWith().topic(prefix + "/" + (number % 50) + "/reading").qos(MqttQos.AT_LEAST_ONCE)
          .payload(reading(number)).send());
    }
    accepted.forEach(CompletableFuture::join);
    client.toBlocking().disconnect();
  }

  static byte[] reading(int number) {
    return ("{\"at\":\"2026-11-23T08:15:00Z\",\"energyWh\":" + number + "}").getBytes(StandardCharsets.UTF_8);
  }
}
