package io.paywatt.it.support;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;

/** A meter's connection in the hands of a test: sends what it is told, answers every command with done. */
public final class MeterOnWire implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Mqtt5AsyncClient client;
  private final String serial;
  private final BlockingQueue<JsonNode> commands = new LinkedBlockingQueue<>();
  private String relay = "closed";

  private MeterOnWire(Properties servers, String serial) {
    this.serial = serial;
    URI url = URI.create(servers.getProperty("mqtt.url"));
    client = MqttClient.builder().useMqttVersion5().identifier("meter-" + serial).serverHost(url.getHost())
        .serverPort(url.getPort()).simpleAuth().username(servers.getProperty("mqtt.user"))
        .password(servers.getProperty("mqtt.password").getBytes(StandardCharsets.UTF_8)).applySimpleAuth().buildAsync();
  }

  /** With a session that the broker keeps. */
  public static MeterOnWire connect(Properties servers, String serial) {
    return new MeterOnWire(servers, serial).open(false);
  }

  /** With a session that begins now and ends with the connection: nothing waits at the broker, or here for a dead one. */
  public static MeterOnWire connectFresh(Properties servers, String serial) {
    return new MeterOnWire(servers, serial).open(true);
  }

  private MeterOnWire open(boolean cleanStart) {
    client.connectWith().cleanStart(cleanStart).sessionExpiryInterval(cleanStart ? 0 : 3600).send().join();
    client.subscribeWith().topicFilter("paywatt/" + serial + "/command").qos(MqttQos.AT_LEAST_ONCE)
        .callback(this::answer).send().join();
    return this;
  }

  private void answer(Mqtt5Publish publish) {
    try {
      JsonNode command = JSON.readTree(publish.getPayloadAsBytes());
      ObjectNode reply = JSON.createObjectNode().put("id", command.path("id").asText()).put("result", "done");
      if (command.path("kind").asText().equals("relay")) {
        relay = command.path("relay").asText();
        reply.put("relay", relay);
      }
      client.publishWith().topic(publish.getResponseTopic().orElseThrow()).qos(MqttQos.AT_LEAST_ONCE)
          .payload(JSON.writeValueAsBytes(reply)).correlationData(publish.getCorrelationData().orElse(null)).send();
      commands.add(command);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A reading taken so many seconds from now (negative: ago). */
  public void reading(long secondsFromNow, long energyWh, String relayNow) {
    Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(secondsFromNow);
    send("reading", JSON.createObjectNode().put("at", at.toString()).put("energyWh", energyWh).put("relay", relayNow)
        .toString());
  }

  /** Publishes below the meter's topic and waits for the broker's acknowledgement. */
  public void send(String topic, String payload) {
    client.publishWith().topic("paywatt/" + serial + "/" + topic).qos(MqttQos.AT_LEAST_ONCE)
        .payload(payload.getBytes(StandardCharsets.UTF_8)).send().join();
  }

  /** Publishes without waiting; done when the broker has acknowledged. */
  public CompletableFuture<?> publish(String topic, String payload) {
    return client.publishWith().topic(topic).qos(MqttQos.AT_LEAST_ONCE).payload(payload.getBytes(StandardCharsets.UTF_8))
        .send();
  }

  /** The next command of that kind; others that come before are passed over. */
  public JsonNode command(String kind) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    try {
      while (System.nanoTime() < end) {
        JsonNode command = commands.poll(1, TimeUnit.SECONDS);
        if (command != null && command.path("kind").asText().equals(kind)) {
          return command;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new AssertionError("No " + kind + " command came to " + serial);
  }

  @Override
  public void close() {
    client.disconnect().join();
  }
}
