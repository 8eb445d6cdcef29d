package io.paywatt.meter.codec.dlt645;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.command.CommandReply;
import io.paywatt.ledger.reading.MeterAddress;
import io.paywatt.meter.bus.Buses;
import io.paywatt.meter.codec.AddressBook;
import io.paywatt.meter.codec.Capability;
import io.paywatt.meter.codec.EncodedCommand;
import io.paywatt.meter.codec.Heard;
import io.paywatt.meter.codec.MeterCodec;
import io.paywatt.meter.codec.Trials;
import io.paywatt.meter.make.Makes;
import io.paywatt.meter.topic.MeterMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Money for a meter with a wallet of its own. */
class TopUpTest {
  private static final String ADDRESS = "202311220001";
  private static final String CREDIT = "{\"amount\":10000,\"currency\":\"CNY\",\"count\":5,\"balance\":15678}";
  private static final String FIFTH = "68 01 00 22 11 23 20 68 03 1E 32 35 34 3A 34 33 33 33 43 5A 33 33 38 33 33 33 33 33 33 33"
      + " 89 67 45 33 33 33 33 33 33 33 44 16";
  private final Buses buses = Trials.buses();
  @TempDir
  private Path folder;

  @Test
  void a_credit_is_the_golden_frame_with_the_number_of_the_purchase_and_the_customer_that_the_meter_told() throws IOException {
    MeterCodec codec = codec("count");
    assertThat(codec.capabilities()).contains(Capability.CREDIT);
    codec.decode(answer(0x91, "0E040004" + "563412000000"));
    assertThat(credit(codec, CREDIT).payload()).isEqualTo(Trials.hex("FE FE FE FE " + FIFTH));
  }

  @Test
  void a_vendor_that_knows_orders_gets_the_number_as_one_and_the_address_of_the_meter() throws IOException {
    byte[] frame = credit(codec("order"), CREDIT).payload();
    assertThat(Frame.at(frame, 4).data()).isEqualTo(Trials.hex("FF020107" + "01000000" + "10270000" + "0500000000000000"
        + "00000000" + "010022112320" + "00000000"));
    assertThat(Trials.values(codec("order").decode(new MeterMessage("dtu/7/up", frame, Trials.NOW))))
        .isEqualTo("request top-up 100.00, order 0000000000000005, meter 202311220001, operator 00000001");
  }

  @Test
  void an_accepted_credit_ends_with_the_balance_that_the_meter_shows_then() throws IOException {
    MeterCodec codec = codec("count");
    credit(codec, CREDIT);
    assertThat(codec.decode(answer(0x83, "FF020107")).replies()).as("accepted is not proven").isEmpty();
    assertBalanceEndsIt(codec);
  }

  @Test
  void a_credit_that_the_meter_had_before_is_done_and_not_given_twice() throws IOException {
    MeterCodec codec = codec("count");
    credit(codec, CREDIT);
    Heard heard = codec.decode(Trials.frame("dtu/7/up", "68 01 00 22 11 23 20 68 C3 02 35 33 74 16"));
    assertThat(heard.replies()).isEmpty();
    assertThat(Trials.values(heard)).isEqualTo("refused 03 top-up done before");
    assertBalanceEndsIt(codec);
  }

  @Test
  void a_credit_that_the_meter_refuses_says_why_and_one_without_a_balance_to_show_is_done() throws IOException {
    MeterCodec codec = codec("count");
    credit(codec, CREDIT);
    assertThat(codec.decode(answer(0xC3, "2000")).replies()).singleElement()
        .extracting(CommandReply::result, CommandReply::reason).containsExactly("refused", "purchase count wrong");
    credit(codec, CREDIT);
    codec.decode(answer(0x83, "FF020107"));
    assertThat(buses.due(100)).hasSize(1);
    assertThat(codec.decode(answer(0xD1, "02")).replies()).singleElement().extracting(CommandReply::result).isEqualTo("done");
  }

  @Test
  void what_is_no_credit_of_money_with_a_number_is_refused_by_field() throws IOException {
    MeterCodec codec = codec("count");
    assertThatThrownBy(() -> credit(codec, "{\"energyWh\":1000,\"count\":1}")).isInstanceOf(Rejected.class)
        .hasMessageContaining("amount is");
    assertThatThrownBy(() -> credit(codec, "{\"amount\":100}")).isInstanceOf(Rejected.class).hasMessageContaining("count is");
    assertThatThrownBy(() -> Trials.shipped("dlt645", new MeterAddress("M-1", "dlt645", ADDRESS, "7"))
        .encode(Trials.command("M-1", "dlt645", "credit", CREDIT), Trials.NOW)).as("without topup in the file")
        .isInstanceOf(Rejected.class).hasMessageContaining("can't do credit");
  }

  private void assertBalanceEndsIt(MeterCodec codec) {
    assertThat(buses.due(100).get(0).payload()).as("00900200 is asked for")
        .endsWith(Trials.hex("68 11 04 33 35 C3 33 BA 16"));
    assertThat(codec.decode(answer(0x91, "00029000" + "78560100")).replies()).singleElement()
        .extracting(CommandReply::id, CommandReply::result, CommandReply::balanceMinor).containsExactly("4f0c", "done", 15_678L);
  }

  private MeterCodec codec(String topUp) throws IOException {
    Path file = folder.resolve(topUp + ".yaml");
    Files.writeString(file, "make: wallet\nprotocol: dlt645\ntopics: {up: \"dtu/{gateway}/up\", down: \"dtu/{gateway}/down\"}\n"
        + "topup: " + topUp + "\n");
    return Makes.loadFile(file, Trials.parts(AddressBook.of(List.of(new MeterAddress("M-1", "wallet", ADDRESS, "7"))),
        buses));
  }

  private static EncodedCommand credit(MeterCodec codec, String json) {
    return codec.encode(Trials.command("M-1", "wallet", "credit", json), Trials.NOW);
  }

  private static MeterMessage answer(int control, String data) {
    return new MeterMessage("dtu/7/up", new Frame(ADDRESS, control, Trials.hex(data)).encode(), Trials.NOW);
  }
}
