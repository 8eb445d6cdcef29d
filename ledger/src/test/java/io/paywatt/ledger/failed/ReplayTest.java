package io.paywatt.ledger.failed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import io.paywatt.ledger.EffectsHouse;
import io.paywatt.ledger.Rejected;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static EffectsHouse house;

  @BeforeAll static void open() {
    house = EffectsHouse.open("replay");
  }

  @BeforeEach void clear() {
    house.sql("DELETE FROM failed_message");
  }

  @Test void a_dry_run_says_what_would_happen_and_changes_nothing() {
    long good = park("payment-accept");
    long noDoor = park(null);
    ReplayPlan plan = house.failed.plan(List.of(noDoor, good, 4711L, good));
    assertThat(plan.items()).containsExactly(
        new ReplayPlan.Item(noDoor, "held", null, "it has no door to go in again"),
        new ReplayPlan.Item(good, "replay", "payment-accept", null),
        new ReplayPlan.Item(4711, "held", null, "there is no such item"));
    assertThat(house.number("SELECT COUNT(*) FROM failed_message WHERE state = 'open'")).isEqualTo(2);
  }

  @Test void exactly_the_items_asked_for_go_through_their_door_again() {
    long good = park("payment-accept");
    long other = park("payment-accept");
    ReplayStarted started = house.failed.start(List.of(good), "staff:wang");
    assertThat(started.started()).containsExactly(good);
    List<ReplayItem> claimed = house.failed.claimReplays(10);
    assertThat(claimed).singleElement().satisfies(item -> {
      assertThat(item.id()).isEqualTo(good);
      assertThat(item.replayTo()).isEqualTo("payment-accept");
      assertThat(item.contentType()).isEqualTo("application/json");
      assertThat(item.headers()).isEqualTo(Map.of("h", "1"));
      assertThat(item.body()).containsExactly(1, 2, 3);
    });
    house.failed.replayed(good, "posted");
    assertThat(view(good)).extracting(FailedView::state, FailedView::replays, FailedView::replayResult)
        .containsExactly("replayed", 1, "posted");
    assertThat(view(other).state()).isEqualTo("open");
    assertThat(house.text("SELECT CONCAT(actor, ' ', action, ' ', detail) FROM audit ORDER BY id DESC LIMIT 1"))
        .isEqualTo("staff:wang replay {\"ids\":[" + good + "]}");
  }

  @Test void what_failed_again_can_be_replayed_again_and_what_went_through_can_not() {
    long id = park("payment-accept");
    house.failed.start(List.of(id), "a");
    house.failed.claimReplays(1);
    house.failed.failedAgain(id, new IllegalStateException("still broken"));
    assertThat(view(id).replayResult()).isEqualTo("IllegalStateException: still broken");
    assertThat(house.failed.start(List.of(id), "a").started()).containsExactly(id);
    assertThat(house.failed.start(List.of(id), "b").started()).as("twice at once").isEmpty();
    assertThat(house.failed.claimReplays(1)).hasSize(1);
    house.failed.replayed(id, "done");
    house.failed.failedAgain(id, new IllegalStateException("late"));
    assertThat(view(id)).extracting(FailedView::state, FailedView::replays).containsExactly("replayed", 2);
    assertThat(house.failed.start(List.of(id), "a").plan().items().get(0).why()).isEqualTo("it was replayed");
  }

  @Test void a_replay_of_a_hub_that_died_is_handed_out_again_after_its_lease() {
    long id = park("payment-accept");
    house.failed.start(List.of(id), "a");
    assertThat(house.failed.claimReplays(5)).hasSize(1);
    house.passTime(Duration.ofMinutes(5));
    assertThat(house.failed.claimReplays(5)).isEmpty();
    house.passTime(Duration.ofMillis(1));
    assertThat(house.failed.claimReplays(5)).hasSize(1);
  }

  @Test void no_ids_and_too_many_ids_are_refused() {
    assertThatThrownBy(() -> house.failed.plan(List.of())).isInstanceOf(Rejected.class);
    assertThatThrownBy(() -> house.failed.start(null, "a")).isInstanceOf(Rejected.class);
    List<Long> many = LongStream.rangeClosed(1, 1001).boxed().toList();
    assertThatThrownBy(() -> house.failed.start(many, "a")).hasMessageContaining("1001");
  }

  private static FailedView view(long id) {
    return house.failed.get(id).orElseThrow().item();
  }

  private static long park(String replayTo) {
    return house.failed.park(new FailedMessage("r", null, null, replayTo, "application/json", Map.of("h", "1"),
        new byte[] {1, 2, 3}, new IllegalStateException("broken")));
  }
}
