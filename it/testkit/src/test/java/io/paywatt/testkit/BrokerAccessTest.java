package io.paywatt.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Meters with passwords of their own at the embedded broker. */
@Timeout(120)
class BrokerAccessTest {
  @TempDir
  static Path folder;
  private static ServerProcess servers;

  @BeforeAll
  static void start() throws Exception {
    servers = ServerProcess.start(folder, "--no-database", "--meter-credentials", "required", "--meter-publish",
        "tele/%u/SENSOR,%u/status/+,replies/rpc", "--meter-hear", "cmnd/%u/#");
    give("M1", "first-secret");
    give("M2", "second-secret");
  }

  @AfterAll
  static void stop() {
    servers.stop();
  }

  @Test
  void a_meter_gets_in_with_its_own_password_and_a_new_one_holds_at_once() throws Exception {
    give("M3", "old");
    meter("M3", "M3", "old").disconnect();
    give("M3", "new");
    meter("M3", "M3", "new").disconnect();
    assertThatThrownBy(() -> meter("M3", "M3", "old")).isInstanceOf(Mqtt5ConnAckException.class);
    assertThatThrownBy(() -> meter("M4", "M4", "old")).isInstanceOf(Mqtt5ConnAckException.class);
  }

  @Test
  void a_meter_can_not_take_the_place_of_the_hub_or_of_another_meter() {
    assertThatThrownBy(() -> meter("M1", "hub-1-meter-reading", "first-secret")).isInstanceOf(Mqtt5ConnAckException.class);
    assertThatThrownBy(() -> meter("M1", "M2", "first-secret")).isInstanceOf(Mqtt5ConnAckException.class);
  }

  @Test
  void it_publishes_and_hears_on_its_own_topics_alone() throws Exception {
    Mqtt5BlockingClient meter = meter("M1", "M1", "first-secret");
    publish(meter, "paywatt/M1/reading");
    publish(meter, "paywatt/M1/online");
    meter.subscribeWith().topicFilter("paywatt/M1/command").qos(MqttQos.AT_LEAST_ONCE).send();
    for (String topic : new String[] {"paywatt/M2/reading", "paywatt/M1/command", "paywatt/M10/reading", "other"}) {
      assertThatThrownBy(() -> publish(meter, topic)).as(topic).isInstanceOf(Mqtt5PubAckException.class);
    }
    for (String filter : new String[] {"#", "paywatt/+/command", "paywatt/M2/command", "$share/g/paywatt/M2/command"}) {
      assertThatThrownBy(() -> meter.subscribeWith().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).send()).as(filter)
          .isInstanceOf(Mqtt5SubAckException.class);
    }
    meter.disconnect();
  }

  @Test
  void a_device_of_another_make_keeps_to_the_topics_of_its_make() throws Exception {
    Mqtt5BlockingClient device = meter("M1", "DVES-M1", "first-secret");
    for (String topic : new String[] {"tele/M1/SENSOR", "M1/status/switch:0", "replies/rpc"}) {
      publish(device, topic);
    }
    device.subscribeWith().topicFilter("cmnd/M1/#").qos(MqttQos.AT_LEAST_ONCE).send();
    for (String topic : new String[] {"tele/M2/SENSOR", "tele/M1/SENSOR/more", "M2/status/switch:0", "cmnd/M1/POWER"}) {
      assertThatThrownBy(() -> publish(device, topic)).as(topic).isInstanceOf(Mqtt5PubAckException.class);
    }
    for (String filter : new String[] {"cmnd/#", "cmnd/M2/#", "tele/M1/SENSOR"}) {
      assertThatThrownBy(() -> device.subscribeWith().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).send()).as(filter)
          .isInstanceOf(Mqtt5SubAckException.class);
    }
    device.disconnect();
  }

  @Test
  void a_reading_from_the_wrong_client_is_reported_and_reaches_nobody() throws Exception {
    Mqtt5BlockingClient hub = Mqtt.connect(servers, "hub", servers.brokerPassword());
    try (var heard = hub.publishes(MqttGlobalPublishFilter.ALL)) {
      hub.subscribeWith().topicFilter("paywatt/+/reading").qos(MqttQos.AT_LEAST_ONCE).send();
      hub.subscribeWith().topicFilter("paywatt/M2/event").qos(MqttQos.AT_LEAST_ONCE).send();
      Mqtt5BlockingClient meter = meter("M2", "meter-M2", "second-secret");
      assertThatThrownBy(() -> publish(meter, "paywatt/M1/reading")).isInstanceOf(Mqtt5PubAckException.class);
      var report = heard.receive(10, TimeUnit.SECONDS).orElseThrow();
      assertThat(report.getTopic().toString()).isEqualTo("paywatt/M2/event");
      assertThat(new String(report.getPayloadAsBytes(), StandardCharsets.UTF_8)).contains("\"kind\":\"wrong-topic\"")
          .contains("\"topic\":\"paywatt/M1/reading\"");
      meter.disconnect();
    }
    hub.disconnect();
  }

  private static void publish(Mqtt5BlockingClient meter, String topic) {
    meter.publishWith().topic(topic).qos(MqttQos.AT_LEAST_ONCE).payload("{}".getBytes(StandardCharsets.UTF_8)).send();
  }

  private static Mqtt5BlockingClient meter(String serial, String clientId, String password) {
    Mqtt5BlockingClient client = MqttClient.builder().useMqttVersion5().identifier(clientId).serverHost("127.0.0.1")
        .serverPort(servers.brokerPort()).simpleAuth().username(serial).password(password.getBytes(StandardCharsets.UTF_8))
        .applySimpleAuth().buildBlocking();
    client.connect();
    return client;
  }

  /** As {@code ./paywatt meters credentials} writes it. */
  private static void give(String serial, String password) throws Exception {
    byte[] salt = serial.repeat(6).getBytes(StandardCharsets.UTF_8);
    byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
        .generateSecret(new PBEKeySpec(password.toCharArray(), salt, 101, 512)).getEncoded();
    Path file = folder.resolve("embedded/meter-credentials");
    String others = Files.exists(file) ? Files.readString(file).replaceAll("(?m)^" + serial + ":.*\n", "") : "";
    Base64.Encoder base64 = Base64.getEncoder();
    Path next = file.resolveSibling("next");
    Files.writeString(next, others + serial + ":$7$101$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash) + "\n");
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
