package io.paywatt.meter.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import io.paywatt.ledger.command.CommandReply;
import io.paywatt.ledger.reading.MeterEvent;
import io.paywatt.ledger.reading.MeterPresence;
import io.paywatt.ledger.reading.Reading;
import io.paywatt.ledger.reading.Relay;
import io.paywatt.meter.topic.MeterMessage;
import io.paywatt.meter.topic.MeterTopics;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NativeCodecTest {
  private static final Instant RECEIVED = Instant.parse("2026-11-23T08:15:09Z");
  private static final Instant AT = Instant.parse("2026-11-23T08:15:00Z");

  private final NativeCodec codec = new NativeCodec(new MeterTopics("paywatt"));

  @Test
  void a_full_reading_is_read() {
    assertThat(codec.readings(message("reading", "{\"seq\":17,\"at\":\"2026-11-23T08:15:00Z\",\"energyWh\":1234567,"
        + "\"relay\":\"closed\",\"balance\":-1520,\"powerW\":830,\"voltageV\":[229.8,230,1e2],\"currentA\":[3.61]}")))
        .containsExactly(new Reading("142", 17L, AT, 1_234_567, Relay.CLOSED, -1520L, 830,
            List.of(new BigDecimal("229.8"), new BigDecimal("230"), new BigDecimal("1E+2")),
            List.of(new BigDecimal("3.61"))));
  }

  @Test
  void time_and_register_are_enough_and_what_is_unknown_is_skipped() {
    assertThat(codec.readings(message("reading",
        "{\"at\":\"2026-11-23T16:15:00.000+08:00\",\"energyWh\":0,\"firmware\":{\"v\":[1]},\"relay\":null}")))
        .containsExactly(new Reading("142", null, AT, 0, null, null, null, List.of(), List.of()));
  }

  @Test
  void a_reading_may_bring_the_meters_own_tariff_registers_or_be_an_estimate() {
    assertThat(reading("{\"at\":\"2026-11-23T08:15:00Z\",\"energyWh\":30,\"tariffWh\":[10,20,0]}").tariffWh())
        .containsExactly(10L, 20L, 0L);
    assertThat(reading("{\"at\":\"2026-11-23T08:15:00Z\",\"energyWh\":30,\"estimated\":true}").estimated()).isTrue();
    assertThat(reading("{\"at\":\"2026-11-23T08:15:00Z\",\"energyWh\":30,\"estimated\":false}").estimated()).isFalse();
  }

  @Test
  void a_falling_or_negative_register_is_the_ledgers_business() {
    assertThat(reading("{\"at\":\"2026-11-23T08:15:00Z\",\"energyWh\":-5}").energyWh()).isEqualTo(-5);
  }

  @Test
  void float_noise_of_a_sensor_is_rounded_to_a_thousandth() {
    assertThat(reading("{\"at\":\"2026-11-23T08:15:00Z\",\"energyWh\":1,\"voltageV\":[229.80000305175781,1e-40]}")
        .voltageV()).containsExactly(new BigDecimal("229.800"), new BigDecimal("0.000"));
  }

  @Test
  void a_measurement_nobody_is_charged_by_may_have_decimals_and_one_phase_needs_no_array() {
    Reading reading = reading("{\"at\":\"2026-11-23T08:15:00Z\",\"energyWh\":1,\"powerW\":830.5,\"voltageV\":229.8}");
    assertThat(reading.powerW()).isEqualTo(831);
    assertThat(reading.voltageV()).containsExactly(new BigDecimal("229.8"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "register with a decimal point | {'at':T,'energyWh':12.5} | energyWh is 12.5, allowed is an integer",
      "register with an exponent | {'at':T,'energyWh':1e3} | energyWh is 1E+3, allowed is an integer",
      "register as text | {'at':T,'energyWh':'12'} | energyWh is \"12\", allowed is an integer",
      "register true | {'at':T,'energyWh':true} | energyWh is true, allowed is an integer",
      "register beyond 64 bit | {'at':T,'energyWh':9223372036854775808} | energyWh is 9223372036854775808, allowed",
      "register missing | {'at':T} | energyWh is missing, it is required",
      "register null | {'at':T,'energyWh':null} | energyWh is null, it is required",
      "time missing | {'energyWh':1} | at is missing, it is required",
      "time a number | {'at':1795421700,'energyWh':1} | at is 1795421700, allowed is an RFC 3339 time with zone",
      "time without zone | {'at':'2026-11-23T08:15:00','energyWh':1} | allowed is an RFC 3339 time with zone",
      "date alone | {'at':'2026-11-23','energyWh':1} | allowed is an RFC 3339 time with zone",
      "time that does not exist | {'at':'2026-02-30T08:15:00Z','energyWh':1} | an RFC 3339 time that exists",
      "year 0 | {'at':'0000-01-01T00:00:00Z','energyWh':1} | allowed is a time from 1970-01-01T00:00:00Z to before 9999",
      "year 10000 by its zone | {'at':'9999-12-31T23:59:59-18:00','energyWh':1} | allowed is a time from 1970-01-01",
      "sequence negative | {'at':T,'energyWh':1,'seq':-1} | seq is -1, allowed is an integer from 0",
      "tariff register with a decimal point | {'at':T,'energyWh':1,'tariffWh':[1.5]} | tariffWh is [1.5], allowed is an array of",
      "tariff registers not an array | {'at':T,'energyWh':1,'tariffWh':12} | tariffWh is 12, allowed is an array of up to 14",
      "estimated as text | {'at':T,'energyWh':1,'estimated':'yes'} | estimated is \"yes\", allowed is true or false",
      "relay a number | {'at':T,'energyWh':1,'relay':1} | relay is 1, allowed is closed or open",
      "relay another word | {'at':T,'energyWh':1,'relay':'on'} | relay is \"on\", allowed is closed or open",
      "balance with a point | {'at':T,'energyWh':1,'balance':15.25} | balance is 15.25, allowed is an integer",
      "power beyond 32 bit | {'at':T,'energyWh':1,'powerW':3000000000} | powerW is 3000000000, allowed",
      "power with a huge tail | {'at':T,'energyWh':1,'powerW':1e-999999999} | allowed is a number",
      "power as text | {'at':T,'energyWh':1,'powerW':'830'} | powerW is \"830\", allowed is a number",
      "voltage as text | {'at':T,'energyWh':1,'voltageV':'229.8'} | voltageV is \"229.8\", allowed is an array",
      "voltage with text | {'at':T,'energyWh':1,'voltageV':['x']} | voltageV is [\"x\"], allowed is an array",
      "five phases | {'at':T,'energyWh':1,'voltageV':[1,2,3,4,5]} | allowed is an array of up to 4 numbers",
      "voltage that fills the memory | {'at':T,'energyWh':1,'voltageV':[1e999999999]} | allowed is an array",
      "voltage with a huge tail | {'at':T,'energyWh':1,'voltageV':[1e-999999999]} | allowed is an array",
      "key twice | {'at':T,'energyWh':1,'energyWh':2} | payload is not valid JSON: Duplicate field 'energyWh'",
      "text behind | {'at':T,'energyWh':1} x | payload is not valid JSON",
      "two objects | {'at':T,'energyWh':1}{} | payload is not valid JSON",
      "an array | [] | payload is '[]', allowed is one JSON object",
      "cut short | {'at':T,'energy | payload is not valid JSON",
      "not a number | {'at':T,'energyWh':NaN} | payload is not valid JSON",
      "a comment | {'at':T,/*x*/'energyWh':1} | payload is not valid JSON",
  })
  void malformed_reading(String name, String json, String reason) {
    String payload = json.replace("T,", "'2026-11-23T08:15:00Z',").replace("T}", "'2026-11-23T08:15:00Z'}").replace('\'', '"');
    assertMalformed(() -> codec.readings(message("reading", payload)), reason);
  }

  @Test
  void an_empty_payload_is_no_reading() {
    assertMalformed(() -> codec.readings(message("reading", "")), "payload is '', allowed is one JSON object");
  }

  @Test
  void bytes_that_are_no_utf_8_are_named_so() {
    assertMalformed(() -> codec.readings(new MeterMessage("paywatt/142/reading", new byte[] {'{', (byte) 0xC3, '}'},
        RECEIVED)), "payload of 3 bytes is not UTF-8");
  }

  @Test
  void a_payload_above_64_kib_is_refused_unread() {
    String padded = "{\"at\":\"2026-11-23T08:15:00Z\",\"energyWh\":1,\"x\":\"" + "y".repeat(65_536) + "\"}";
    assertMalformed(() -> codec.readings(message("reading", padded)), "bytes, allowed are up to 65536");
  }

  @Test
  void nesting_without_end_is_refused() {
    assertMalformed(() -> codec.readings(message("reading", "{\"x\":" + "[".repeat(30_000))),
        "payload is not valid JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"paywatt/142/event", "paywatt/1 2/reading", "other/142/reading", "paywatt/142"})
  void a_reading_under_a_foreign_topic_is_refused(String topic) {
    assertMalformed(() -> codec.readings(new MeterMessage(topic, new byte[0], RECEIVED)), "allowed");
  }

  @Test
  void an_event_keeps_its_detail_as_json() {
    assertThat(codec.events(message("event", "{\"seq\":18,\"at\":\"2026-11-23T08:15:00Z\",\"kind\":\"over-voltage\","
        + "\"detail\":{\"volts\":267.5}}")))
        .containsExactly(new MeterEvent("142", 18L, AT, "over-voltage", "{\"volts\":267.5}"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "kind missing | {'at':'2026-11-23T08:15:00Z'} | kind is missing",
      "kind in capitals | {'at':'2026-11-23T08:15:00Z','kind':'Power'} | kind is \"Power\", allowed is 1 to 48 of a-z 0-9 -",
      "detail a text | {'at':'2026-11-23T08:15:00Z','kind':'a','detail':'x'} | detail is \"x\", allowed is a JSON object of up to",
      "time missing | {'kind':'power-failure'} | at is missing",
  })
  void malformed_event(String name, String json, String reason) {
    assertMalformed(() -> codec.events(message("event", json.replace('\'', '"'))), reason);
  }

  @Test
  void an_event_or_reply_too_long_to_keep_is_malformed() {
    String numbers = "1e9,".repeat(5_000) + "1e9";
    assertMalformed(() -> codec.events(message("event", "{\"at\":\"2026-11-23T08:15:00Z\",\"kind\":\"a\",\"detail\":{\"x\":["
        + numbers + "]}}")), "allowed is a JSON object of up to 10000 characters");
    assertMalformed(() -> codec.replies(message("reply", "{\"id\":\"a\",\"result\":\"done\",\"x\":\"" + "y".repeat(32_768)
        + "\"}")), "allowed for a reply are up to 32768");
  }

  @Test
  void a_reply_keeps_what_was_received() {
    String json = "{\"id\":\"c-1\",\"result\":\"refused\",\"reason\":\"sealed\",\"relay\":\"open\",\"balance\":7,"
        + "\"energyWh\":9,\"more\":1}";
    assertThat(codec.replies(message("reply", json)))
        .containsExactly(new CommandReply("142", "c-1", "refused", "sealed", Relay.OPEN, 7L, 9L, json));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "id missing | {'result':'done'} | id is missing",
      "id with a blank | {'id':'a b','result':'done'} | id is \"a b\", allowed is the id of a command",
      "result another word | {'id':'a','result':'ok'} | result is \"ok\", allowed is done, refused or failed",
      "reason a number | {'id':'a','result':'done','reason':1} | reason is 1, allowed is a text",
  })
  void malformed_reply(String name, String json, String reason) {
    assertMalformed(() -> codec.replies(message("reply", json.replace('\'', '"'))), reason);
  }

  @Test
  void a_last_will_without_a_time_counts_from_when_it_was_received() {
    assertThat(codec.presence(message("online", "{\"online\":false}")))
        .containsExactly(new MeterPresence("142", false, RECEIVED));
    assertThat(codec.presence(message("online", "{\"online\":true,\"at\":\"2026-11-23T08:15:00Z\"}")))
        .containsExactly(new MeterPresence("142", true, AT));
  }

  @Test
  void wiping_a_retained_sign_says_nothing() {
    assertThat(codec.presence(message("online", ""))).isEmpty();
  }

  @Test
  void online_must_be_true_or_false() {
    assertMalformed(() -> codec.presence(message("online", "{\"online\":1}")), "online is 1, allowed is true or false");
  }

  private Reading reading(String json) {
    return codec.readings(message("reading", json)).get(0);
  }

  private static void assertMalformed(ThrowingCallable call, String reason) {
    assertThatThrownBy(call).isInstanceOf(Malformed.class).hasMessageContaining(reason);
  }

  private static MeterMessage message(String kind, String json) {
    return new MeterMessage("paywatt/142/" + kind, json.getBytes(StandardCharsets.UTF_8), RECEIVED);
  }
}
