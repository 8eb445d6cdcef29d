package io.paywatt.meter.make;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import io.paywatt.ledger.Misconfigured;
import io.paywatt.ledger.command.CommandReply;
import io.paywatt.ledger.reading.MeterEvent;
import io.paywatt.ledger.reading.MeterPresence;
import io.paywatt.ledger.reading.Reading;
import io.paywatt.ledger.reading.Relay;
import io.paywatt.meter.codec.Directory;
import io.paywatt.meter.codec.EncodedCommand;
import io.paywatt.meter.codec.Heard;
import io.paywatt.meter.codec.MeterCodec;
import io.paywatt.meter.codec.Trials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingTest {
  private static final String HEAD = "make: acme\nprotocol: json\n";
  @TempDir
  private Path folder;

  @Test
  void the_shipped_makes_are_right() {
    assertThat(Trials.all(Directory.none(), Trials.buses())).extracting(MeterCodec::make).containsExactly("dlt645",
        "edge-logger", "prepaid-4g", "sdm120", "sdm630", "shelly", "tasmota", "thing-breaker", "zigbee2mqtt");
  }

  @Test
  void scales_times_words_and_tariffs_are_those_of_the_file() {
    Reading reading = Trials.shipped("prepaid-4g").decode(Trials.message("/gw/prepaid/x/data/4711", "{\"time\":"
        + "\"20261123161500\",\"no\":9,\"epi\":123456,\"epi1\":100000,\"epi2\":\"23456\",\"p\":1500,\"money\":12.34,"
        + "\"relay\":\"trip\"}")).readings().get(0);
    assertThat(reading.serial()).isEqualTo("4711");
    assertThat(reading.seq()).isEqualTo(9);
    assertThat(reading.at()).isEqualTo(Instant.parse("2026-11-23T08:15:00Z"));
    assertThat(reading.energyWh()).isEqualTo(1_234_560);
    assertThat(reading.tariffWh()).containsExactly(1_000_000L, 234_560L);
    assertThat(reading.powerW()).isEqualTo(1_500);
    assertThat(reading.balanceMinor()).isEqualTo(1_234);
    assertThat(reading.relay()).isEqualTo(Relay.OPEN);
  }

  @Test
  void a_batch_is_split_and_each_item_names_its_meter() {
    Heard heard = Trials.shipped("edge-logger").decode(Trials.message("device/power/up/9", "{\"msgType\":\"up\",\"batch\":["
        + item("a", "1.5") + "," + item("b", "2.5") + "]}"));
    assertThat(heard.readings()).extracting(Reading::serial).containsExactly("a", "b");
    assertThat(heard.readings().get(1).energyWh()).isEqualTo(2_500);
    assertThat(heard.readings().get(1).voltageV()).containsExactly(new BigDecimal("230"));
    assertThat(Trials.shipped("edge-logger").decode(Trials.message("device/power/state/9", "offline")).presences())
        .extracting(MeterPresence::online).containsExactly(false);
  }

  @Test
  void one_wrong_item_does_not_hold_up_its_batch() {
    Heard heard = Trials.shipped("edge-logger").decode(Trials.message("device/power/up/9", "{\"msgType\":\"up\",\"batch\":["
        + item("a", "\"much\"") + "," + item("b", "2.5") + "]}"));
    assertThat(heard.readings()).extracting(Reading::serial).containsExactly("b");
    assertThat(heard.faults()).containsExactly(
        "/batch/0: /metrics/energy/active/value/forward is \"much\", allowed is a number");
  }

  @Test
  void a_tariff_register_that_is_missing_does_not_move_the_others() {
    assertThat(Trials.shipped("prepaid-4g").decode(Trials.message("/gw/prepaid/x/data/4711",
        "{\"epi\":123456,\"epi2\":23456}")).readings().get(0).tariffWh()).isEmpty();
  }

  @Test
  void events_and_replies_are_told_by_the_words_of_the_file() {
    MeterCodec codec = Trials.shipped("prepaid-4g");
    assertThat(codec.decode(Trials.message("/gw/prepaid/x/event/4711", "{\"time\":\"20261123161500\",\"code\":9}")).events())
        .extracting(MeterEvent::kind).containsExactly("cover-open");
    EncodedCommand sent = codec.encode(Trials.command("4711", "prepaid-4g", "relay", "{\"relay\":\"open\"}"), Trials.NOW);
    assertThat(sent.topic()).isEqualTo("/server/prepaid/meter/control/4711");
    assertThat(sent.payload()).asString().isEqualTo("{\"id\":\"4f0c\",\"relay\":\"trip\"}");
    assertThat(codec.decode(Trials.message("/gw/prepaid/x/control/4711", "{\"id\":\"4f0c\",\"res\":0}")).replies())
        .extracting(CommandReply::result, CommandReply::reason).containsExactly(
            tuple("refused", "answered 0"));
  }

  @Test
  void a_message_that_no_rule_fits_says_why() {
    Heard heard = Trials.shipped("thing-breaker").decode(Trials.message("breaker/4-post",
        "{\"method\":\"hello\"}"));
    assertThat(heard.readings()).isEmpty();
    assertThat(heard.notes()).first().asString()
        .contains("does not apply: /method is not thing.event.property.post");
  }

  @Test
  void every_fault_of_a_file_is_named_with_its_line() throws IOException {
    assertThat(faults(HEAD + """
        messages:
          - topic: acme/data
            reading:
              energy: {path: data.energy, unit: kW}
              powr: {path: /p, unit: W}
              voltage: [{path: /u}]
          - topic: acme/{device}/state
        commands:
          relay:
            topic: acme/{device}/set
            payload: '{"on":${state}}'
          jump:
            topic: acme/{device}/set
            payload: x
        """)).containsExactlyInAnyOrder(
        "acme.yaml:4: topic is 'acme/data', it needs {device}",
        "acme.yaml:6: path is 'data.energy', allowed is a JSON Pointer such as /data/energy or /list/0",
        "acme.yaml:6: unit is 'kW', allowed are Wh, kWh, MWh, mWh",
        "acme.yaml:7: unknown key 'powr', allowed are at, seq, energy, tariffs, power, voltage, current, frequency,"
            + " powerFactor, relay, balance; did you mean power?",
        "acme.yaml:8: unit is missing",
        "acme.yaml:9: a message needs exactly one of reading, event, presence, reply, it has 0",
        "acme.yaml:13: payload has ${state}, allowed are ${id}, ${device}, ${relay}",
        "acme.yaml:15: kind is 'jump', allowed are [relay, read, credit, balance, price, display, write]");
  }

  @Test
  void a_payload_that_becomes_no_json_a_doubled_make_and_an_unknown_protocol_are_faults() throws IOException {
    assertThat(faults(HEAD + """
        messages:
          - {topic: "acme/{device}", presence: {path: /s, online: [a], offline: [a]}}
        commands:
          relay: {topic: "acme/{device}/set", payload: '{"on":${relay}}', words: {closed: an, open: aus}}
        """)).hasSize(2).anySatisfy(fault -> assertThat(fault).contains("acme.yaml:6: payload with values in it is no JSON"))
        .anySatisfy(fault -> assertThat(fault).contains("acme.yaml:4: 'a' stands for offline and online"));
    assertThat(faults("make: acme\nprotocol: soap\n")).singleElement().asString()
        .contains("protocol is 'soap', allowed are json, dlt645, modbus, tasmota, shelly, zigbee2mqtt");
    assertThat(faults("make: native\nprotocol: json\n")).singleElement().asString().contains("make is 'native'");
  }

  @Test
  void faults_of_the_other_protocols_have_lines_too() throws IOException {
    assertThat(faults("make: acme\nprotocol: dlt645\ntopics: {up: dtu/up, down: \"d/{gateway}\"}\npoll: [\"0001FF00\", \"1\"]\n"))
        .anySatisfy(fault -> assertThat(fault).isEqualTo("acme.yaml:3: topic is 'dtu/up', it needs {gateway}"))
        .anySatisfy(fault -> assertThat(fault).startsWith("acme.yaml:4: data identifier is '1'"));
    assertThat(faults("""
        make: acme
        protocol: modbus
        topics: {up: "m/{gateway}/up", down: "m/{gateway}/down"}
        read: [{start: 0, count: 10}]
        values:
          energy: {register: 0x0048, type: float64}
        """)).containsExactly("acme.yaml:6: type is 'float64', allowed are float32, uint16, int16, uint32, int32, uint64, int64");
    assertThat(faults("""
        make: acme
        protocol: modbus
        topics: {up: "m/{gateway}/up", down: "m/{gateway}/down"}
        read: [{start: 0, count: 10}]
        values:
          energy: {register: 0x0048}
        """)).containsExactly("acme.yaml:6: register 0048 is not in any block of read");
  }

  private List<String> faults(String text) throws IOException {
    Path file = folder.resolve("acme.yaml");
    Files.writeString(file, text);
    List<String> faults = new ArrayList<>();
    assertThatThrownBy(() -> Makes.loadFile(file, Trials.parts(Directory.none(), Trials.buses())))
        .isInstanceOfSatisfying(Misconfigured.class, e -> e.faults().forEach(fault ->
            faults.add(fault.replace(folder + "/", ""))));
    return faults;
  }

  private static String item(String id, String kwh) {
    return "{\"timestamp\":1795421700000,\"device_id\":\"" + id + "\",\"metrics\":{\"voltage\":{\"value\":{\"phase_a\":230}},"
        + "\"energy\":{\"active\":{\"value\":{\"forward\":" + kwh + "}}}}}";
  }
}
