package io.paywatt.ledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import io.paywatt.ledger.EffectsHouse;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.failed.FailedFilter;
import io.paywatt.ledger.reading.Relay;
import io.paywatt.ledger.replay.ReplayItem;
import io.paywatt.ledger.replay.ReplayRuns;
import io.paywatt.ledger.replay.Selection;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandReplyTest {
  private static EffectsHouse house;

  @BeforeAll static void open() {
    house = EffectsHouse.open("command_reply");
    house.room(1, "zh-CN", "13800000001");
    house.room(2, "en", "13800000002");
  }

  @BeforeEach void clear() {
    house.sql("DELETE FROM command");
    house.sql("DELETE FROM outbox");
    house.sql("DELETE FROM failed_message");
    house.sql("UPDATE meter_state SET relay_wanted = 'closed', relay_reported = NULL, wanted_seq = 1, online = FALSE,"
        + " last_seen = NULL, reported_at = NULL, meter_balance = NULL");
  }

  @Test void an_answer_ends_the_command_and_shows_where_the_meter_stands() {
    house.enqueue("k", 1, "credit", "{}");
    String id = house.commands.claimDue(1).get(0).id();
    reply("M1", id, "done", null, Relay.CLOSED, 6230L);
    CommandView view = house.commands.get(id);
    assertThat(view.state()).isEqualTo("accepted");
    assertThat(view.endedAt()).isEqualTo(house.store.now());
    assertThat(view.reply()).isEqualTo("{\"as\":\"received\"}");
    assertThat(house.text("SELECT CONCAT_WS(' ', online, relay_reported, meter_balance, reported_at = last_seen)"
        + " FROM meter_state WHERE meter_id = 1")).isEqualTo("1 closed 6230 1");
  }

  @Test void a_doubled_answer_changes_the_state_of_the_meter_only() {
    house.enqueue("k", 1, "credit", "{}");
    String id = house.commands.claimDue(1).get(0).id();
    reply("M1", id, "done", null, null, 100L);
    reply("M1", id, "failed", "again", null, 200L);
    assertThat(house.commands.get(id).state()).isEqualTo("accepted");
    assertThat(house.number("SELECT meter_balance FROM meter_state WHERE meter_id = 1")).isEqualTo(200);
    assertThat(house.number("SELECT COUNT(*) FROM failed_message")).isZero();
  }

  @Test void two_answers_to_one_command_in_one_batch_end_it_once() {
    house.enqueue("k", 1, "credit", "{}");
    String id = house.commands.claimDue(1).get(0).id();
    CommandReply refused = new CommandReply("M1", id, "refused", "locked", null, null, null, "{}");
    house.commands.reply(List.of(refused, refused));
    assertThat(house.number("SELECT COUNT(*) FROM failed_message")).isEqualTo(1);
    assertThat(house.number("SELECT COUNT(*) FROM outbox")).isEqualTo(1);
  }

  @Test void an_answer_to_an_unknown_command_still_shows_where_the_meter_stands() {
    reply("M2", UUID.randomUUID().toString(), "done", null, Relay.CLOSED, null);
    assertThat(house.text("SELECT relay_reported FROM meter_state WHERE meter_id = 2")).isEqualTo("closed");
    reply("nobody", UUID.randomUUID().toString(), "done", null, Relay.OPEN, null);
  }

  @Test void a_meter_can_not_answer_for_another_one() {
    house.enqueue("k", 1, "credit", "{}");
    String id = house.commands.claimDue(1).get(0).id();
    reply("M2", id, "done", null, Relay.OPEN, 1L);
    assertThat(house.commands.get(id).state()).isEqualTo("sent");
    assertThat(house.text("SELECT relay_reported FROM meter_state WHERE meter_id = 2")).isNull();
    assertThat(house.text("SELECT last_seen FROM meter_state WHERE meter_id = 1")).isNull();
  }

  @Test void refused_credit_goes_to_the_desk_and_to_the_administrators() {
    house.enqueue("pay:1", 1, "credit", "{\"amount\":5000}");
    String id = house.commands.claimDue(1).get(0).id();
    reply("M1", id, "refused", "wallet full", null, null);
    assertThat(house.failed.list(FailedFilter.ALL, 10, null).items()).singleElement().satisfies(item -> {
      assertThat(item.error()).contains("M1", "refused", "wallet full");
      assertThat(item.step()).isEqualTo("command-refused");
    });
    assertThat(house.text("SELECT payload FROM outbox")).contains("\"reason\":\"wallet full\"", "\"meterId\":1");
  }

  @Test void a_credit_on_the_desk_is_replayed_as_the_balance_so_that_no_meter_is_credited_twice() {
    house.enqueue("pay:1", 1, "credit", "{\"amount\":5000}");
    reply("M1", house.commands.claimDue(1).get(0).id(), "failed", null, null, null);
    long item = house.failed.list(FailedFilter.ALL, 1, null).items().get(0).id();
    ReplayRuns runs = new ReplayRuns(house.store, notices -> List.of());
    runs.start(Selection.of(List.of(item)), 20, "staff:wang");
    ReplayItem replay = runs.claim("hub-1", 1).get(0);
    assertThat(replay.replayTo()).isEqualTo("command-retry");
    house.commands.retry(replay.body());
    assertThat(house.commands.claimDue(1)).extracting(OutgoingCommand::kind, OutgoingCommand::json)
        .containsExactly(tuple("balance", "{\"balance\":1230,\"currency\":\"CNY\"}"));
    assertThatThrownBy(() -> house.commands.retry(new byte[] {1})).isInstanceOf(Rejected.class);
    assertThatThrownBy(() -> house.commands.retry("{}".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("meter is missing");
  }

  @Test void a_refused_relay_is_told_once_a_decision_and_repeated_every_ten_seconds() {
    house.sql("UPDATE meter_state SET relay_reported = 'open' WHERE meter_id = 1");
    house.spoke(1L);
    for (int i = 0; i < 3; i++) {
      OutgoingCommand next = house.commands.claimDue(1).get(0);
      reply("M1", next.id(), "refused", "cover open", Relay.OPEN, null);
      house.passTime(Duration.ofSeconds(9));
      house.spoke(1L);
      assertThat(house.commands.claimDue(1)).isEmpty();
      house.passTime(Duration.ofSeconds(1));
      house.spoke(1L);
    }
    assertThat(house.texts("SELECT command_key FROM command ORDER BY created_at"))
        .containsExactly("relay:1:1:1", "relay:1:1:2", "relay:1:1:3", "relay:1:1:4");
    assertThat(house.number("SELECT COUNT(*) FROM outbox")).isEqualTo(1);
  }

  @Test void a_relay_that_says_done_but_stays_open_is_not_asked_at_the_speed_of_the_network() {
    house.sql("UPDATE meter_state SET relay_reported = 'open' WHERE meter_id = 1");
    house.spoke(1L);
    reply("M1", house.commands.claimDue(1).get(0).id(), "done", null, Relay.OPEN, null);
    assertThat(house.commands.claimDue(1)).isEmpty();
  }

  private static void reply(String serial, String id, String result, String reason, Relay relay, Long balance) {
    house.commands.reply(List.of(new CommandReply(serial, id, result, reason, relay, balance, null,
        "{\"as\":\"received\"}")));
  }
}
