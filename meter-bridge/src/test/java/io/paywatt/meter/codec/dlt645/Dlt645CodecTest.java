package io.paywatt.meter.codec.dlt645;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.command.CommandReply;
import io.paywatt.ledger.reading.MeterAddress;
import io.paywatt.ledger.reading.MeterEvent;
import io.paywatt.ledger.reading.Quality;
import io.paywatt.ledger.reading.Reading;
import io.paywatt.ledger.reading.Relay;
import io.paywatt.meter.bus.Buses;
import io.paywatt.meter.codec.EncodedCommand;
import io.paywatt.meter.codec.Heard;
import io.paywatt.meter.codec.MeterCodec;
import io.paywatt.meter.codec.Trials;
import io.paywatt.meter.topic.MeterMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Dlt645CodecTest {
  private static final String ADDRESS = "202311220001";
  private static final MeterAddress METER = new MeterAddress("M-1", "dlt645", ADDRESS, "7");
  private static final String ENERGY = "68 01 00 22 11 23 20 68 91 08 33 33 34 33 9A 78 56 34 49 16";

  private final Buses buses = Trials.buses();
  private final MeterCodec codec = Trials.shipped("dlt645", buses, METER);

  @Test
  void a_register_with_what_was_told_before_it_is_one_reading_of_the_meter_behind_the_address() {
    hear("68 01 00 22 11 23 20 68 91 06 33 34 34 35 36 55 39 16");
    hear("68 01 00 22 11 23 20 68 91 07 33 33 36 35 78 56 34 B2 16");
    hear("68 01 00 22 11 23 20 68 91 06 36 38 33 37 85 35 70 16");
    Reading reading = hear("68 01 00 22 11 23 20 68 91 18 33 32 34 33 9A 78 56 34 33 33 53 33 33 33 73 33 33 33 73 33 9A 78"
        + " 56 33 F7 16").readings().get(0);
    assertThat(reading.serial()).isEqualTo("M-1");
    assertThat(reading.at()).isEqualTo(Trials.NOW);
    assertThat(reading.energyWh()).isEqualTo(12_345_670);
    assertThat(reading.tariffWh()).containsExactly(2_000_000L, 4_000_000L, 4_000_000L, 2_345_670L);
    assertThat(reading.voltageV()).containsExactly(new BigDecimal("220.3"));
    assertThat(reading.powerW()).isEqualTo(1235);
    assertThat(reading.relay()).isEqualTo(Relay.OPEN);
    assertThat(reading.quality()).containsExactlyInAnyOrder(Quality.RECEIVED_TIME, Quality.MERGED);
  }

  @Test
  void frames_are_found_in_noise_in_parts_and_side_by_side() {
    assertThat(hear("68 68 16 FF 48 65 6C 6C 6F FE " + ENERGY + ENERGY + " 16 68").readings()).hasSize(2);
    byte[] bytes = Trials.hex("FE FE " + ENERGY);
    for (int cut = 1; cut < bytes.length; cut++) {
      MeterCodec fresh = Trials.shipped("dlt645", METER);
      byte[] first = Arrays.copyOf(bytes, cut);
      byte[] second = Arrays.copyOfRange(bytes, cut, bytes.length);
      assertThat(fresh.decode(new MeterMessage("dtu/7/up", first, Trials.NOW)).readings()).isEmpty();
      assertThat(fresh.decode(new MeterMessage("dtu/7/up", second, Trials.NOW)).readings()).as("cut at " + cut).hasSize(1);
    }
  }

  @Test
  void a_part_older_than_two_seconds_is_not_put_together_with_a_later_one() {
    byte[] bytes = Trials.hex(ENERGY);
    codec.decode(new MeterMessage("dtu/7/up", Arrays.copyOf(bytes, 10), Trials.NOW));
    assertThat(codec.decode(new MeterMessage("dtu/7/up", Arrays.copyOfRange(bytes, 10, bytes.length),
        Trials.NOW.plusSeconds(3))).readings()).isEmpty();
  }

  @Test
  void one_wrong_byte_anywhere_makes_no_reading() {
    byte[] bytes = Trials.hex(ENERGY);
    for (int i = 0; i < bytes.length; i++) {
      byte[] wrong = bytes.clone();
      wrong[i] ^= 0x01;
      assertThat(Trials.shipped("dlt645", METER).decode(new MeterMessage("dtu/7/up", wrong, Trials.NOW)).readings())
          .as("byte " + i).isEmpty();
    }
  }

  @Test
  void a_value_in_several_frames_is_asked_for_frame_by_frame() {
    assertThat(codec.encode(Trials.command("M-1", "dlt645", "read", "{}"), Trials.NOW)).isNotNull();
    Heard first = codec.decode(answer(0xB1, "00FF0100" + "67452301" + "00002000" + "00"));
    assertThat(first.readings()).isEmpty();
    Reading reading = codec.decode(answer(0x92, "00FF0100" + "00004000" + "00004000" + "67452300" + "01")).readings().get(0);
    assertThat(reading.energyWh()).isEqualTo(12_345_670);
    assertThat(reading.tariffWh()).containsExactly(2_000_000L, 4_000_000L, 4_000_000L, 2_345_670L);
  }

  @Test
  void a_value_may_be_cut_anywhere_and_a_number_may_look_like_a_value() {
    codec.decode(answer(0xB1, "00FF0100" + "67452301" + "0000" + "00"));
    codec.decode(answer(0xB2, "00FF0100" + "2000" + "00004000" + "01"));
    Reading reading = codec.decode(answer(0x92, "00FF0100" + "00004000" + "67452300" + "02")).readings().get(0);
    assertThat(reading.tariffWh()).containsExactly(2_000_000L, 4_000_000L, 4_000_000L, 2_345_670L);
    codec.decode(answer(0xB1, "00FF0100" + "67452301" + "000020" + "00"));
    assertThat(codec.decode(answer(0x92, "00FF0100" + "00" + "01")).readings().get(0).tariffWh()).containsExactly(2_000_000L);
    codec.decode(answer(0xB1, "00FF0100" + "67452301" + "00002000"));
    assertThat(codec.decode(answer(0x92, "00FF0100" + "00004000" + "01")).readings().get(0).tariffWh()).as("no number in front")
        .containsExactly(2_000_000L, 4_000_000L);
  }

  @Test
  void a_meter_with_many_tariffs_is_read_whole() {
    Reading reading = codec.decode(answer(0x91, "00FF0100" + "67452301" + "00000001".repeat(12))).readings().get(0);
    assertThat(reading.energyWh()).isEqualTo(12_345_670);
    assertThat(reading.tariffWh()).hasSize(12).containsOnly(10_000_000L);
  }

  @Test
  void a_frame_of_the_chain_that_is_missing_makes_no_reading() {
    codec.decode(answer(0xB1, "00FF0100" + "67452301" + "00002000"));
    assertThat(codec.decode(answer(0x92, "00FF0100" + "00004000" + "02")).readings()).isEmpty();
    assertThat(codec.decode(answer(0x92, "00FF0100" + "00004000" + "01")).readings()).isEmpty();
  }

  @Test
  void an_answer_on_another_gateway_than_imported_is_refused_and_named() {
    Heard heard = codec.decode(Trials.frame("dtu/8/up", ENERGY));
    assertThat(heard.readings()).isEmpty();
    assertThat(heard.faults()).containsExactly(
        "frame of meter 202311220001: it answers on gateway 8, imported is 7");
  }

  @Test
  void a_single_item_is_read_on_demand_and_the_answer_says_what_it_is() {
    byte[] asked = codec.encode(Trials.command("M-1", "dlt645", "read", "{\"item\":\"02010100\"}"), Trials.NOW).payload();
    assertThat(Frame.at(asked, 4).di()).isEqualTo("02010100");
    assertThat(hear("68 01 00 22 11 23 20 68 91 06 33 34 34 35 36 55 39 16").replies()).singleElement()
        .extracting(CommandReply::json).asString().contains("\"values\":{\"voltage A\":\"220.3 V\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AAAAAAAAAAAA", "AAAAAA220001"})
  void the_only_meter_of_a_gateway_may_be_known_by_a_wildcard(String address) {
    Buses bus = Trials.buses();
    MeterCodec wild = Trials.shipped("dlt645", bus, new MeterAddress("M-9", "dlt645", address, "9"));
    byte[] asked = wild.encode(Trials.command("M-9", "dlt645", "read", "{}"), Trials.NOW).payload();
    assertThat(Frame.at(asked, 4).address()).isEqualTo(address);
    Heard heard = wild.decode(Trials.frame("dtu/9/up", ENERGY));
    assertThat(heard.readings()).extracting(Reading::serial).containsExactly("M-9");
    assertThat(heard.replies()).hasSize(1);
  }

  @Test
  void a_phase_without_a_value_is_not_filled_by_the_next_one_nor_a_sum_by_a_phase() {
    codec.decode(answer(0x91, "00FF0102" + "FFFF" + "0322" + "0023"));
    codec.decode(answer(0x91, "00FF0302" + "FFFFFF" + "563412" + "563412" + "563412"));
    Reading reading = hear(ENERGY).readings().get(0);
    assertThat(reading.voltageV()).isEmpty();
    assertThat(reading.powerW()).isNull();
  }

  @Test
  void a_register_without_a_value_or_with_wrong_digits_is_no_reading() {
    assertThat(codec.decode(answer(0x91, "00000100" + "FFFFFFFF")).readings()).isEmpty();
    Heard wrong = codec.decode(answer(0x91, "00000100" + "0A000000"));
    assertThat(wrong.readings()).isEmpty();
    assertThat(wrong.faults()).singleElement().asString().contains("digits are 0000000A");
    assertThat(codec.decode(answer(0x91, "00000100" + "010203")).faults()).singleElement().asString()
        .contains("energy has 3 bytes");
  }

  @Test
  void a_relay_command_goes_out_to_the_gateway_and_its_answer_closes_it_without_claiming_the_relay() {
    EncodedCommand sent = codec.encode(Trials.command("M-1", "dlt645", "relay", "{\"relay\":\"open\"}"), Trials.NOW);
    assertThat(sent.topic()).isEqualTo("dtu/7/down");
    assertThat(sent.payload()).startsWith(Trials.hex("FE FE FE FE 68 01 00 22 11 23 20 68 1C 10 35 33 33 33 34 33 33 33 4D 33"));
    CommandReply reply = hear("68 01 00 22 11 23 20 68 9C 00 E3 16").replies().get(0);
    assertThat(reply.id()).isEqualTo("4f0c");
    assertThat(reply.result()).isEqualTo("done");
    assertThat(reply.relay()).as("accepted is not proven").isNull();
    assertThat(buses.due(100).get(0).payload()).as("the state word is asked for at once")
        .endsWith(Trials.hex("68 11 04 36 38 33 37 34 16"));
  }

  @Test
  void a_refusal_says_why() {
    codec.encode(Trials.command("M-1", "dlt645", "relay", "{\"relay\":\"closed\"}"), Trials.NOW);
    CommandReply reply = hear("68 01 00 22 11 23 20 68 DC 01 37 5B 16").replies().get(0);
    assertThat(reply.result()).isEqualTo("refused");
    assertThat(reply.reason()).isEqualTo("password wrong or not authorised");
  }

  @Test
  void the_password_is_not_tried_a_third_time_because_the_meter_would_lock_itself() {
    for (int time = 0; time < 2; time++) {
      codec.encode(Trials.command("M-1", "dlt645", "relay", "{\"relay\":\"closed\"}"), Trials.NOW);
      hear("68 01 00 22 11 23 20 68 DC 01 37 5B 16");
    }
    assertThatThrownBy(() -> codec.encode(Trials.command("M-1", "dlt645", "relay", "{\"relay\":\"open\"}"), Trials.NOW))
        .isInstanceOf(Rejected.class).hasMessageContaining("mend paywatt.dlt645.password");
  }

  @Test
  void an_answer_nobody_waits_for_closes_nothing() {
    assertThat(hear("68 01 00 22 11 23 20 68 9C 00 E3 16").replies()).isEmpty();
  }

  @Test
  void a_meter_without_blocks_is_asked_for_its_total() {
    codec.encode(Trials.command("M-1", "dlt645", "read", "{}"), Trials.NOW);
    assertThat(codec.decode(answer(0x91, "00000100" + "67452301")).replies()).extracting(CommandReply::energyWh)
        .containsExactly(12_345_670L);
    buses.poll();
    for (int asked = 0; asked < 4; asked++) {
      buses.due(100);
      buses.answered("7");
    }
    assertThat(buses.due(100).get(0).payload()).as("0001FF00").endsWith(Trials.hex("33 32 34 33 28 16"));
    hear("68 01 00 22 11 23 20 68 D1 01 35 4E 16");
    assertThat(buses.due(100).get(0).payload()).as("00010000").endsWith(Trials.hex("33 33 34 33 29 16"));
  }

  @Test
  void what_is_raised_is_told_once_until_it_is_gone() {
    assertThat(codec.decode(answer(0x91, "07050004" + "0002")).events()).extracting(MeterEvent::kind)
        .containsExactly("cover-open");
    assertThat(codec.decode(answer(0x91, "07050004" + "0002")).events()).isEmpty();
    assertThat(codec.decode(answer(0x91, "07050004" + "0000")).events()).isEmpty();
    assertThat(codec.decode(answer(0x91, "07050004" + "0002")).events()).hasSize(1);
  }

  @Test
  void a_meter_without_a_gateway_or_with_a_wrong_address_can_not_be_commanded_and_the_error_says_what_to_import() {
    MeterCodec bare = Trials.shipped("dlt645", new MeterAddress("M-2", "dlt645", "2", null),
        new MeterAddress("M-3", "dlt645", "A1", "7"));
    assertThatThrownBy(() -> bare.encode(Trials.command("M-2", "dlt645", "read", "{}"), Trials.NOW))
        .isInstanceOf(Rejected.class).hasMessageContaining("import the column gateway");
    assertThatThrownBy(() -> bare.encode(Trials.command("M-3", "dlt645", "read", "{}"), Trials.NOW))
        .isInstanceOf(Rejected.class).hasMessageContaining("import the column address");
  }

  private Heard hear(String frame) {
    return codec.decode(Trials.frame("dtu/7/up", frame));
  }

  private static MeterMessage answer(int control, String data) {
    return new MeterMessage("dtu/7/up", new Frame(ADDRESS, control, Trials.hex(data)).encode(), Trials.NOW);
  }
}
