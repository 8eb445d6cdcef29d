package io.paywatt.meter.make;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.paywatt.ledger.command.CommandStates;
import io.paywatt.meter.codec.Trials;
import io.paywatt.meter.mqtt.TestBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole path of every make: bytes at the real broker, a row in the real database, a command as bytes at the device. */
class MakesOnTheWireTest {
  private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
  private static final String OPEN = "{\"relay\":\"open\"}";
  private static MakesHub hub;
  private static Mqtt5AsyncClient device;

  private final BlockingQueue<Mqtt5Publish> received = new LinkedBlockingQueue<>();

  @BeforeAll
  static void start() throws Exception {
    TestBroker broker = TestBroker.shared();
    hub = MakesHub.start(broker, RUN,
        "dlt645,%1$s-D,202311220001,%1$s-G1".formatted(RUN), "sdm630,%1$s-M,1,%1$s-G2".formatted(RUN),
        "tasmota,%1$s-T,,".formatted(RUN), "shelly,%1$s-S,,".formatted(RUN), "zigbee2mqtt,%1$s-Z,,".formatted(RUN),
        "thing-breaker,%1$s-B,%1$s-breaker,".formatted(RUN));
    device = broker.client();
  }

  @AfterAll
  static void stop() {
    device.disconnect().join();
    hub.close();
  }

  @Test
  void a_dlt645_frame_in_two_parts_is_a_row_and_a_relay_command_is_a_frame_at_the_gateway() throws Exception {
    listen("dtu/" + RUN + "-G1/down");
    publish("dtu/" + RUN + "-G1/up", Trials.hex("FE FE 68 01 00 22 11 23 20 68 91 08 33 33"));
    publish("dtu/" + RUN + "-G1/up", Trials.hex("34 33 9A 78 56 34 49 16"));
    awaitRegister("D", 12_345_670);
    String command = hub.command(RUN + "-D", "relay", OPEN);
    assertThat(next().getPayloadAsBytes()).startsWith(Trials.hex("FE FE FE FE 68 01 00 22 11 23 20 68 1C 10 35 33 33 33"));
    publish("dtu/" + RUN + "-G1/up", Trials.hex("68 01 00 22 11 23 20 68 9C 00 E3 16"));
    awaitDone(command);
    assertThat(next().getPayloadAsBytes()).as("asked for its state").endsWith(Trials.hex("36 38 33 37 34 16"));
    publish("dtu/" + RUN + "-G1/up", Trials.hex("68 01 00 22 11 23 20 68 91 06 36 38 33 37 85 35 70 16"));
    assertThat(next().getPayloadAsBytes()).as("and for its register").endsWith(Trials.hex("33 33 34 33 29 16"));
    publish("dtu/" + RUN + "-G1/up", Trials.hex("68 01 00 22 11 23 20 68 91 08 33 33 34 33 9A 78 56 34 49 16"));
    await().atMost(Duration.ofSeconds(30)).until(() -> "open".equals(hub.relay(RUN + "-D")));
  }

  @Test
  void a_modbus_answer_is_a_row_once_it_was_asked_for() throws Exception {
    listen("modbus/" + RUN + "-G2/down");
    String command = hub.command(RUN + "-M", "read", "{}");
    assertThat(next().getPayloadAsBytes()).isEqualTo(Trials.hex("01 04 00 00 00 50 F0 36"));
    byte[] answer = new byte[165];
    System.arraycopy(new byte[] {1, 4, (byte) 160}, 0, answer, 0, 3);
    ByteBuffer.wrap(answer).putFloat(3 + 2 * 0x48, 12345.67f);
    int crc = crc(answer, 163);
    answer[163] = (byte) crc;
    answer[164] = (byte) (crc >> 8);
    publish("modbus/" + RUN + "-G2/up", Arrays.copyOf(answer, 50));
    publish("modbus/" + RUN + "-G2/up", Arrays.copyOfRange(answer, 50, 165));
    awaitRegister("M", 12_345_670);
    awaitDone(command);
  }

  @Test
  void what_a_make_can_not_do_ends_at_once_with_the_reason() {
    String command = hub.command(RUN + "-T", "write", "{\"item\":\"04001001\",\"value\":\"20.00\"}");
    await().atMost(Duration.ofSeconds(60)).until(() -> "refused".equals(hub.state(command)));
    assertThat(hub.reason(command)).contains("meters of make tasmota can't do write");
  }

