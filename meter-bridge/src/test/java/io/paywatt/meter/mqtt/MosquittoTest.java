package io.paywatt.meter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import io.paywatt.ledger.command.OutgoingCommand;
import io.paywatt.ledger.reading.Reading;
import io.paywatt.meter.codec.EncodedCommand;
import io.paywatt.meter.codec.MeterCodecs;
import io.paywatt.meter.command.BrokerAccount;
import io.paywatt.meter.command.CommandPublisher;
import io.paywatt.testkit.Mosquitto;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real Mosquitto, driven by its own command-line clients as well. */
class MosquittoTest extends BrokerSuite {
  private static Mosquitto mosquitto;

  @BeforeAll
  static void start() {
    assumeTrue(Mosquitto.missing() == null, Mosquitto.missing());
    mosquitto = Mosquitto.start(Path.of("target", "mosquitto"));
  }

  @AfterAll
  static void stop() {
    if (mosquitto != null) {
      mosquitto.stop();
    }
  }

  @Override
  TestBroker broker() {
    return new TestBroker(mosquitto.port(), mosquitto.user(), mosquitto.password());
  }

  @Test
  void a_reading_that_mosquitto_pub_sends_is_read() throws Exception {
    List<Reading> readings = new CopyOnWriteArrayList<>();
    try (TestHub hub = TestHub.startRoute(broker, prefix, "meter:reading", route -> route
        .to("bean:meterCodec?method=readings")
        .process(exchange -> exchange.getMessage().getBody(List.class).forEach(it -> readings.add((Reading) it))))) {
      subscribed(hub);
      assertThat(end(mosquitto.client("mosquitto_pub", "-q", "1", "-t", prefix + "/142400000301/reading", "-m",
          "{\"at\":\"2026-11-23T08:15:00Z\",\"energyWh\":1234567}"))).isEmpty();
      await().atMost(PATIENCE).until(() -> readings.size() == 1);
      assertThat(readings.get(0)).returns("142400000301", Reading::serial).returns(1_234_567L, Reading::energyWh)
          .returns(Instant.parse("2026-11-23T08:15:00Z"), Reading::at);
    }
  }

  @Test
  void a_command_reaches_mosquitto_sub_with_its_response_topic_and_number() throws Exception {
    String[] session = {"-i", prefix + "-sub", "-c", "-x", "300", "-q", "1", "-t", prefix + "/7/command", "-W", "30"};
    // what it prints comes only when it ends: so it subscribes, leaves, and fetches later what waits
    assertThat(end(mosquitto.client("mosquitto_sub", with(session, "-E")))).isEmpty();
    EncodedCommand command = new MeterCodecs(prefix).codec("native").encode(new OutgoingCommand("c-1", "7", "native",
        "read", "{}", Instant.now().plusSeconds(60)), Instant.now());
    CommandPublisher publisher = new CommandPublisher(new BrokerAccount(BrokerAddress.of(broker.url()), broker.user(),
        broker.password()), prefix + "-commands");
    MqttMessage message = new MqttMessage(command.payload());
    message.setQos(1);
    MqttProperties properties = new MqttProperties();
    properties.setResponseTopic(prefix + "/7/reply");
    properties.setCorrelationData("c-1".getBytes(StandardCharsets.UTF_8));
    message.setProperties(properties);
    publisher.publish(command.topic(), message);
    publisher.close();
    assertThat(end(mosquitto.client("mosquitto_sub", with(session, "-C", "1", "-F", "%R %D %p"))))
        .startsWith(prefix + "/7/reply c-1 {").contains("\"kind\":\"read\"");
  }

  @ParameterizedTest
  @CsvSource({"142400000301, paywatt/142400000301/reading, true", "142400000301, paywatt/142400000302/reading, false",
      "142400000301, paywatt/142400000301/command, false", "142400000301, dtu/dtu-07/up, false",
      "142400000301, $SYS/broker/uptime, false", "dtu-07, dtu/dtu-07/up, true", "dtu-07, dtu/dtu-07/down, false",
      "dtu-07, modbus/dtu-08/up, false"})
  void a_meter_or_gateway_speaks_under_its_own_topics_alone(String user, String topic, boolean allowed) throws Exception {
    assertThat(end(mosquitto.clientOf(user, "mosquitto_pub", "-q", "1", "-t", topic, "-m", "{}")))
        .isEqualToIgnoringWhitespace(allowed ? "" : "Warning: Publish 1 failed: Not authorized.");
  }

  @Test
  void a_meter_that_listens_to_everything_hears_its_own_commands_alone() throws Exception {
    String[] session = {"-i", prefix + "-all", "-c", "-x", "300", "-q", "1", "-t", "#", "-t", "$share/g/paywatt/+/command"};
    assertThat(end(mosquitto.clientOf(Mosquitto.METER, "mosquitto_sub", with(session, "-E")))).isEmpty();
    for (String topic : List.of("paywatt/142400000302/command", "dtu/dtu-07/down", "paywatt/142400000302/reading",
        "paywatt/142400000301/command")) {
      assertThat(end(mosquitto.client("mosquitto_pub", "-q", "1", "-t", topic, "-m", topic))).isEmpty();
    }
    assertThat(end(mosquitto.clientOf(Mosquitto.METER, "mosquitto_sub", with(session, "-W", "30", "-C", "1"))))
        .isEqualToIgnoringWhitespace("paywatt/142400000301/command");
  }

  private static String[] with(String[] first, String... more) {
    return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
  }

  /** What it printed. */
  private static String end(ProcessBuilder client) throws Exception {
    Process process = client.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
