package io.paywatt.ledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import io.paywatt.ledger.EffectsHouse;
import io.paywatt.ledger.Rejected;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandWindowTest {
  private static EffectsHouse house;

  @BeforeAll static void open() {
    house = EffectsHouse.open("command_window");
    house.room(1, "en", null);
  }

  @BeforeEach void clear() {
    house.sql("DELETE FROM command");
  }

  private String ask(Duration from, Duration until) {
    String body = "{\"price\":\"0.6\",\"validFrom\":\"" + house.store.now().plus(from) + "\",\"validUntil\":\""
        + house.store.now().plus(until) + "\"}";
    return house.commands.request("M1", "price", body, "test").id();
  }

  @Test void a_command_is_not_sent_before_its_time_whatever_the_meter_says() {
    String id = ask(Duration.ofHours(1), Duration.ofHours(2));
    house.spoke(1L);
    house.enqueue("other", 1, "read", "{}");
    assertThat(house.commands.claimDue(5)).extracting(OutgoingCommand::kind).containsExactly("read");
    house.sql("DELETE FROM command WHERE command_key = 'other'");
    house.passTime(Duration.ofHours(1));
    assertThat(house.commands.claimDue(5)).singleElement().satisfies(sent -> {
      assertThat(sent.id()).isEqualTo(id);
      assertThat(sent.json()).as("the window is ours, not the meter's").doesNotContain("valid");
    });
  }

  @Test void a_command_is_not_sent_when_it_is_too_late() {
    String id = ask(Duration.ofHours(1), Duration.ofHours(2));
    house.passTime(Duration.ofHours(2));
    assertThat(house.commands.claimDue(5)).isEmpty();
    house.commands.expire();
    assertThat(house.commands.get(id).state()).isEqualTo("expired");
    assertThat(house.commands.get(id).reason()).isEqualTo("it was never its turn");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"validUntil\":\"2020-01-01T00:00:00Z\"", "\"validUntil\":\"soon\"", "\"validFrom\":1",
      "\"validUntil\":\"2099-01-01T00:00:00Z\"",
      "\"validFrom\":\"2026-11-26T00:00:00Z\",\"validUntil\":\"2026-11-25T00:00:00Z\""})
  void a_time_that_can_not_be_is_named(String fields) {
    assertThatThrownBy(() -> house.commands.request("M1", "read", "{" + fields + "}", "test"))
        .isInstanceOf(Rejected.class).hasMessageContaining("allowed is");
    assertThat(house.number("SELECT COUNT(*) FROM command")).isZero();
  }
}