  @Test
  void tasmota_telemetry_is_a_row_and_a_relay_command_is_a_word_at_its_topic() throws Exception {
    listen("cmnd/" + RUN + "-T/POWER");
    publish("tele/" + RUN + "-T/SENSOR", "{\"ENERGY\":{\"Total\":123.456,\"Power\":367}}");
    awaitRegister("T", 123_456);
    String command = hub.command(RUN + "-T", "relay", OPEN);
    assertThat(next().getPayloadAsBytes()).asString().isEqualTo("OFF");
    publish("stat/" + RUN + "-T/POWER", "OFF");
    awaitDone(command);
    assertThat(hub.relay(RUN + "-T")).isEqualTo("open");
  }

  @Test
  void a_shelly_notification_is_a_row_and_a_relay_command_is_a_request_that_is_answered() throws Exception {
    listen(RUN + "-S/rpc");
    publish(RUN + "-S/events/rpc", "{\"src\":\"x\",\"method\":\"NotifyStatus\",\"params\":{\"switch:0\":{\"output\":true,"
        + "\"aenergy\":{\"total\":1234.5}}}}");
    awaitRegister("S", 1_234);
    String command = hub.command(RUN + "-S", "relay", OPEN);
    assertThat(next().getPayloadAsBytes()).asString().contains("\"method\":\"Switch.Set\"", "\"on\":false");
    publish("paywatt/replies/rpc", "{\"id\":\"" + command + "\",\"src\":\"" + RUN + "-S\",\"result\":{\"was_on\":true}}");
    awaitDone(command);
  }

  @Test
  void a_zigbee_state_is_a_row_and_a_relay_command_is_a_set() throws Exception {
    listen("zigbee2mqtt/" + RUN + "-Z/set");
    publish("zigbee2mqtt/" + RUN + "-Z", "{\"state\":\"ON\",\"energy\":1.23}");
    awaitRegister("Z", 1_230);
    String command = hub.command(RUN + "-Z", "relay", OPEN);
    assertThat(next().getPayloadAsBytes()).asString().isEqualTo("{\"state\":\"OFF\"}");
    publish("zigbee2mqtt/" + RUN + "-Z", "{\"state\":\"OFF\",\"energy\":1.23}");
    awaitDone(command);
  }

  @Test
  void a_mapping_with_an_address_of_its_own_and_no_balance() throws Exception {
    listen("breaker/" + RUN + "-breaker-set");
    publish("breaker/" + RUN + "-breaker-post",
        "{\"method\":\"thing.event.property.post\",\"params\":{\"powerstate\":1,\"electric_read\":5.2}}");
    awaitRegister("B", 5_200);
    String balance = hub.command(RUN + "-B", "balance", "{}");
    awaitDone(balance);
    assertThat(hub.reason(balance)).isEqualTo("meters of this make keep no balance and no price, the hub does");
    String command = hub.command(RUN + "-B", "relay", OPEN);
    assertThat(next().getPayloadAsBytes()).asString().contains("\"params\":{\"powerstate\":0}", command);
    publish("breaker/" + RUN + "-breaker-post",
        "{\"method\":\"thing.service.property.set.reply\",\"id\":\"" + command + "\",\"code\":200}");
    awaitDone(command);
  }

  @Test
  void what_can_not_be_read_is_set_aside_and_the_rest_of_its_batch_goes_on() {
    publish("tele/" + RUN + "-T/SENSOR", "{\"ENERGY\":{\"Total\":\"much\"}}");
    publish("tele/" + RUN + "-T/LWT", "Online");
    await().atMost(Duration.ofSeconds(30)).until(() -> hub.malformed().contains("Total is \"much\", allowed is a number"));
    await().atMost(Duration.ofSeconds(30)).until(() -> hub.isOnline(RUN + "-T"));
  }

  private void listen(String topic) {
    device.subscribeWith().topicFilter(topic).qos(MqttQos.AT_LEAST_ONCE).callback(received::add).send().join();
  }

  private Mqtt5Publish next() throws InterruptedException {
    Mqtt5Publish publish = received.poll(30, TimeUnit.SECONDS);
    assertThat(publish).as("a command at the device").isNotNull();
    return publish;
  }

  private static void publish(String topic, String text) {
    publish(topic, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void publish(String topic, byte[] payload) {
    device.publishWith().topic(topic).qos(MqttQos.AT_LEAST_ONCE).payload(payload).send().join();
  }

  private static void awaitRegister(String meter, long wh) {
    await().atMost(Duration.ofSeconds(30)).until(() -> hub.register(RUN + "-" + meter) == wh);
  }

  private static void awaitDone(String command) {
    await().atMost(Duration.ofSeconds(30)).until(() -> CommandStates.isTaken(hub.state(command)));
  }

  private static int crc(byte[] bytes, int count) {
    int crc = 0xFFFF;
    for (int i = 0; i < count; i++) {
      crc ^= bytes[i] & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0xA001;
      }
    }
    return crc;
  }
}
