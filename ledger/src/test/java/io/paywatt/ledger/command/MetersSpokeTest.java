package io.paywatt.ledger.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import io.paywatt.ledger.EffectsHouse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetersSpokeTest {
  private static EffectsHouse house;

  @BeforeAll static void open() {
    house = EffectsHouse.open("meters_spoke");
    for (long id = 1; id <= 3; id++) {
      house.room(id, "en", null);
    }
  }

  @BeforeEach void clear() {
    house.sql("DELETE FROM command");
    house.sql("UPDATE meter_state SET relay_wanted = 'closed', relay_reported = 'closed', wanted_seq = 4, online = TRUE");
  }

  @Test void a_meter_that_speaks_is_sent_its_unanswered_command_at_once() {
    house.enqueue("k", 1, "credit", "{}");
    OutgoingCommand first = house.commands.claimDue(1).get(0);
    house.passTime(Duration.ofSeconds(3));
    house.spoke(1L, 2L);
    assertThat(house.commands.claimDue(1)).containsExactly(first);
  }

  @Test void what_was_sent_less_than_three_seconds_ago_may_still_be_on_its_way() {
    house.enqueue("k", 1, "credit", "{}");
    house.commands.claimDue(1);
    house.passTime(Duration.ofMillis(2999));
    house.spoke(1L);
    assertThat(house.commands.claimDue(1)).isEmpty();
  }

  @Test void a_meter_that_was_away_is_sent_at_once_what_it_could_not_hear() {
    house.sql("UPDATE meter_state SET online = FALSE WHERE meter_id = 1");
    house.enqueue("k", 1, "relay", "{\"relay\":\"closed\"}");
    OutgoingCommand first = house.commands.claimDue(1).get(0);
    house.passTime(Duration.ofMillis(1));
    house.spoke(1L);
    assertThat(house.commands.claimDue(1)).containsExactly(first);
  }

  @Test void a_meter_that_says_it_has_come_is_sent_at_once_what_it_could_not_hear_even_if_nobody_knew_it_was_away() {
    house.enqueue("k", 1, "relay", "{\"relay\":\"closed\"}");
    OutgoingCommand first = house.commands.claimDue(1).get(0);
    house.passTime(Duration.ofMillis(1));
    house.store.inTransaction(handle -> {
      house.commands.metersCame(handle, List.of(1L), house.store.now());
      return null;
    });
    assertThat(house.commands.claimDue(1)).containsExactly(first);
  }

  @Test void another_meter_speaking_changes_nothing() {
    house.enqueue("k", 1, "credit", "{}");
    house.commands.claimDue(1);
    house.passTime(Duration.ofSeconds(5));
    house.spoke(2L, 3L);
    assertThat(house.commands.claimDue(1)).isEmpty();
  }

  @Test void a_meter_that_was_offline_when_the_money_came_is_switched_on_when_it_speaks() {
    house.sql("UPDATE meter_state SET relay_reported = 'open' WHERE meter_id = 2");
    house.enqueue("on", 2, "relay", "{\"relay\":\"closed\"}", Duration.ofSeconds(60));
    house.commands.claimDue(10);
    house.passTime(Duration.ofHours(5));
    house.commands.expire();
    house.store.inTransaction(handle -> {
      house.commands.metersSpoke(handle, List.of(1L, 2L, 3L), house.store.now());
      assertThat(handle.select("SELECT CONCAT(command_key, ' ', payload) FROM command WHERE state = 'queued'")
          .mapTo(String.class).list()).as("within the same transaction")
          .containsExactly("relay:2:4:1 {\"relay\":\"closed\"}");
      return null;
    });
    assertThat(house.commands.claimDue(10)).extracting(OutgoingCommand::serial).containsExactly("M2");
  }

  @Test void a_relay_command_on_its_way_is_not_doubled() {
    house.sql("UPDATE meter_state SET relay_reported = 'open' WHERE meter_id = 1");
    house.spoke(1L);
    house.spoke(1L);
    house.commands.claimDue(1);
    house.spoke(1L);
    assertThat(house.number("SELECT COUNT(*) FROM command")).isEqualTo(1);
  }

  @Test void a_relay_that_was_never_reported_is_not_guessed_at() {
    house.sql("UPDATE meter_state SET relay_reported = NULL, relay_wanted = 'open' WHERE meter_id = 1");
    house.spoke(1L);
    assertThat(house.number("SELECT COUNT(*) FROM command")).isZero();
  }

  @Test void nobody_speaking_is_fine() {
    house.spoke();
    assertThat(house.number("SELECT COUNT(*) FROM command")).isZero();
  }
}
