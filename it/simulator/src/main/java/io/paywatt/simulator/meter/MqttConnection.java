package io.paywatt.simulator.meter;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5ConnectBuilder;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishBuilder;

/**
 * One MQTT 5 connection with a session that waits at the broker while it is away. It connects again by itself unless it
 * was cut on purpose. All connections share the client library's few threads.
 */
final class MqttConnection {
  private static final int SESSION_SECONDS = 86_400;
  private static final int KEEP_ALIVE_SECONDS = 60;

  private final Broker broker;
  private final Wire will;
  private final Mqtt5AsyncClient client;
  private final Map<String, Consumer<Mqtt5Publish>> listeners = new ConcurrentHashMap<>();

  /** @param will what the broker says when it breaks off, or null for nothing */
  MqttConnection(Broker broker, String clientId, Wire will, Runnable onConnected) {
    this.broker = broker;
    this.will = will;
    Mqtt5ClientBuilder builder = Mqtt5Client.builder().identifier(clientId).serverHost(broker.host())
        .serverPort(broker.port()).automaticReconnect().initialDelay(500, TimeUnit.MILLISECONDS)
        .maxDelay(10, TimeUnit.SECONDS).applyAutomaticReconnect().addConnectedListener(context -> onConnected.run());
    this.client = (broker.tls() ? builder.sslWithDefaultConfig() : builder).buildAsync();
    client.publishes(MqttGlobalPublishFilter.ALL, this::dispatch);
  }

  private void dispatch(Mqtt5Publish message) {
    Consumer<Mqtt5Publish> listener = listeners.get(message.getTopic().toString());
    if (listener != null) {
      listener.accept(message);
    }
  }

  CompletableFuture<?> connect() {
    Mqtt5ConnectBuilder.Send<CompletableFuture<Mqtt5ConnAck>> connect = client.connectWith().cleanStart(false)
        .sessionExpiryInterval(SESSION_SECONDS).keepAlive(KEEP_ALIVE_SECONDS);
    if (will != null) {
      connect = connect.willPublish().topic(will.topic()).qos(MqttQos.AT_LEAST_ONCE).retain(will.retain())
          .payload(will.payload()).applyWillPublish();
    }
    if (broker.user() != null) {
      connect = connect.simpleAuth().username(broker.user())
          .password(broker.password().getBytes(StandardCharsets.UTF_8)).applySimpleAuth();
    }
    return connect.send();
  }

  /** Listens to the topic with QoS 1. */
  CompletableFuture<?> subscribe(String topic, Consumer<Mqtt5Publish> listener) {
    listeners.put(topic, listener);
    return client.subscribeWith().topicFilter(topic).qos(MqttQos.AT_LEAST_ONCE).send();
  }

  void deafen(String topic) {
    listeners.remove(topic);
  }

  /** Done when the broker has acknowledged (QoS 1). */
  CompletableFuture<?> publish(String topic, byte[] payload, boolean retain) {
    return client.publish(message(topic, payload).retain(retain).build());
  }

  /** Answers where the message wants its answer, with its correlation data. @param otherwise when it names no topic */
  CompletableFuture<?> answer(Mqtt5Publish request, String otherwise, byte[] payload) {
    String topic = request.getResponseTopic().map(Object::toString).orElse(otherwise);
    Mqtt5PublishBuilder.Complete message = message(topic, payload);
    request.getCorrelationData().ifPresent(message::correlationData);
    return client.publish(message.build());
  }

  private static Mqtt5PublishBuilder.Complete message(String topic, byte[] payload) {
    return Mqtt5Publish.builder().topic(topic).qos(MqttQos.AT_LEAST_ONCE).payload(payload)
        .contentType("application/json");
  }

  /** Breaks off as a meter does that lost its network: the broker publishes the last will, the session waits. */
  CompletableFuture<?> cut() {
    return client.disconnectWith().reasonCode(Mqtt5DisconnectReasonCode.DISCONNECT_WITH_WILL_MESSAGE).send();
  }

  /** Leaves in good order. @param forget whether the broker may drop the session */
  CompletableFuture<?> leave(boolean forget) {
    return forget ? client.disconnectWith().sessionExpiryInterval(0).send() : client.disconnect();
  }
}
