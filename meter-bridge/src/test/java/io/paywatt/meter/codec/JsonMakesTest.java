package io.paywatt.meter.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import io.paywatt.ledger.command.CommandReply;
import io.paywatt.ledger.reading.MeterAddress;
import io.paywatt.ledger.reading.MeterEvent;
import io.paywatt.ledger.reading.MeterPresence;
import io.paywatt.ledger.reading.Quality;
import io.paywatt.ledger.reading.Reading;
import io.paywatt.ledger.reading.Relay;
import org.junit.jupiter.api.Test;

/** Tasmota, Shelly and Zigbee2MQTT by the messages of their documentation. */
class JsonMakesTest {
  private static final String OPEN = "{\"relay\":\"open\"}";
  private final MeterCodec tasmota = Trials.shipped("tasmota", new MeterAddress("M-1", "tasmota", "plug1", null));
  private final MeterCodec shelly = Trials.shipped("shelly", new MeterAddress("M-2", "shelly", "shellyplus1pm-a8", null));
  private final MeterCodec zigbee = Trials.shipped("zigbee2mqtt", new MeterAddress("M-3", "zigbee2mqtt", "room101", null));

  @Test
  void tasmota_tells_its_register_in_local_time_with_the_relay_of_the_state_before() {
    tasmota.decode(Trials.message("tele/plug1/STATE", "{\"Time\":\"2026-11-23T16:14:59\",\"UptimeSec\":9,\"POWER\":\"ON\"}"));
    Reading reading = tasmota.decode(Trials.message("tele/plug1/SENSOR", "{\"Time\":\"2026-11-23T16:14:59\",\"ENERGY\":"
        + "{\"TotalStartTime\":\"2022-01-01T00:00:00\",\"Total\":123.456,\"Yesterday\":0.923,\"Today\":0.337,\"Period\":5,"
        + "\"Power\":367,\"ApparentPower\":507,\"ReactivePower\":350,\"Factor\":0.72,\"Voltage\":235,\"Current\":2.156}}"))
        .readings().get(0);
    assertThat(reading).isEqualTo(new Reading("M-1", null, Instant.parse("2026-11-23T08:14:59Z"), 123_456, Relay.CLOSED,
        null, 367, List.of(new BigDecimal("235")), List.of(new BigDecimal("2.156")), List.of(),
        new BigDecimal("0.72"), null, Set.of(Quality.LOCAL_TIME, Quality.MERGED)));
  }

  @Test
  void tasmota_phases_are_arrays_and_a_clock_that_was_never_set_is_not_believed() {
    Reading reading = tasmota.decode(Trials.message("tele/plug1/SENSOR", "{\"Time\":\"1970-01-01T00:00:12\",\"ENERGY\":"
        + "{\"Total\":[1.5,2.25,0.25],\"Power\":[100,50,0],\"Voltage\":[230,231,229]}}")).readings().get(0);
    assertThat(reading.energyWh()).isEqualTo(4_000);
    assertThat(reading.powerW()).isEqualTo(150);
    assertThat(reading.voltageV()).hasSize(3);
    assertThat(reading.at()).isEqualTo(Trials.NOW);
    assertThat(reading.quality()).containsExactly(Quality.RECEIVED_TIME);
  }

  @Test
  void tasmota_is_switched_by_topic_and_answers_by_telling_its_power() {
    EncodedCommand sent = tasmota.encode(Trials.command("M-1", "tasmota", "relay", OPEN), Trials.NOW);
    assertThat(sent.topic()).isEqualTo("cmnd/plug1/POWER");
    assertThat(sent.payload()).asString().isEqualTo("OFF");
    assertThat(tasmota.decode(Trials.message("stat/plug1/POWER", "ON")).replies()).as("not what was asked").isEmpty();
    assertThat(tasmota.decode(Trials.message("stat/plug1/RESULT", "{\"POWER\":\"OFF\"}")).replies()).singleElement()
        .extracting(CommandReply::id, CommandReply::result, CommandReply::relay).containsExactly("4f0c", "done", Relay.OPEN);
    assertThat(tasmota.decode(Trials.message("stat/plug1/POWER", "OFF")).replies()).as("answered before").isEmpty();
  }

