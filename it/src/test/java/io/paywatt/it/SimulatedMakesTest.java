package io.paywatt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.paywatt.ledger.command.OutgoingCommand;
import io.paywatt.ledger.reading.MeterAddress;
import io.paywatt.ledger.reading.Reading;
import io.paywatt.meter.bus.Buses;
import io.paywatt.meter.codec.AddressBook;
import io.paywatt.meter.codec.EncodedCommand;
import io.paywatt.meter.codec.Heard;
import io.paywatt.meter.codec.MeterCodec;
import io.paywatt.meter.codec.file.CodecParts;
import io.paywatt.meter.make.Makes;
import io.paywatt.meter.topic.MeterMessage;
import io.paywatt.simulator.meter.Broker;
import io.paywatt.simulator.meter.Fleet;
import io.paywatt.simulator.meter.FleetPlan;
import io.paywatt.simulator.meter.LinkFaults;
import io.paywatt.simulator.meter.MeterBody;
import io.paywatt.simulator.meter.MeterClock;
import io.paywatt.simulator.meter.MixedFleet;
import io.paywatt.testkit.TestServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The hub's side of each make against the simulator's, which shares no code with it, over the real broker. */
class SimulatedMakesTest {
  private static final List<String> MAKES = List.of("dlt645", "sdm630", "tasmota", "shelly", "zigbee2mqtt");

  private final Map<String, Reading> readings = new ConcurrentHashMap<>();
  private final Buses buses = new Buses(Clock.systemUTC());
  private final MixedFleet mixed = new MixedFleet(new MixedFleet.Mix(MAKES.size(),
      io.paywatt.simulator.meter.Makes.of(String.join(",", MAKES)), 0, 0, 77));
  private final Map<String, MeterAddress> meters = mixed.csv().lines().skip(1).map(line -> Arrays.asList(line.split(",", -1)))
      .collect(Collectors.toMap(line -> line.get(7),
          line -> new MeterAddress(line.get(6), line.get(7), line.get(12), line.get(13).isEmpty() ? null : line.get(13))));
  private final Map<String, MeterCodec> codecs = Makes.load(Path.of("..", "config", "meters"), new CodecParts(
      AddressBook.of(List.copyOf(meters.values())), buses, Clock.systemUTC(), ZoneId.of("Asia/Shanghai"), 2, "paywatt",
      "02000000", "00000001")).stream().collect(Collectors.toMap(MeterCodec::make, Function.identity()));
  private Mqtt5AsyncClient hub;
  private Fleet fleet;

  @BeforeEach
  void connect() throws Exception {
    Broker broker = Broker.of("tcp://127.0.0.1:" + TestServers.brokerPort(), TestServers.brokerUser(),
        TestServers.brokerPassword());
    hub = Mqtt5Client.builder().identifier("hub-of-makes").serverHost("127.0.0.1").serverPort(broker.port()).buildAsync();
    hub.publishes(MqttGlobalPublishFilter.ALL, this::hear);
    hub.connectWith().simpleAuth().username(broker.user()).password(broker.password().getBytes(StandardCharsets.UTF_8))
        .applySimpleAuth().send().join();
    hub.subscribeWith().topicFilter("#").qos(MqttQos.AT_LEAST_ONCE).send().join();
    fleet = new Fleet(broker, MeterClock.real(), new FleetPlan("paywatt", Duration.ofMillis(300), LinkFaults.Rates.NONE, 2, 77));
    mixed.join(fleet);
    fleet.connect();
    fleet.report();
  }

  @AfterEach
  void close() {
    fleet.close(true);
    hub.disconnect().join();
  }

  @Test
  void every_make_is_read_and_every_relay_opens() {
    await().untilAsserted(() -> assertThat(readings.keySet()).contains(serial("tasmota"), serial("shelly"), serial("zigbee2mqtt")));
    for (String make : MAKES) {
      readings.remove(serial(make));
      command(make, "read", "{}");
      await(make).until(() -> readings.containsKey(serial(make)));
      assertThat(readings.get(serial(make)).energyWh()).as(make).isBetween(0L, body(make).energyWh());
    }
    for (String make : List.of("tasmota", "shelly", "zigbee2mqtt", "dlt645")) {
      command(make, "relay", "{\"relay\":\"open\"}");
      await(make).until(() -> !body(make).hasPower());
    }
  }

  private void command(String make, String kind, String json) {
    Instant now = Instant.now();
    EncodedCommand command = codecs.get(make).encode(new OutgoingCommand(kind + "-" + make, serial(make), make, kind, json,
        now.plusSeconds(60)), now);
    if (command != null) {
      send(command);
    }
  }

  private void send(EncodedCommand command) {
    hub.publishWith().topic(command.topic()).qos(MqttQos.AT_LEAST_ONCE).payload(command.payload()).send();
  }

  private void hear(Mqtt5Publish publish) {
    String topic = publish.getTopic().toString();
    for (MeterCodec codec : codecs.values()) {
      if (codec.topics().stream().anyMatch(pattern -> pattern.match(topic).isPresent())) {
        Heard heard = codec.decode(new MeterMessage(topic, publish.getPayloadAsBytes(), Instant.now()));
        heard.readings().forEach(reading -> readings.put(reading.serial(), reading));
      }
    }
    buses.due(10).forEach(this::send);
  }

  private String serial(String make) {
    return meters.get(make).serial();
  }

  private MeterBody body(String make) {
    return mixed.bodies().get(MAKES.indexOf(make));
  }
}
