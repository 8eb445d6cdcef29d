package io.paywatt.meter.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.command.OutgoingCommand;
import io.paywatt.ledger.reading.Reading;
import io.paywatt.meter.topic.MeterMessage;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class MeterCodecsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T08:15:00Z");
  private static final String GOOD = "{\"at\":\"2026-11-23T08:15:00Z\",\"energyWh\":1}";

  private final MeterCodecs codecs = new MeterCodecs("paywatt", Clock.fixed(NOW, ZoneOffset.UTC), List.of());
  private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

  @Test
  void one_poison_message_does_not_hold_up_its_batch() {
    exchange.getMessage().setBody(List.of(message("1", GOOD), message("2", "poison"), message("3", GOOD)));
    assertThat(codecs.readings(exchange)).extracting(Reading::serial).containsExactly("1", "3");
    assertThat(malformed()).singleElement().satisfies(bad -> {
      assertThat(bad.topic()).isEqualTo("paywatt/2/reading");
      assertThat(bad.payload()).asString().isEqualTo("poison");
      assertThat(bad.reason()).startsWith("payload is not valid JSON");
    });
  }

  @Test
  void a_batch_of_nothing_but_poison_is_an_empty_list() {
    exchange.getMessage().setBody(List.of(message("2", "poison")));
    assertThat(codecs.readings(exchange)).isEmpty();
    assertThat(malformed()).hasSize(1);
  }

  @Test
  void a_replayed_payload_with_its_topic_is_read_like_a_batch() {
    exchange.getMessage().setBody(GOOD.getBytes(StandardCharsets.UTF_8));
    exchange.getMessage().setHeader("CamelMqttTopic", "paywatt/7/reading");
    assertThat(codecs.readings(exchange)).extracting(Reading::serial).containsExactly("7");
    assertThat(malformed()).isEmpty();
  }

  @Test
  void a_batch_that_its_route_failed_on_is_not_put_together_twice() {
    MeterCodecs makes = new MeterCodecs("paywatt", Clock.systemUTC(), Trials.all(Directory.none(), Trials.buses()));
    List<MeterMessage> first = List.of(Trials.frame("dtu/1/up", "68 01 00 22 11 23 20 68 91 08 33 33"));
    List<MeterMessage> rest = List.of(Trials.frame("dtu/1/up", "34 33 9A 78 56 34 49 16"));
    exchange.getMessage().setBody(first);
    assertThat(makes.heard(exchange).readings()).isEmpty();
    for (int time = 0; time < 3; time++) {
      exchange.getMessage().setBody(List.copyOf(rest));
      assertThat(makes.heard(exchange).readings()).extracting(Reading::energyWh).containsExactly(12_345_670L);
    }
  }

  @Test
  void two_registers_of_a_meter_that_arrive_in_one_millisecond_are_two_readings() {
    MeterCodecs makes = new MeterCodecs("paywatt", Clock.systemUTC(), Trials.all(Directory.none(), Trials.buses()));
    exchange.getMessage().setBody(List.of(Trials.frame("dtu/1/up", "68 01 00 22 11 23 20 68 91 08 33 33 34 33 9A 78 56 34 49 16"),
        Trials.frame("dtu/1/up", "68 01 00 22 11 23 20 68 91 08 33 33 34 33 9B 78 56 34 4A 16")));
    assertThat(makes.heard(exchange).readings()).extracting(Reading::at)
        .containsExactly(Trials.NOW, Trials.NOW.plusMillis(1));
  }

  @Test
  void makes_are_told_apart_by_topic_and_what_none_understands_is_malformed() {
    MeterCodecs makes = new MeterCodecs("paywatt", Clock.systemUTC(), Trials.all(Directory.none(), Trials.buses()));
    exchange.getMessage().setBody(List.of(Trials.message("zigbee2mqtt/a", "{\"energy\":1.5}"),
        Trials.message("tele/b/SENSOR", "poison"), Trials.message("nobody/listens", "here"),
        Trials.message("tele/c/SENSOR", "{\"ENERGY\":{\"Total\":2}}")));
    assertThat(makes.heard(exchange).readings()).extracting(Reading::serial).containsExactly("a", "c");
    assertThat(malformed()).singleElement().extracting(MalformedMessage::topic).isEqualTo("tele/b/SENSOR");
    assertThat(makes.filters()).contains("dtu/+/up", "zigbee2mqtt/+", "breaker/+").doesNotHaveDuplicates();
  }

  @Test
  void a_command_that_a_meter_has_no_use_for_is_left_out_and_one_it_can_not_do_is_not() {
    MeterCodecs makes = new MeterCodecs("paywatt", Clock.systemUTC(), Trials.all(Directory.none(), Trials.buses()));
    OutgoingCommand credit = Trials.command("1", "dlt645", "credit", "{}");
    OutgoingCommand relay = Trials.command("2", "sdm630", "relay", "{}");
    OutgoingCommand ours = Trials.command("3", "native", "credit", "{}");
    exchange.getMessage().setBody(List.of(credit, relay, ours));
    assertThat(makes.able(exchange)).containsExactly(relay, ours);
    assertThat(exchange.getProperty(MeterCodecs.UNNEEDED)).isEqualTo(List.of(credit));
  }

  @Test
  void a_body_that_is_no_message_is_rejected_by_name() {
    exchange.getMessage().setBody(GOOD);
    assertThatThrownBy(() -> codecs.readings(exchange)).isInstanceOf(Rejected.class)
        .hasMessageContaining("body is a String without the header CamelMqttTopic");
    exchange.getMessage().setBody(List.of(1, 2));
    exchange.getMessage().setHeader("CamelMqttTopic", "paywatt/7/reading");
    assertThatThrownBy(() -> codecs.readings(exchange)).isInstanceOf(Rejected.class);
  }

  @Test
  void a_command_is_written_with_id_and_kind_first_and_its_body_can_not_replace_them() {
    EncodedCommand encoded = codecs.codec("native")
        .encode(command("{\"relay\":\"open\",\"id\":\"other\"}", NOW.plusSeconds(90)), NOW);
    assertThat(encoded.payload()).asString().isEqualTo("{\"id\":\"c-1\",\"kind\":\"relay\",\"relay\":\"open\"}");
    assertThat(encoded.topic()).isEqualTo("paywatt/142/command");
    assertThat(encoded.responseTopic()).isEqualTo("paywatt/142/reply");
    assertThat(encoded.correlation()).asString().isEqualTo("c-1");
    assertThat(encoded.expirySeconds()).isEqualTo(90);
  }

  @Test
  void a_command_in_its_last_half_second_still_goes_out() {
    assertThat(codecs.codec("x").encode(command("{}", NOW.plusMillis(500)), NOW).expirySeconds()).isEqualTo(1);
  }

  @Test
  void a_command_that_is_over_is_not_sent() {
    exchange.getMessage().setBody(command("{}", NOW));
    assertThatThrownBy(() -> codecs.encode(exchange)).isInstanceOf(Rejected.class)
        .hasMessageContaining("command c-1 expired at 2026-11-23T08:15:00Z");
  }

  @Test
  void a_make_without_a_codec_of_its_own_speaks_the_native_contract() {
    assertThat(codecs.codec("acme").make()).isEqualTo("native");
    assertThat(codecs.codec(null).make()).isEqualTo("native");
  }

  @SuppressWarnings("unchecked")
  private List<MalformedMessage> malformed() {
    return exchange.getProperty(MeterCodecs.MALFORMED, List.class);
  }

  private static OutgoingCommand command(String json, Instant expiresAt) {
    return new OutgoingCommand("c-1", "142", "native", "relay", json, expiresAt);
  }

  private static MeterMessage message(String serial, String json) {
    return new MeterMessage("paywatt/" + serial + "/reading", json.getBytes(StandardCharsets.UTF_8), NOW);
  }
}