  @Test
  void tasmota_reads_on_demand_and_tells_when_it_comes_and_goes() {
    EncodedCommand sent = tasmota.encode(Trials.command("M-1", "tasmota", "read", "{}"), Trials.NOW);
    assertThat(sent.topic() + " " + new String(sent.payload())).isEqualTo("cmnd/plug1/Status 10");
    Heard heard = tasmota.decode(Trials.message("stat/plug1/STATUS10",
        "{\"StatusSNS\":{\"Time\":\"2026-11-23T16:15:00\",\"ENERGY\":{\"Total\":1.0}}}"));
    assertThat(heard.readings()).hasSize(1);
    assertThat(heard.replies()).extracting(CommandReply::energyWh).containsExactly(1_000L);
    assertThat(tasmota.decode(Trials.message("tele/plug1/LWT", "Offline")).presences())
        .containsExactly(new MeterPresence("M-1", false, Trials.NOW));
  }

  @Test
  void shelly_is_sent_a_request_and_answers_by_its_id() {
    EncodedCommand sent = shelly.encode(Trials.command("M-2", "shelly", "relay", OPEN), Trials.NOW);
    assertThat(sent.topic()).isEqualTo("shellyplus1pm-a8/rpc");
    assertThat(sent.payload()).asString().isEqualTo(
        "{\"id\":\"4f0c\",\"src\":\"paywatt/replies\",\"method\":\"Switch.Set\",\"params\":{\"id\":0,\"on\":false}}");
    assertThat(shelly.decode(Trials.message("paywatt/replies/rpc", "{\"id\":\"4f0c\",\"src\":\"shellyplus1pm-a8\","
        + "\"dst\":\"paywatt/replies\",\"result\":{\"was_on\":true}}")).replies()).singleElement()
        .extracting(CommandReply::serial, CommandReply::id, CommandReply::result).containsExactly("M-2", "4f0c", "done");
    assertThat(shelly.decode(Trials.message("paywatt/replies/rpc", "{\"id\":\"4f0d\",\"src\":\"shellyplus1pm-a8\","
        + "\"error\":{\"code\":-103,\"message\":\"Invalid argument\"}}")).replies()).singleElement()
        .extracting(CommandReply::result, CommandReply::reason).containsExactly("refused", "-103: Invalid argument");
  }

  @Test
  void shelly_tells_what_changed_and_it_is_laid_over_what_was_known() {
    shelly.decode(Trials.message("shellyplus1pm-a8/events/rpc", notify("1795421699.62", "\"output\":true,\"voltage\":229.8")));
    Reading reading = shelly.decode(Trials.message("shellyplus1pm-a8/events/rpc",
        notify("1795421700.5", "\"aenergy\":{\"total\":1234.567},\"apower\":36.4"))).readings().get(0);
    assertThat(reading.at()).isEqualTo(Instant.parse("2026-11-23T08:15:00.500Z"));
    assertThat(reading.energyWh()).as("a part of a Wh counts once it is whole").isEqualTo(1_234);
    assertThat(reading.relay()).isEqualTo(Relay.CLOSED);
    assertThat(reading.powerW()).isEqualTo(36);
    assertThat(reading.quality()).containsExactlyInAnyOrder(Quality.ROUNDED, Quality.MERGED);
    assertThat(shelly.decode(Trials.message("shellyplus1pm-a8/events/rpc", "{\"src\":\"x\",\"method\":\"NotifyEvent\","
        + "\"params\":{\"ts\":1.0,\"events\":[{\"component\":\"switch:0\",\"event\":\"overpower\",\"ts\":1795421700}]}}"))
        .events()).extracting(MeterEvent::kind).containsExactly("overload");
    assertThat(shelly.decode(Trials.message("shellyplus1pm-a8/online", "false")).presences()).hasSize(1);
  }

