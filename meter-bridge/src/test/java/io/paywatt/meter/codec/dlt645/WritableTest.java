package io.paywatt.meter.codec.dlt645;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.command.CommandReply;
import io.paywatt.ledger.command.OutgoingCommand;
import io.paywatt.ledger.reading.MeterAddress;
import io.paywatt.meter.bus.Buses;
import io.paywatt.meter.codec.EncodedCommand;
import io.paywatt.meter.codec.MeterCodec;
import io.paywatt.meter.codec.Trials;
import io.paywatt.meter.topic.MeterMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Function 14H: what a command writes, and what of it is believed. */
class WritableTest {
  private static final String ADDRESS = "202311220001";

  private final Buses buses = Trials.buses();
  private final MeterCodec codec = Trials.shipped("dlt645", buses, new MeterAddress("M-1", "dlt645", ADDRESS, "7"));

  @Test
  void the_golden_write_is_made_from_a_command() {
    assertThat(write("04000102", "213000").payload()).isEqualTo(Trials.hex("FE FE FE FE"
        + " 68 01 00 22 11 23 20 68 14 0F 35 34 33 37 35 33 33 33 34 33 33 33 33 63 54 C2 16"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"04001001 | 20.00 | 00200000", "04001003 | 5.5 | 50050000", "04001401 | 30 | 3000",
      "0400010C | now | 00151601231126", "04000101 | now | 01231126", "04000102 | now | 001516",
      "04020001 | 000003,060002,220004 | 030000 020006 040022", "040502FF | 0.5000,0.6000 | 00500000 00600000",
      "04000108 | 2612010000 | 0000011226", "0400040E | 000000123456 | 563412000000", "04000B01 | 0100 | 0001"})
  void values_are_written_as_they_are_read(String item, String value, String plain) {
    byte[] payload = write(item.strip(), value.strip()).payload();
    byte[] data = Frame.at(payload, 4).data();
    assertThat(HexFormat.of().formatHex(data, 12, data.length)).isEqualTo(plain.replace(" ", ""));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"00010000 | 1 | item is '00010000'", "04010001 | 000003 | item is '04010001'",
      "040501FF | 0.5 | item is '040501FF'", "04001001 | 1.005 | decimals", "04001001 | 1000000 | digits",
      "04001001 | now | digits", "04000102 | 2130 | has 6 digits", "04020001 | 000003,06 | has 6 digits"})
  void what_may_not_be_written_or_not_so_is_refused(String item, String value, String why) {
    assertThatThrownBy(() -> write(item.strip(), value.strip())).isInstanceOf(Rejected.class).hasMessageContaining(why.strip());
  }

  @Test
  void a_clock_is_not_set_near_midnight() {
    OutgoingCommand command = command("04000102", "now");
    Instant midnight = Instant.parse("2026-11-23T15:56:00Z");
    assertThatThrownBy(() -> Writable.of(command, Trials.ZONE, midnight)).isInstanceOf(Rejected.class)
        .hasMessageContaining("midnight");
  }

  @Test
  void what_the_meter_accepted_is_read_back_and_done_when_it_is_there() {
    write("04001001", "20.00");
    assertThat(hear(0x94, "")).isEmpty();
    assertThat(asked()).isEqualTo("04001001");
    assertThat(hear(0x91, "01100004" + "00200000")).singleElement().returns("done", CommandReply::result);
  }

  @Test
  void what_the_meter_accepted_and_did_not_keep_has_failed() {
    write("04001001", "20.00");
    hear(0x94, "");
    asked();
    assertThat(hear(0x91, "01100004" + "00100000")).singleElement().returns("failed", CommandReply::result)
        .returns("the meter accepted it and has another value: 00001000", CommandReply::reason);
  }

  @Test
  void a_clock_that_has_gone_on_since_is_the_one_that_was_written() {
    write("0400010C", "now");
    hear(0x94, "");
    asked();
    assertThat(hear(0x91, "0C010004" + "09151601231126")).singleElement().returns("done", CommandReply::result);
  }

  @Test
  void two_refused_passwords_are_the_last_before_the_meter_locks_itself() {
    for (int i = 0; i < 2; i++) {
      write("04001001", "20.00");
      assertThat(hear(0xD4, "04")).singleElement().returns("refused", CommandReply::result)
          .returns("password wrong or not authorised", CommandReply::reason);
    }
    assertThatThrownBy(() -> write("04001001", "20.00")).isInstanceOf(Rejected.class).hasMessageContaining("lock itself");
  }

  private EncodedCommand write(String item, String value) {
    return codec.encode(command(item, value), Trials.NOW);
  }

  private static OutgoingCommand command(String item, String value) {
    return Trials.command("M-1", "dlt645", "write", "{\"item\":\"" + item + "\",\"value\":\"" + value + "\"}");
  }

  private List<CommandReply> hear(int control, String plain) {
    byte[] frame = new Frame(ADDRESS, control, HexFormat.of().parseHex(plain)).encode();
    return codec.decode(new MeterMessage("dtu/7/up", frame, Trials.NOW)).replies();
  }

  /** Data identifier of what goes to the meter now. */
  private String asked() {
    return Frame.at(buses.due(1).get(0).payload(), 4).di();
  }
}
