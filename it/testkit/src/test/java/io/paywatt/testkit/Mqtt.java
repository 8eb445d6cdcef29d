package io.paywatt.testkit;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient.Mqtt5Publishes;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A client of the broker that keeps its session when it leaves. */
final class Mqtt {
  private Mqtt() {}

  static Mqtt5BlockingClient connect(ServerProcess servers, String id, String password) {
    Mqtt5BlockingClient client = MqttClient.builder().useMqttVersion5().identifier(id)
        .serverHost("127.0.0.1").serverPort(servers.brokerPort())
        .simpleAuth().username(servers.brokerUser()).password(password.getBytes(StandardCharsets.UTF_8)).applySimpleAuth()
        .buildBlocking();
    client.connectWith().cleanStart(false).sessionExpiryInterval(3600).send();
    return client;
  }

  /** A session that wants everything, and whose client is away. */
  static void leaveSession(ServerProcess servers, String id) {
    Mqtt5BlockingClient client = connect(servers, id, servers.brokerPassword());
    client.subscribeWith().topicFilter("#").qos(MqttQos.AT_LEAST_ONCE).send();
    client.disconnect();
  }

  static void publish(ServerProcess servers, String topic, int count, boolean retain) {
    Mqtt5BlockingClient client = connect(servers, "publisher", servers.brokerPassword());
    for (int i = 0; i < count; i++) {
      client.publishWith().topic(topic).qos(MqttQos.AT_LEAST_ONCE).retain(retain)
          .payload(Integer.toString(i).getBytes(StandardCharsets.UTF_8)).send();
    }
    client.disconnect();
  }

  /** Publishes as fast as the broker lets it, until the connection is gone; adds the payloads of what was acknowledged. */
  static void publishWithoutEnd(ServerProcess servers, String prefix, Set<String> acknowledged) {
    Mqtt5AsyncClient client = connect(servers, prefix, servers.brokerPassword()).toAsync();
    Semaphore unanswered = new Semaphore(200);
    Thread publisher = new Thread(() -> {
      for (int i = 0; client.getState().isConnected(); i++) {
        String text = prefix + "-" + i;
        unanswered.acquireUninterruptibly();
        client.publishWith().topic("paywatt/1/reading").qos(MqttQos.AT_LEAST_ONCE)
            .payload(text.getBytes(StandardCharsets.UTF_8)).send()
            .whenComplete((result, error) -> {
              unanswered.release();
              if (error == null && result.getError().isEmpty()) {
                acknowledged.add(text);
              }
            });
      }
    }, prefix);
    publisher.setDaemon(true);
    publisher.start();
  }

  /** Everything the session has waiting: until nothing came for half a minute, or for a second once all that is expected is there. */
  static List<String> drain(ServerProcess servers, String id, Collection<String> expected) throws InterruptedException {
    Set<String> missing = new HashSet<>(expected);
    List<String> texts = new ArrayList<>();
    Mqtt5BlockingClient client = MqttClient.builder().useMqttVersion5().identifier(id)
        .serverHost("127.0.0.1").serverPort(servers.brokerPort()).buildBlocking();
    try (Mqtt5Publishes publishes = client.publishes(MqttGlobalPublishFilter.ALL)) {
      client.connectWith().cleanStart(false).sessionExpiryInterval(3600)
          .simpleAuth().username(servers.brokerUser())
          .password(servers.brokerPassword().getBytes(StandardCharsets.UTF_8)).applySimpleAuth().send();
      Optional<Mqtt5Publish> next = publishes.receive(30, TimeUnit.SECONDS);
      while (next.isPresent()) {
        String text = StandardCharsets.UTF_8.decode(next.get().getPayload().orElseThrow()).toString();
        texts.add(text);
        missing.remove(text);
        next = publishes.receive(missing.isEmpty() ? 1 : 30, TimeUnit.SECONDS);
      }
    }
    client.disconnect();
    return texts;
  }
}
