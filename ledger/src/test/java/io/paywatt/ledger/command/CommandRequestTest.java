package io.paywatt.ledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paywatt.ledger.EffectsHouse;
import io.paywatt.ledger.Rejected;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandRequestTest {
  private static EffectsHouse house;

  @BeforeAll static void open() {
    house = EffectsHouse.open("command_request");
    house.room(1, "en", null);
    house.room(2, "en", null);
  }

  @Test void staff_opens_a_relay_and_the_meter_is_held_to_it() {
    CommandView view = house.commands.request("M1", "relay", "{\"relay\":\"open\"}", "staff:wang");
    assertThat(view.body()).isEqualTo("{\"relay\":\"open\"}");
    assertThat(view.state()).isEqualTo("queued");
    assertThat(view.meter()).isEqualTo("M1");
    assertThat(house.text("SELECT CONCAT(relay_wanted, ' ', wanted_seq) FROM meter_state WHERE meter_id = 1"))
        .isEqualTo("open 1");
    assertThat(house.text("SELECT CONCAT(actor, ' ', subject) FROM audit WHERE detail LIKE ?", "%" + view.id() + "%"))
        .isEqualTo("staff:wang M1");
    house.commands.request("M1", "relay", "{\"relay\":\"closed\"}", "staff:wang");
    assertThat(house.commands.get(view.id()).reason()).isEqualTo("superseded");
  }

  @Test void the_ledger_fills_the_balance_in() {
    assertThat(house.commands.request("M2", "balance", null, "api").body())
        .isEqualTo("{\"balance\":1230,\"currency\":\"CNY\"}");
    assertThat(house.commands.request("M2", "price", "{\"price\":\"0.6000\"}", "api").body())
        .isEqualTo("{\"price\":\"0.6000\",\"currency\":\"CNY\"}");
    house.commands.request("M2", "read", "{\"item\":\"00900200\"}", "api");
    house.commands.request("M2", "display", "{\"text\":\"欢迎\"}", "api");
    assertThat(house.commands.list("M2", 10)).hasSize(4).extracting(CommandView::meter).containsOnly("M2");
    assertThat(house.commands.list("M2", 3)).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "credit|{}|kind is 'credit'",
      "relay|{}|relay is missing",
      "relay|{\"relay\":\"ajar\"}|relay is \"ajar\"",
      "relay|{\"relay\":true}|relay is true",
      "read|{\"x\":1}|'x' is not a field of read",
      "read|{\"item\":\"900200\"}|item is \"900200\", allowed is a data identifier",
      "balance|{\"balance\":1}|'balance' is not a field",
      "price|{\"price\":0.6}|price is 0.6",
      "price|{\"price\":\"-1\"}|price is \"-1\"",
      "price|{\"price\":\"0.1234567\"}|price is",
      "display|{\"text\":\" \"}|text is",
      "display|{\"text\":\"a\\u0007\"}|text is",
      "read|[]|JSON object expected",
      "read|{|not readable"})
  void what_is_wrong_is_named_and_nothing_is_queued(String kind, String body, String message) {
    long before = house.number("SELECT COUNT(*) FROM command");
    rejected(422, message, () -> house.commands.request("M1", kind, body, "api"));
    assertThat(house.number("SELECT COUNT(*) FROM command")).isEqualTo(before);
  }

  @Test void unknown_meters_and_commands_are_not_found() {
    rejected(404, "'M9'", () -> house.commands.request("M9", "read", "{}", "api"));
    rejected(404, "'M9'", () -> house.commands.list("M9", 5));
    rejected(404, "'nothing'", () -> house.commands.get("nothing"));
  }

  private static void rejected(int status, String message, ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOfSatisfying(Rejected.class, e -> assertThat(e.status()).isEqualTo(status))
        .hasMessageContaining(message);
  }
}
