package io.paywatt.simulator.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.simulator.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The device side of the makes, on published frames and messages. */
class DevicesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T13:30:00Z");

  private static MeterBody body(String serial, long energyWh) {
    return new MeterBody(serial, PowerProfile.constant(0), energyWh, NOW);
  }

  @ParameterizedTest
  @CsvSource({
      "68 AA AA AA AA AA AA 68 13 00 DF 16, 68 01 00 22 11 23 20 68 93 06 34 33 55 44 56 53 89 16",
      "FE FE FE FE 68 01 00 22 11 23 20 68 11 04 33 33 34 33 29 16, "
          + "68 01 00 22 11 23 20 68 91 08 33 33 34 33 9A 78 56 34 49 16",
      "68 01 00 22 11 23 20 68 11 04 33 35 C3 33 BA 16, 68 01 00 22 11 23 20 68 D1 01 35 4E 16",
      "68 01 00 22 11 23 20 68 1C 10 35 33 33 33 34 33 33 33 4D 33 8C 8C 56 64 45 63 08 16, "
          + "68 01 00 22 11 23 20 68 9C 00 E3 16"})
  void a_dlt645_meter_answers_the_published_frames(String request, String answer) {
    Dlt645Meter meter = new Dlt645Meter(body("202311220001", 12_345_670));
    assertThat(meter.answer(bytes(request), NOW)).isEqualTo(bytes(answer));
  }

  @Test
  void a_dlt645_meter_says_nothing_to_others_and_to_noise() {
    Dlt645Meter meter = new Dlt645Meter(body("202311220001", 0));
    for (String heard : List.of("68 02 00 22 11 23 20 68 11 04 33 33 34 33 2A 16", "68 01 00 22 11 23 20 68 11 04 33 33 34 33 2A 16",
        "68 99 99 99 99 99 99 68 08 06 33 63 54 56 44 59 51 16", "68 01", "")) {
      assertThat(meter.answer(bytes(heard), NOW)).as(heard).isNull();
    }
  }

  @Test
  void a_command_whose_time_is_over_is_refused_and_one_in_time_opens_the_relay() {
    MeterBody body = body("202311220001", 0);
    Dlt645Meter meter = new Dlt645Meter(body);
    byte[] trip = bytes("68 01 00 22 11 23 20 68 1C 10 35 33 33 33 34 33 33 33 4D 33 8C 8C 56 64 45 63 08 16");
    assertThat(meter.answer(trip, Instant.parse("2031-01-01T00:00:00Z"))).isEqualTo(bytes("68 01 00 22 11 23 20 68 DC 01 37 5B 16"));
    assertThat(body.hasPower()).isTrue();
    meter.answer(trip, NOW);
    assertThat(body.hasPower()).isFalse();
  }

  @Test
  void a_modbus_meter_answers_the_published_frames() {
    MeterBody body = body("1", 12_345_670);
    ModbusMeter meter = new ModbusMeter(body, 1);
    assertThat(meter.answer(bytes("01 04 00 48 00 02 F1 DD"), NOW)).isEqualTo(bytes("01 04 04 46 40 E6 AE 24 C4"));
    assertThat(meter.answer(bytes("01 84 02 C2 C1"), NOW)).isNull();
    assertThat(meter.answer(bytes("01 04 00 00 00 50 F0 36"), NOW)).hasSize(165);
    assertThat(meter.answer(bytes("01 05 00 00 FF 00 8C 3A"), NOW)).isEqualTo(bytes("01 05 00 00 FF 00 8C 3A"));
  }

  @Test
  void tasmota_tells_local_time_and_obeys_power() {
    MeterBody body = body("7", 123_456);
    TasmotaDevice device = new TasmotaDevice(body);
    JsonNode sensor = json(device.report(NOW).get(1));
    assertThat(sensor.path("Time").asText()).isEqualTo("2026-11-23T21:30:00");
    assertThat(sensor.at("/ENERGY/Total").decimalValue()).isEqualByComparingTo("123.456");
    List<Wire> answers = device.hear("cmnd/tasmota_7/POWER", text("OFF"), NOW);
    assertThat(answers).extracting(Wire::topic).containsExactly("stat/tasmota_7/RESULT", "stat/tasmota_7/POWER");
    assertThat(json(answers.get(0)).path("POWER").asText()).isEqualTo("OFF");
    assertThat(body.hasPower()).isFalse();
  }

  @Test
  void shelly_answers_at_the_topic_of_the_caller() {
    ShellyDevice device = new ShellyDevice(body("7", 5000));
    Wire answer = device.hear("shellyplus1pm-7/rpc", text("{\"id\":1,\"src\":\"paywatt/replies\",\"method\":\"Switch.Set\","
        + "\"params\":{\"id\":0,\"on\":false}}"), NOW).get(0);
    assertThat(answer.topic()).isEqualTo("paywatt/replies/rpc");
    assertThat(json(answer).toString()).isEqualTo("{\"src\":\"shellyplus1pm-7\",\"dst\":\"paywatt/replies\",\"id\":1,"
        + "\"result\":{\"was_on\":true}}");
    assertThat(json(device.report(NOW).get(0)).at("/params/switch:0/aenergy/total").asLong()).isEqualTo(5000);
  }

  @Test
  void zigbee_keeps_one_state_on_one_topic() {
    ZigbeeDevice device = new ZigbeeDevice(body("7", 1230));
    Wire state = device.hear("zigbee2mqtt/breaker-7/set", text("{\"state\":\"OFF\"}"), NOW).get(0);
    assertThat(state.topic()).isEqualTo("zigbee2mqtt/breaker-7");
    assertThat(json(state).path("state").asText()).isEqualTo("OFF");
    assertThat(json(state).path("energy").decimalValue()).isEqualByComparingTo("1.23");
  }

  @Test
  void a_gateway_carries_every_bus_meter_that_answers() {
    DtuDevice gateway = new DtuDevice("dtu/", "dtu-1", List.of(new Dlt645Meter(body("202311220001", 10)),
        new Dlt645Meter(body("202311220002", 20))));
    assertThat(gateway.hear("dtu/dtu-1/down", bytes("68 01 00 22 11 23 20 68 11 04 33 33 34 33 29 16"), NOW))
        .singleElement().returns("dtu/dtu-1/up", Wire::topic);
  }

  @Test
  void makes_are_dealt_by_their_shares() {
    List<String> dealt = Makes.of("native:60,dlt645:20,tasmota:10,shelly:10").deal(1000);
    assertThat(dealt).hasSize(1000);
    assertThat(Collections.frequency(dealt, "native")).isEqualTo(600);
    assertThat(Collections.frequency(dealt, "dlt645")).isEqualTo(200);
    assertThat(Makes.of("sdm630").deal(3)).containsOnly("sdm630");
    assertThatThrownBy(() -> Makes.of("native:60,acme:5")).hasMessageContaining("acme:5").hasMessageContaining("zigbee2mqtt");
  }

  @Test
  void the_same_seed_gives_the_same_fleet_and_registers_start_again() {
    MixedFleet.Mix mix = new MixedFleet.Mix(100, Makes.of("native:1,sdm630:1"), 0.5, 0.5, 7);
    assertThat(new MixedFleet(mix).csv()).isEqualTo(new MixedFleet(mix).csv()).contains(",sdm630,flat,")
        .contains(",32,dtu-7-sdm630-0").contains(",1,dtu-7-sdm630-1");
    assertThat(body("7", 1_000_000_005).energyWh()).isEqualTo(5);
  }

  private static JsonNode json(Wire wire) {
    return Json.parse(wire.payload());
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
