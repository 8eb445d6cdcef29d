package io.paywatt.meter.codec.dlt645;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import io.paywatt.meter.codec.Heard;
import io.paywatt.meter.codec.Trials;
import io.paywatt.meter.topic.MeterMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Items beyond the golden frames; values as they stand in the frame, low byte first. */
class DataItemsTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "00010001 | 67452301                    | energy, settlement 1 12345.67 kWh",
      "0001FF0C | 67452301 00002000           | energy, settlement 12 12345.67 kWh; energy tariff 1, settlement 12 2000.00 kWh",
      "00020000 | 01000000                    | reverse energy 0.01 kWh",
      "0201FF00 | 0323 FFFF 9922              | voltage A 230.3 V; voltage B not available; voltage C 229.9 V",
      "0202FF00 | 501280 000000 501200        | current A -1.250 A; current B 0.000 A; current C 1.250 A",
      "02030000 | 452381                      | power -1.2345 kW",
      "0206FF00 | 0010 5089                   | power factor 1.000; power factor A -0.950",
      "02800001 | 501200                      | neutral current 1.250 A",
      "02800002 | 9849                        | frequency 49.98 Hz",
      "02800007 | 5582                        | temperature -25.5 C",
      "0280000B | 83480000                    | tier price 0.4883",
      "00900201 | 50000000                    | overdraft 0.50 money",
      "04000108 | 0000010127                  | prices change YYMMDDhhmm 2701010000",
      "04000306 | 400000                      | CT ratio 40",
      "04010000 | 010101 020701               | zones 1, MMDDNN 1 010101; zones 1, MMDDNN 2 010702",
      "04010001 | 010006 020022               | day table 1.1, hhmmNN 1 060001; day table 1.1, hhmmNN 2 220002",
      "040502FF | 83480000 83530000           | price set 2, tariff 1 0.4883; price set 2, tariff 2 0.5383",
      "040005FF | 0000 0000 1000 0000 0000 0000 0002 | status word 1 0000; status word 2 0000; status word 3 0010;"
          + " status word 4 0000; status word 5 0000; status word 6 0000; status word 7 0200; relay open;"
          + " relay commanded closed; raised cover-open",
      "03020000 | 020000 150000               | times under-voltage A 2; minutes under-voltage A 15 min",
      "03110001 | 000530211126 000035211126   | power failure 1 began YYMMDDhhmmss 261121300500;"
          + " power failure 1 ended YYMMDDhhmmss 261121350000",
      "1D000101 | 000014231126 01000000 67452301 | relay opened 1 YYMMDDhhmmss 261123140000;"
          + " relay opened 1 by operator 00000001; relay opened 1 at energy 12345.67 kWh",
      "03330201 | 0500                        | purchases of money after 1 5",
      "03330601 | 00500000                    | bought in all after purchase of money 1 50.00 money",
      "05060101 | 67452301 00002000           | energy, frozen 1 12345.67 kWh; energy tariff 1, frozen 1 2000.00 kWh",
      "0001FF99 | 010203                      | 0001FF99 030201"})
  void an_item_says_what_it_is(String di, String value, String said) {
    assertThat(Trials.values(take(di, value))).isEqualTo(said.strip());
  }

  @Test
  void a_value_of_another_length_is_a_fault_that_names_it() {
    assertThat(take("0201FF00", "0323 99").faults()).singleElement().asString()
        .contains("voltage A has 3 bytes, allowed are 2 to 6 in whole fields");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"0100 | closed", "0200 | closing allowed", "0401 | opened, power is kept",
      "0008 | alarm ended"})
  void an_accepted_relay_command_may_say_what_it_did(String bits, String said) {
    assertThat(Trials.values(decode(new Frame("202311220001", 0x9C, Trials.hex(bits)))))
        .isEqualTo("relay command accepted: " + said);
  }

  private static Heard take(String di, String value) {
    byte[] identifier = Bcd.bytes(di);
    byte[] bytes = Trials.hex(value.strip());
    byte[] data = Arrays.copyOf(identifier, identifier.length + bytes.length);
    System.arraycopy(bytes, 0, data, identifier.length, bytes.length);
    return decode(new Frame("202311220001", 0x91, data));
  }

  private static Heard decode(Frame frame) {
    return Trials.shipped("dlt645").decode(new MeterMessage("dtu/1/up", frame.encode(), Trials.NOW));
  }
}
