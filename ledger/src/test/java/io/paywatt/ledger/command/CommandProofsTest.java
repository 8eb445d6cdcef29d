package io.paywatt.ledger.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import io.paywatt.ledger.EffectsHouse;
import io.paywatt.ledger.reading.Relay;
import io.paywatt.ledger.store.Store;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandProofsTest {
  private static EffectsHouse house;

  @BeforeAll static void open() {
    house = EffectsHouse.open("command_proofs");
    house.room(1, "en", null);
  }

  @BeforeEach void clear() {
    house.sql("DELETE FROM command");
    house.sql("UPDATE meter_state SET relay_wanted = 'closed', relay_reported = 'closed', reported_at = NULL,"
        + " wanted_seq = 1, proving = NULL, relay_proven = NULL, power_w = NULL, current_a = NULL, last_reading_at = NULL, online = TRUE");
  }

  private String accepted(String kind, String body, Relay relay, Long balance, Long energyWh) {
    String id = house.commands.request("M1", kind, body, "test").id();
    house.commands.claimDue(1);
    house.passTime(Duration.ofSeconds(1));
    house.commands.reply(List.of(new CommandReply("M1", id, "done", null, relay, balance, energyWh, "{}")));
    return id;
  }

  private void reading(String relay, Integer powerW, String currentA) {
    house.passTime(Duration.ofMinutes(1));
    house.sql("UPDATE meter_state SET relay_reported = COALESCE(?, relay_reported), reported_at = IF(? IS NULL, reported_at,"
        + " ?), last_reading_at = ?, power_w = ?, current_a = ? WHERE meter_id = 1", relay, relay,
        Store.utc(house.store.now()), Store.utc(house.store.now()), powerW, currentA);
    house.spoke(1L);
  }

  private Map<String, String> steps(String id) {
    return house.commands.get(id).steps().stream()
        .collect(Collectors.toMap(CommandView.Step::step, CommandView.Step::state));
  }

  private String relay() {
    return house.text("SELECT CONCAT_WS(' ', relay_proven, proving) FROM meter_state WHERE meter_id = 1");
  }

  @Test void an_opened_relay_is_proven_by_reply_position_and_no_more_current() {
    String id = accepted("relay", "{\"relay\":\"open\"}", null, null, null);
    assertThat(steps(id)).containsEntry("accepted", "done").containsEntry("position", "pending");
    reading("open", 700, "[3.100]");
    assertThat(house.commands.get(id).state()).as("power still flows").isEqualTo("accepted");
    assertThat(steps(id)).containsEntry("position", "done").containsEntry("current", "pending");
    reading("open", 0, "[0.020]");
    assertThat(steps(id)).containsEntry("current", "done").containsEntry("proven", "done");
    assertThat(relay()).isEqualTo("open");
  }

  @Test void a_meter_that_says_done_and_open_is_not_believed_before_the_next_reading() {
    String id = accepted("relay", "{\"relay\":\"open\"}", Relay.OPEN, null, null);
    assertThat(steps(id)).containsEntry("position", "done").containsEntry("proven", "pending");
    assertThat(relay()).isEqualTo(id);
  }

  @Test void a_meter_that_measures_no_current_is_proven_by_its_position_in_a_later_reading() {
    String id = accepted("relay", "{\"relay\":\"open\"}", Relay.OPEN, null, null);
    reading("open", null, null);
    assertThat(steps(id)).containsEntry("proven", "done").containsEntry("current", "skipped");
  }

  @Test void a_meter_that_reports_no_position_is_proven_by_the_current() {
    house.sql("UPDATE meter_state SET relay_reported = NULL");
    String id = accepted("relay", "{\"relay\":\"open\"}", null, null, null);
    reading(null, 0, null);
    assertThat(house.commands.get(id).state()).isEqualTo("proven");
  }

  @Test void a_closed_relay_is_proven_by_its_position_as_nothing_may_be_switched_on() {
    String id = accepted("relay", "{\"relay\":\"closed\"}", Relay.CLOSED, null, null);
    assertThat(house.commands.get(id).state()).isEqualTo("proven");
    assertThat(steps(id)).doesNotContainKey("current");
    assertThat(relay()).isEqualTo("closed");
  }

  @Test void what_a_meter_reported_before_it_accepted_proves_nothing() {
    house.sql("UPDATE meter_state SET relay_reported = 'open', reported_at = ?, last_reading_at = ?, power_w = 0",
        Store.utc(house.store.now()), Store.utc(house.store.now()));
    String id = accepted("relay", "{\"relay\":\"open\"}", null, null, null);
    house.spoke(1L);
    assertThat(house.commands.get(id).state()).isEqualTo("accepted");
  }

  @Test void a_read_is_proven_by_the_register_and_a_text_is_taken_at_the_meters_word() {
    assertThat(house.commands.get(accepted("read", null, null, null, 4711L)).state()).isEqualTo("proven");
    assertThat(house.commands.get(accepted("read", null, null, null, null)).state()).isEqualTo("accepted");
    String text = accepted("display", "{\"text\":\"hello\"}", null, null, null);
    assertThat(house.commands.get(text).state()).isEqualTo("accepted");
    assertThat(steps(text)).containsEntry("proven", "skipped");
  }

  @Test void a_credit_is_paid_then_delivered_and_proven_by_the_balance_it_makes() {
    assertThat(credit("k1", null)).isEqualTo("accepted");
    assertThat(credit("k2", 1230L)).as("the balance without the credit").isEqualTo("accepted");
    assertThat(credit("k3", 6230L)).isEqualTo("proven");
    assertThat(credit("k4", 6200L)).as("something was used since").isEqualTo("proven");
    assertThat(house.commands.list("M1", 9)).extracting(view -> view.credit().number()).containsExactly(4, 3, 2, 1);
  }

  private String credit(String key, Long balance) {
    house.passTime(Duration.ofSeconds(1));
    house.enqueue(key, 1, "credit", "{\"amount\":5000,\"balance\":6230}");
    String id = house.text("SELECT id FROM command WHERE command_key = ?", key);
    assertThat(house.commands.get(id).credit()).isEqualTo(
        new CommandView.Credit("paid", null, house.store.now(), null));
    OutgoingCommand sent = house.commands.claimDue(1).get(0);
    assertThat(sent.json()).contains("\"count\":");
    house.passTime(Duration.ofSeconds(10));
    assertThat(house.commands.claimDue(1)).as("sent again it keeps its number").containsExactly(sent);
    house.commands.reply(List.of(new CommandReply("M1", id, "done", null, null, balance, null, "{}")));
    assertThat(house.commands.get(id).credit().stage()).isEqualTo("delivered");
    return house.commands.get(id).state();
  }

  @Test void a_credit_that_expires_is_undelivered_and_on_the_desk() {
    house.sql("DELETE FROM failed_message");
    house.enqueue("k", 1, "credit", "{\"amount\":5000}");
    house.commands.claimDue(1);
    house.passTime(Duration.ofHours(2));
    house.commands.expire();
    CommandView view = house.commands.list("M1", 1).get(0);
    assertThat(view.credit().stage()).isEqualTo("undelivered");
    assertThat(view.steps()).extracting(CommandView.Step::state).containsExactly("done", "done", "failed", "failed");
    assertThat(house.number("SELECT COUNT(*) FROM failed_message")).isEqualTo(1);
  }
}