  @Test
  void shelly_with_three_phases_tells_its_register_beside_its_powers() {
    Reading reading = shelly.decode(Trials.message("shellyplus1pm-a8/events/rpc", "{\"src\":\"x\",\"method\":"
        + "\"NotifyFullStatus\",\"params\":{\"ts\":1795421700.5,\"em:0\":{\"id\":0,\"a_current\":1.1,\"a_voltage\":230.1,"
        + "\"b_voltage\":231.4,\"c_voltage\":229.5,\"total_act_power\":260.4},\"emdata:0\":{\"id\":0,"
        + "\"total_act\":12345.67,\"total_act_ret\":1.0}}}")).readings().get(0);
    assertThat(reading.energyWh()).isEqualTo(12_345);
    assertThat(reading.powerW()).isEqualTo(260);
    assertThat(reading.voltageV()).containsExactly(new BigDecimal("230.1"), new BigDecimal("231.4"), new BigDecimal("229.5"));
  }

  @Test
  void a_phase_that_shelly_leaves_out_is_not_filled_by_the_next_one() {
    Reading reading = shelly.decode(Trials.message("shellyplus1pm-a8/events/rpc", "{\"src\":\"x\",\"method\":\"NotifyStatus\","
        + "\"params\":{\"em:0\":{\"b_voltage\":231.4},\"emdata:0\":{\"total_act\":12345.67}}}")).readings().get(0);
    assertThat(reading.voltageV()).isEmpty();
  }

  @Test
  void zigbee_tells_all_it_knows_and_a_repeated_value_is_the_same_reading() {
    String text = "{\"state\":\"ON\",\"power\":12.3,\"voltage\":230,\"current\":0.05,\"energy\":1.23,\"linkquality\":120,"
        + "\"last_seen\":\"2026-11-23T08:14:00+00:00\"}";
    Reading reading = zigbee.decode(Trials.message("zigbee2mqtt/room101", text)).readings().get(0);
    assertThat(reading.energyWh()).isEqualTo(1_230);
    assertThat(reading.relay()).isEqualTo(Relay.CLOSED);
    assertThat(reading.at()).isEqualTo(Instant.parse("2026-11-23T08:14:00Z"));
    assertThat(zigbee.decode(Trials.message("zigbee2mqtt/room101", text)).readings()).containsExactly(reading);
    assertThat(zigbee.decode(Trials.message("zigbee2mqtt/room101/availability", "{\"state\":\"offline\"}")).presences())
        .extracting(MeterPresence::online).containsExactly(false);
  }

  @Test
  void zigbee_is_switched_by_a_set_and_answers_with_its_state() {
    EncodedCommand sent = zigbee.encode(Trials.command("M-3", "zigbee2mqtt", "relay", OPEN), Trials.NOW);
    assertThat(sent.topic() + " " + new String(sent.payload())).isEqualTo("zigbee2mqtt/room101/set {\"state\":\"OFF\"}");
    assertThat(zigbee.decode(Trials.message("zigbee2mqtt/room101", "{\"state\":\"ON\"}")).replies()).isEmpty();
    assertThat(zigbee.decode(Trials.message("zigbee2mqtt/room101", "{\"state\":\"OFF\"}")).replies()).hasSize(1);
  }

  @Test
  void a_device_that_nobody_imported_can_not_speak_for_a_meter_of_another_make() {
    String text = "{\"ENERGY\":{\"Total\":1}}";
    assertThat(tasmota.decode(Trials.message("tele/M-2/SENSOR", text)).readings()).extracting(Reading::serial)
        .containsExactly("tasmota:M-2");
  }

  @Test
  void what_is_not_as_documented_is_malformed_by_name() {
    assertThatThrownBy(() -> tasmota.decode(Trials.message("tele/plug1/SENSOR", "{\"ENERGY\":{\"Total\":\"much\"}}")))
        .isInstanceOf(Malformed.class).hasMessage("Total is \"much\", allowed is a number");
    assertThatThrownBy(() -> zigbee.decode(Trials.message("zigbee2mqtt/room101", "{\"state\":\"MAYBE\"}")))
        .isInstanceOf(Malformed.class).hasMessageContaining("state is \"MAYBE\", allowed is ON or OFF");
    assertThatThrownBy(() -> shelly.decode(Trials.message("x/events/rpc", "[]"))).isInstanceOf(Malformed.class);
  }

  private static String notify(String ts, String status) {
    return "{\"src\":\"shellyplus1pm-a8\",\"dst\":\"shellyplus1pm-a8/events\",\"method\":\"NotifyStatus\",\"params\":{\"ts\":"
        + ts + ",\"switch:0\":{\"id\":0," + status + "}}}";
  }
}
