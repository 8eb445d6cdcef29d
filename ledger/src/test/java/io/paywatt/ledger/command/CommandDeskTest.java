package io.paywatt.ledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.time.Instant;
import java.util.List;
import io.paywatt.ledger.EffectsHouse;
import io.paywatt.ledger.failed.FailedFilter;
import io.paywatt.ledger.reading.Relay;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandDeskTest {
  private static final String CREDIT = "{\"amount\":5000,\"currency\":\"CNY\",\"balance\":6230}";
  private static EffectsHouse house;

  @BeforeAll static void open() {
    house = EffectsHouse.open("command_desk");
    house.room(1, "zh-CN", "13800000001");
    house.room(2, "en", "13800000002");
  }

  @BeforeEach void clear() {
    house.sql("DELETE FROM command");
    house.sql("DELETE FROM outbox");
    house.sql("DELETE FROM failed_message");
    house.sql("UPDATE meter_state SET relay_wanted = 'closed', relay_reported = NULL, wanted_seq = 0, online = FALSE,"
        + " last_seen = NULL, meter_balance = NULL");
  }

  @Test void same_command_key_twice_queues_one_command() {
    house.enqueue("k", 1, "credit", CREDIT);
    house.enqueue("k", 1, "credit", CREDIT);
    assertThat(house.number("SELECT COUNT(*) FROM command")).isEqualTo(1);
  }

  @Test void unknown_meter_and_unknown_kind_are_refused_by_name() {
    assertThatThrownBy(() -> house.enqueue("k", 99, "credit", CREDIT)).hasMessageContaining("meterId is 99");
    assertThatThrownBy(() -> house.enqueue("k", 1, "explode", "{}")).hasMessageContaining("'explode'");
    assertThat(house.number("SELECT COUNT(*) FROM command")).isZero();
  }

  @Test void a_meter_gets_its_second_command_only_after_the_first_was_answered() {
    house.enqueue("first", 1, "credit", CREDIT);
    house.passTime(Duration.ofMillis(5));
    house.enqueue("second", 1, "display", "{\"text\":\"hi\"}");
    house.enqueue("other", 2, "read", "{}");
    List<OutgoingCommand> due = house.commands.claimDue(10);
    assertThat(due).extracting(OutgoingCommand::serial, OutgoingCommand::kind)
        .containsExactlyInAnyOrder(tuple("M1", "credit"),
            tuple("M2", "read"));
    assertThat(house.commands.claimDue(10)).isEmpty();
    answer("M1", id("first"), "done");
    assertThat(house.commands.claimDue(10)).extracting(OutgoingCommand::kind).containsExactly("display");
  }

  @Test void power_goes_before_money_and_money_before_what_came_later() {
    house.enqueue("credit", 1, "credit", CREDIT);
    house.passTime(Duration.ofMillis(5));
    house.enqueue("read", 1, "read", "{}");
    house.passTime(Duration.ofMillis(5));
    house.enqueue("on", 1, "relay", "{\"relay\":\"closed\"}");
    List<String> order = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      OutgoingCommand next = house.commands.claimDue(10).get(0);
      order.add(next.kind());
      answer("M1", next.id(), "done");
    }
    assertThat(order).containsExactly("relay", "credit", "read");
  }

  @Test void a_command_claimed_by_a_hub_that_died_is_sent_again_under_the_same_id() {
    house.enqueue("k", 1, "credit", CREDIT);
    String first = house.commands.claimDue(10).get(0).id();
    house.passTime(Duration.ofSeconds(9));
    assertThat(house.commands.claimDue(10)).isEmpty();
    house.passTime(Duration.ofSeconds(1));
    assertThat(house.commands.claimDue(10)).extracting(OutgoingCommand::id).containsExactly(first);
    assertThat(house.commands.get(first).attempts()).isEqualTo(2);
  }

  @Test void without_an_answer_the_waits_double_up_to_five_minutes() {
    house.enqueue("k", 1, "read", "{}", Duration.ofDays(1));
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      assertThat(house.commands.claimDue(1)).hasSize(1);
      waits.add(house.number("SELECT TIMESTAMPDIFF(SECOND, sent_at, due_at) FROM command"));
      house.passTime(Duration.ofSeconds(waits.get(i)));
    }
    assertThat(waits).containsExactly(10L, 10L, 20L, 40L, 80L, 160L, 300L, 300L, 300L);
  }

  @Test void what_the_broker_did_not_take_keeps_its_reason_and_is_tried_again() {
    house.enqueue("k", 1, "read", "{}");
    String id = house.commands.claimDue(1).get(0).id();
    house.commands.notSent(id, "broker unreachable");
    assertThat(house.commands.get(id).reason()).isEqualTo("broker unreachable");
    assertThat(house.commands.claimDue(1)).isEmpty();
    house.passTime(Duration.ofSeconds(10));
    assertThat(house.commands.claimDue(1)).hasSize(1);
    assertThat(house.commands.get(id).reason()).isNull();
  }

  @Test void what_staff_asked_for_and_can_not_be_made_is_refused_at_once_and_a_credit_waits_for_somebody_to_mend_it() {
    house.enqueue("asked", 1, "write", "{}");
    house.enqueue("credit", 2, "credit", "{}");
    house.commands.claimDue(10).forEach(command -> house.commands.impossible(command.id(), "no gateway"));
    assertThat(house.state("asked")).isEqualTo("refused");
    assertThat(house.state("credit")).isEqualTo("sent");
    assertThat(house.text("SELECT GROUP_CONCAT(DISTINCT reason) FROM command")).isEqualTo("no gateway");
  }

  @Test void power_does_not_wait_behind_a_command_that_got_no_answer() {
    house.enqueue("text", 1, "display", "{\"text\":\"hi\"}");
    String display = house.commands.claimDue(1).get(0).id();
    house.enqueue("on", 1, "relay", "{\"relay\":\"closed\"}");
    assertThat(house.commands.claimDue(10)).isEmpty();
    house.passTime(Duration.ofSeconds(10));
    assertThat(house.commands.claimDue(10)).extracting(OutgoingCommand::kind).containsExactly("relay");
    assertThat(house.state("text")).isEqualTo("queued");
    answer("M1", display, "done");
    assertThat(house.state("text")).as("a late answer still counts").isEqualTo("accepted");
  }

  @Test void a_newer_decision_supersedes_an_older_relay_command_in_whatever_order_they_are_dispatched() {
    house.sql("UPDATE meter_state SET wanted_seq = 2 WHERE meter_id = 1");
    relay("newer", 2, "closed");
    relay("older", 1, "open");
    assertThat(house.state("older")).isEqualTo("expired");
    assertThat(house.text("SELECT reason FROM command WHERE command_key = 'older'")).isEqualTo("superseded");
    assertThat(house.commands.claimDue(10)).extracting(OutgoingCommand::json).containsExactly("{\"relay\":\"closed\"}");
    house.sql("UPDATE meter_state SET wanted_seq = 3 WHERE meter_id = 1");
    relay("newest", 3, "open");
    assertThat(house.state("newer")).as("even when it was sent").isEqualTo("expired");
    assertThat(house.commands.claimDue(10)).extracting(OutgoingCommand::json).containsExactly("{\"relay\":\"open\"}");
  }

  @Test void one_decision_is_commanded_once_also_when_its_meter_speaks_before_the_outbox_is_dispatched() {
    house.sql("UPDATE meter_state SET wanted_seq = 5, relay_reported = 'open' WHERE meter_id = 1");
    house.spoke(1L);
    house.commands.claimDue(1);
    relay("relay:1:5", 5, "closed");
    assertThat(house.state("relay:1:5:1")).isEqualTo("sent");
    assertThat(house.state("relay:1:5")).isEqualTo("expired");
  }

  @Test void expired_credit_goes_to_the_desk_and_to_the_administrators_but_money_stays() {
    house.enqueue("pay", 1, "credit", CREDIT, Duration.ofMinutes(1));
    house.enqueue("look", 2, "read", "{}", Duration.ofMinutes(1));
    house.commands.claimDue(10);
    house.passTime(Duration.ofSeconds(59));
    assertThat(house.commands.expire()).isZero();
    house.passTime(Duration.ofSeconds(1));
    assertThat(house.commands.claimDue(10)).isEmpty();
    assertThat(house.commands.expire()).isEqualTo(2);
    assertThat(house.commands.expire()).isZero();
    assertThat(house.state("pay")).isEqualTo("expired");
    assertThat(house.failed.list(FailedFilter.ALL.in("open"), 10, null).items()).singleElement()
        .satisfies(item -> assertThat(item.error()).contains("M1", "expired after 1 tries"));
    assertThat(house.texts("SELECT payload FROM outbox")).singleElement().asString().contains("command-failed");
    answer("M1", id("pay"), "done");
    assertThat(house.state("pay")).as("too late").isEqualTo("expired");
    assertThat(house.number("SELECT amount FROM balance WHERE account_id = 1")).isEqualTo(12_300_000_000L);
  }

  @Test
  void credits_go_to_the_meter_in_the_order_in_which_they_were_posted_whatever_the_clock_said() {
    Instant now = house.store.now();
    house.store.inTransaction(handle -> house.commands.enqueue(handle, List.of(credit("second", 8L, now),
        credit("first", 7L, now.plusMillis(13))), now));
    assertThat(house.commands.claimDue(10)).singleElement().extracting(OutgoingCommand::id).isEqualTo(id("first"));
  }

  private static NewCommand credit(String key, Long cause, Instant at) {
    return new NewCommand(key, 1, "credit", "{\"amount\":1}", null, cause, at, null, at.plusSeconds(600));
  }

  private static void relay(String key, int seq, String relay) {
    house.store.inTransaction(handle -> house.commands.enqueue(handle, List.of(new NewCommand(key, 1, "relay",
        "{\"relay\":\"" + relay + "\"}", seq, house.store.now(), house.store.now().plusSeconds(120))),
        house.store.now()));
  }

  private static String id(String key) {
    return house.text("SELECT id FROM command WHERE command_key = ?", key);
  }

  private static void answer(String serial, String id, String result) {
    house.commands.reply(List.of(new CommandReply(serial, id, result, null, Relay.CLOSED, null, null,
        "{\"id\":\"" + id + "\",\"result\":\"" + result + "\"}")));
  }
}
