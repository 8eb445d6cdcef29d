package io.paywatt.meter.codec.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.command.CommandReply;
import io.paywatt.ledger.reading.MeterAddress;
import io.paywatt.ledger.reading.Quality;
import io.paywatt.ledger.reading.Reading;
import io.paywatt.meter.bus.Buses;
import io.paywatt.meter.codec.EncodedCommand;
import io.paywatt.meter.codec.Heard;
import io.paywatt.meter.codec.Malformed;
import io.paywatt.meter.codec.MeterCodec;
import io.paywatt.meter.codec.Trials;
import io.paywatt.meter.codec.Unit;
import io.paywatt.meter.topic.MeterMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModbusCodecTest {
  private static final MeterAddress METER = new MeterAddress("M-1", "sdm630", "1", "7");
  private static final String UP = "modbus/7/up";

  private final Buses buses = Trials.buses();
  private final MeterCodec codec = Trials.shipped("sdm630", buses, METER);

  @Test
  void the_golden_frames_are_read_behind_their_requests_and_written() {
    for (String[] line : Trials.golden("modbus.txt")) {
      String[] frames = line[0].split("/");
      byte[] request = Trials.hex(frames[0]);
      assertThat(ModbusRequest.at(request, 0).encode()).as(line[0]).isEqualTo(request);
      if (frames.length == 2 && !frames[1].isBlank()) {
        Heard heard = Trials.shipped("sdm630").decode(Trials.frame(UP, line[0].replace("/", "")));
        assertThat(Trials.values(heard).replaceAll("[\\[\\]]", "")).as(line[0]).isEqualTo(line[1]);
      }
    }
  }

  @Test
  void the_checksum_is_that_of_the_specification() {
    byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
    assertThat(Crc.of(digits, 0, digits.length)).isEqualTo(0x4B37);
    byte[] write = Trials.hex("01 10 00 0C 00 02 04 42 C8 00 00");
    assertThat(Crc.append(write)).isEqualTo(Trials.hex("01 10 00 0C 00 02 04 42 C8 00 00 66 7C"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "01 04 00 00 00 50 F0 36                | read 80 input registers from 0000",
      "01 03 00 02 00 02 65 CB                | read 2 holding registers from 0002",
      "01 05 00 00 FF 00 8C 3A                | write coil 0000 on",
      "01 10 00 0C 00 02 04 42 C8 00 00 66 7C | write 2 registers from 000C"})
  void a_request_alone_is_shown_in_words(String frame, String words) {
    assertThat(Trials.values(Trials.shipped("sdm630").decode(Trials.frame(UP, frame.strip())))).isEqualTo("request " + words);
  }

  @Test
  void a_gateway_that_asks_by_itself_sends_several_requests_with_their_answers_at_once() {
    String silent = "01 04 00 34 00 02 30 05";
    Heard heard = Trials.shipped("sdm630").decode(Trials.frame(UP, silent + "01 04 00 00 00 02 71 CB 01 04 04 43 66 33 33 5A FA"
        + "01 04 00 48 00 02 F1 DD 01 04 04 46 40 E6 AE 24 C4"));
    assertThat(Trials.values(heard)).isEqualTo("voltage [230.200] V; energy 12345670 Wh");
  }

  @Test
  void a_block_of_registers_is_one_reading() {
    EncodedCommand asked = codec.encode(Trials.command("M-1", "sdm630", "read", "{}"), Trials.NOW);
    assertThat(asked.topic()).isEqualTo("modbus/7/down");
    assertThat(asked.payload()).isEqualTo(Trials.hex("01 04 00 00 00 50 F0 36"));
    Heard heard = codec.decode(new MeterMessage(UP, block(12345.67f, 230.2f), Trials.NOW));
    Reading reading = heard.readings().get(0);
    assertThat(reading.serial()).isEqualTo("M-1");
    assertThat(reading.energyWh()).isEqualTo(12_345_670);
    assertThat(reading.voltageV()).first().isEqualTo(new BigDecimal("230.200"));
    assertThat(reading.quality()).containsExactlyInAnyOrder(Quality.RECEIVED_TIME, Quality.ROUNDED);
    assertThat(heard.replies()).singleElement().extracting(CommandReply::id, CommandReply::result, CommandReply::energyWh)
        .containsExactly("4f0c", "done", 12_345_670L);
  }

  @Test
  void an_answer_that_nobody_asked_for_is_no_reading() {
    assertThat(codec.decode(new MeterMessage(UP, block(1f, 230f), Trials.NOW)).readings()).isEmpty();
    codec.encode(Trials.command("M-1", "sdm630", "read", "{}"), Trials.NOW);
    assertThat(codec.decode(Trials.frame(UP, "01 04 04 46 40 E6 AE 24 C4")).readings()).as("of another length").isEmpty();
    byte[] other = block(1f, 230f);
    other[0] = 2;
    assertThat(codec.decode(new MeterMessage(UP, Crc.append(Arrays.copyOf(other, other.length - 2)), Trials.NOW)).readings())
        .as("of another slave").isEmpty();
  }

  @Test
  void an_answer_is_found_behind_noise_and_in_parts() {
    byte[] answer = block(12345.67f, 230.2f);
    for (int cut = 1; cut < answer.length; cut += 7) {
      Buses fresh = Trials.buses();
      MeterCodec parts = Trials.shipped("sdm630", fresh, METER);
      parts.encode(Trials.command("M-1", "sdm630", "read", "{}"), Trials.NOW);
      parts.decode(Trials.frame(UP, "01 04 FF 00 01 04"));
      parts.decode(new MeterMessage(UP, Arrays.copyOf(answer, cut), Trials.NOW));
      assertThat(parts.decode(new MeterMessage(UP, Arrays.copyOfRange(answer, cut, answer.length), Trials.NOW)).readings())
          .as("cut at " + cut).hasSize(1);
    }
  }

  @Test
  void a_value_that_is_no_number_is_a_fault_and_no_reading() {
    codec.encode(Trials.command("M-1", "sdm630", "read", "{}"), Trials.NOW);
    Heard heard = codec.decode(new MeterMessage(UP, block(Float.NaN, 230f), Trials.NOW));
    assertThat(heard.readings()).isEmpty();
    assertThat(heard.faults()).singleElement().asString().contains("register 0048 is NaN");
  }

  @Test
  void floats_become_integers_by_decimals_of_their_unit_and_integers_stay_exact() {
    assertThat(number(Register.Type.FLOAT32, false, 2, "47F12064")).isEqualByComparingTo("123456780");
    assertThat(number(Register.Type.FLOAT32, true, 2, "E6AE4640")).isEqualByComparingTo("12345670");
    assertThat(number(Register.Type.UINT32, false, 0, "FFFFFFFF")).isEqualByComparingTo("4294967295000");
    assertThat(number(Register.Type.INT16, false, 0, "FFFE")).isEqualByComparingTo("-2000");
    assertThat(number(Register.Type.UINT64, true, 0, "0002000000000000")).isEqualByComparingTo("2000");
    assertThatThrownBy(() -> number(Register.Type.FLOAT32, false, 2, "7F800000")).isInstanceOf(Malformed.class);
  }

  @Test
  void a_model_without_a_coil_can_not_be_switched() {
    assertThatThrownBy(() -> codec.encode(Trials.command("M-1", "sdm630", "relay", "{\"relay\":\"open\"}"), Trials.NOW))
        .isInstanceOf(Rejected.class).hasMessageContaining("can't do relay");
  }

  private static BigDecimal number(Register.Type type, boolean swapped, int decimals, String hex) {
    byte[] bytes = Trials.hex(hex);
    return new Register(4, 0, type, swapped, Unit.KWH, BigDecimal.ONE, decimals)
        .read(new ModbusRequest(1, 4, 0, bytes.length / 2), bytes);
  }

  private static byte[] block(float kwh, float volts) {
    byte[] answer = new byte[163];
    answer[0] = 1;
    answer[1] = 4;
    answer[2] = (byte) 160;
    put(answer, 0x0000, volts);
    put(answer, 0x0048, kwh);
    return Crc.append(answer);
  }

  private static void put(byte[] answer, int register, float value) {
    ByteBuffer.wrap(answer).putFloat(3 + 2 * register, value);
  }
}
