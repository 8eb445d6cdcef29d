package io.paywatt.simulator.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import com.fasterxml.jackson.databind.JsonNode;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.paywatt.simulator.Json;
import io.paywatt.testkit.TestServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FleetTest {
  private final Broker broker = Broker.of("tcp://127.0.0.1:" + TestServers.brokerPort(), TestServers.brokerUser(),
      TestServers.brokerPassword());
  private final String prefix = "fleet" + System.nanoTime();
  private final List<Mqtt5Publish> heard = new CopyOnWriteArrayList<>();
  private Mqtt5BlockingClient hub;
  private Fleet fleet;

  @BeforeEach
  void listen() {
    hub = Mqtt5Client.builder().identifier("hub-" + prefix).serverHost("127.0.0.1").serverPort(broker.port())
        .buildBlocking();
    hub.toAsync().publishes(MqttGlobalPublishFilter.ALL, heard::add);
    hub.connectWith().simpleAuth().username(broker.user()).password(broker.password().getBytes()).applySimpleAuth()
        .send();
    hub.subscribeWith().topicFilter(prefix + "/#").qos(MqttQos.AT_LEAST_ONCE).send();
  }

  @AfterEach
  void stop() {
    fleet.close(true);
    hub.disconnect();
  }

  @Test
  void a_meter_says_that_it_is_there_and_reports_its_register() throws Exception {
    start(1, 0, Duration.ofMillis(100));

    await().untilAsserted(() -> assertThat(messages("M0/reading")).hasSizeGreaterThan(3));
    assertThat(messages("M0/online").get(0).path("online").asBoolean()).isTrue();
    assertThat(messages("M0/reading")).extracting(reading -> reading.path("seq").asInt()).startsWith(1, 2, 3);
    assertThat(messages("M0/reading").get(0)).allSatisfy(field -> assertThat(field.isNull()).isFalse());
  }

  @Test
  void a_command_is_answered_on_its_response_topic_with_its_correlation_data() throws Exception {
    start(1, 0, Duration.ofHours(1));
    command("M0", "{\"id\":\"c1\",\"kind\":\"relay\",\"relay\":\"open\",\"seq\":1}");

    await().until(() -> !messages("answers").isEmpty());
    Mqtt5Publish answer = heard.stream().filter(message -> message.getTopic().toString().endsWith("answers"))
        .findFirst().orElseThrow();
    assertThat(StandardCharsets.UTF_8.decode(answer.getCorrelationData().orElseThrow()).toString()).isEqualTo("c1");
    assertThat(messages("answers").get(0).path("relay").asText()).isEqualTo("open");
    assertThat(meter(0).body().hasPower()).isFalse();
  }

  @Test
  void what_was_commanded_while_it_was_offline_is_done_when_it_comes_back() throws Exception {
    start(1, 0, Duration.ofHours(1));
    meter(0).goOffline();
    await().untilAsserted(() -> assertThat(messages("M0/online")).last()
        .satisfies(last -> assertThat(last.path("online").asBoolean()).isFalse()));

    command("M0", "{\"id\":\"c2\",\"kind\":\"credit\",\"amount\":500}");
    assertThat(meter(0).body().balance()).isNull();
    meter(0).goOnline();

    await().until(() -> meter(0).body().balance() != null && !messages("answers").isEmpty());
    assertThat(meter(0).commandsActed()).isEqualTo(1);
  }

  @Test
  void a_thousand_meters_report_over_a_few_shared_connections() throws Exception {
    start(1000, 4, Duration.ofSeconds(1));

    Map<String, Long> reported = new ConcurrentHashMap<>();
    await().atMost(Duration.ofSeconds(30)).until(() -> {
      heard.stream().map(message -> message.getTopic().toString()).filter(topic -> topic.endsWith("reading"))
          .forEach(topic -> reported.put(topic, 1L));
      return reported.size() == 1000;
    });
    command("M999", "{\"id\":\"c3\",\"kind\":\"display\",\"text\":\"你好\"}");
    await().until(() -> meter(999).body().display().equals("你好"));
  }

  private void start(int count, int shared, Duration interval) throws Exception {
    fleet = new Fleet(broker, MeterClock.real(),
        new FleetPlan(prefix, interval, LinkFaults.Rates.NONE, shared, System.nanoTime()));
    for (int i = 0; i < count; i++) {
      fleet.add(new MeterBody("M" + i, PowerProfile.household(i), 1000, Instant.now()));
    }
    fleet.connect();
    fleet.report();
  }

  private SimulatedMeter meter(int index) {
    return List.copyOf(fleet.meters()).get(index);
  }

  private void command(String serial, String json) {
    hub.publishWith().topic(prefix + "/" + serial + "/command").qos(MqttQos.AT_LEAST_ONCE).payload(json.getBytes(
        StandardCharsets.UTF_8)).responseTopic(prefix + "/answers").correlationData(json.substring(7, 9).getBytes())
        .send();
  }

  private List<JsonNode> messages(String topic) {
    return heard.stream().filter(message -> message.getTopic().toString().equals(prefix + "/" + topic))
        .map(message -> Json.parse(message.getPayloadAsBytes())).toList();
  }
}
