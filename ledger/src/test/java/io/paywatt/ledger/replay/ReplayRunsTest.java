package io.paywatt.ledger.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import io.paywatt.ledger.EffectsHouse;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.failed.FailedDesk;
import io.paywatt.ledger.failed.FailedFilter;
import io.paywatt.ledger.failed.FailedMessage;
import io.paywatt.ledger.failed.FailedView;
import io.paywatt.ledger.store.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplayRunsTest {
  private static final FailedFilter ROUTE = new FailedFilter(null, "r", null, null, null, null, null, null, null, null, null);
  private static EffectsHouse house;
  private static ReplayRuns runs;

  @BeforeAll static void open() {
    house = EffectsHouse.open("replay_runs");
    runs = new ReplayRuns(house.store, notices -> List.of());
  }

  @BeforeEach void clear() {
    house.sql("DELETE FROM replay_item");
    house.sql("DELETE FROM replay_run");
    house.sql("DELETE FROM failed_message");
  }

  @Test void a_dry_run_says_what_would_happen_and_writes_nothing() {
    long good = park("door", null);
    long noDoor = park(null, null);
    ReplayPlan plan = runs.plan(Selection.of(List.of(noDoor, good, 4711L, good)));
    assertThat(plan.items()).containsExactly(
        new ReplayPlan.Item(good, "replay", "door", null, null, null),
        new ReplayPlan.Item(noDoor, "held", null, "it has no door to go in again", null, null),
        new ReplayPlan.Item(4711, "held", null, "there is no such item", null, null));
    assertThat(plan.counts()).containsEntry("replay", 1).containsEntry("held", 2).containsEntry("post", 0);
    assertThat(house.number("SELECT COUNT(*) FROM failed_message WHERE state = 'open'")).isEqualTo(2);
    assertThat(house.number("SELECT COUNT(*) FROM replay_run")).isZero();
  }

  @Test void exactly_the_items_asked_for_go_through_their_door_again() {
    long good = park("door", null);
    long other = park("door", null);
    ReplayRun run = runs.start(Selection.of(List.of(good)), 20, "staff:wang").run();
    assertThat(runs.claim("hub-1", 10)).singleElement().satisfies(item -> {
      assertThat(item.id()).isEqualTo(good);
      assertThat(item.replayTo()).isEqualTo("door");
      assertThat(item.contentType()).isEqualTo("application/json");
      assertThat(item.headers()).isEqualTo(Map.of("h", "1"));
      runs.done(item, "done");
    });
    assertThat(view(good)).extracting(FailedView::state, FailedView::replays, FailedView::replayResult)
        .containsExactly("replayed", 1, "done");
    assertThat(view(other).state()).isEqualTo("open");
    assertThat(runs.get(run.id()).state()).isEqualTo("done");
    assertThat(house.text("SELECT CONCAT(actor, ' ', action) FROM audit ORDER BY id DESC LIMIT 1"))
        .isEqualTo("staff:wang replay");
  }

  @Test void of_twelve_that_were_seen_only_these_twelve_run_though_a_thousand_more_match() {
    List<Long> twelve = LongStream.range(0, 12).mapToObj(i -> park("door", null)).toList();
    ReplayPlan seen = runs.plan(new Selection(null, null, ROUTE, null));
    house.store.inTransaction(handle -> {
      for (int i = 0; i < 1000; i++) {
        FailedDesk.add(handle, message("door", null), house.store.now());
      }
      return null;
    });
    ReplayStarted started = runs.start(new Selection(null, null, ROUTE, seen.upTo()), 200, "a");
    assertThat(started.started()).containsExactlyElementsOf(twelve);
    assertThat(drain()).containsExactlyElementsOf(twelve);
    assertThat(house.number("SELECT COUNT(*) FROM failed_message WHERE state = 'open'")).isEqualTo(1000);
    long group = view(twelve.get(0)).group();
    assertThat(runs.plan(new Selection(null, group, null, null)).counts()).containsEntry("replay", 1000);
  }

  @Test void a_run_is_paused_resumed_and_cancelled() {
    List<Long> ids = LongStream.range(0, 60).mapToObj(i -> park("door", null)).toList();
    long run = runs.start(Selection.of(ids), 20, "a").run().id();
    List<ReplayItem> first = runs.claim("hub-1", 200);
    assertThat(first).as("no more than a second's").hasSize(20);
    assertThat(runs.goes(first.get(0))).isTrue();
    runs.pause(run, "wang");
    assertThat(first).as("what was handed out and has not gone stays").noneMatch(runs::goes);
    first.forEach(item -> runs.done(item, "done"));
    house.passTime(Duration.ofSeconds(2));
    assertThat(runs.claim("hub-1", 200)).isEmpty();
    assertThatThrownBy(() -> runs.pause(run, "wang")).isInstanceOf(Rejected.class).hasMessageContaining("is paused");
    runs.resume(run, "wang");
    assertThat(runs.claim("hub-1", 5)).hasSize(5).allSatisfy(item -> runs.done(item, "done"));
    assertThat(runs.cancel(run, "wang").counts()).containsEntry("done", 25).containsEntry("cancelled", 35);
    assertThat(house.number("SELECT COUNT(*) FROM failed_message WHERE state = 'open'")).isEqualTo(35);
    assertThat(runs.claim("hub-1", 200)).isEmpty();
    assertThat(runs.list(null, 10, null).items()).extracting(ReplayRun::state).containsExactly("cancelled");
  }

  @Test void five_failures_in_a_row_pause_the_run_and_three_put_a_message_into_quarantine() {
    List<Long> ids = LongStream.range(0, 7).mapToObj(i -> park("door", null)).toList();
    long run = runs.start(Selection.of(ids), 20, "a").run().id();
    runs.claim("hub-1", 5).forEach(item -> runs.failed(item, "no"));
    assertThat(runs.get(run)).extracting(ReplayRun::state, ReplayRun::why)
        .containsExactly("paused", "5 failed one after the other, the last: no");
    runs.cancel(run, "a");
    long poison = ids.get(0);
    for (int i = 0; i < 2; i++) {
      assertThat(view(poison).state()).isEqualTo("failed-again");
      house.passTime(Duration.ofSeconds(1));
      runs.start(Selection.of(List.of(poison)), 20, "a");
      runs.claim("hub-1", 5).forEach(item -> runs.failed(item, "no"));
    }
    assertThat(view(poison).state()).isEqualTo("quarantined");
    assertThat(runs.start(Selection.of(List.of(poison)), 20, "a").run()).isNull();
    house.failed.release(poison, "mended", "a");
    assertThat(runs.start(Selection.of(List.of(poison)), 20, "a").started()).containsExactly(poison);
  }

  @Test void the_order_of_an_account_is_kept_what_comes_after_a_failure_does_not_overtake_it() {
    long first = park("door", "A-1");
    long other = park("door", "A-2");
    long second = park("door", "A-1");
    long run = runs.start(Selection.of(List.of(second, other, first)), 20, "a").run().id();
    List<ReplayItem> items = runs.claim("hub-1", 20);
    assertThat(items).extracting(ReplayItem::id).containsExactly(first, other, second);
    runs.failed(items.get(0), "no");
    assertThat(runs.goes(items.get(1))).isTrue();
    runs.done(items.get(1), "done");
    assertThat(runs.goes(items.get(2))).isFalse();
    assertThat(runs.get(run).state()).isEqualTo("done");
    assertThat(runs.items(run, "held", 10, null).items()).singleElement().extracting(RunItem::id).isEqualTo(second);
    assertThat(view(second).state()).isEqualTo("open");
  }

  @Test void a_hub_that_was_killed_goes_on_at_once_another_one_after_the_lease_and_a_message_that_kills_is_put_aside() {
    long id = park("door", null);
    long behind = park("door", null);
    runs.start(Selection.of(List.of(id, behind)), 20, "a");
    dieWith(runs.claim("hub-1", 5));
    house.passTime(Duration.ofSeconds(1));
    assertThat(runs.claim("hub-2", 5)).as("hub-1 has it").isEmpty();
    dieWith(runs.claim("hub-1", 5));
    house.passTime(Duration.ofSeconds(61));
    dieWith(runs.claim("hub-2", 5));
    house.passTime(Duration.ofSeconds(61));
    assertThat(runs.claim("hub-1", 5)).as("three hubs died with the first").extracting(ReplayItem::id)
        .containsExactly(behind);
    assertThat(view(id).state()).isEqualTo("quarantined");
  }

  private static void dieWith(List<ReplayItem> claimed) {
    assertThat(claimed).hasSize(2);
    assertThat(runs.goes(claimed.get(0))).isTrue();
  }

  @Test void selections_that_can_not_be_are_refused() {
    List<Long> many = LongStream.rangeClosed(1, 1001).boxed().toList();
    assertThatThrownBy(() -> runs.plan(Selection.of(List.of()))).isInstanceOf(Rejected.class);
    assertThatThrownBy(() -> runs.plan(Selection.of(many))).hasMessageContaining("1001");
    assertThatThrownBy(() -> runs.plan(new Selection(null, null, null, null))).hasMessageContaining("exactly one");
    assertThatThrownBy(() -> runs.plan(new Selection(List.of(1L), 1L, null, null))).hasMessageContaining("exactly one");
    assertThatThrownBy(() -> runs.start(Selection.of(List.of(1L)), 201, "a")).hasMessageContaining("1 to 200");
    assertThatThrownBy(() -> runs.get(4711)).hasMessageContaining("no replay run 4711");
  }

  private static List<Long> drain() {
    List<Long> sent = new ArrayList<>();
    for (List<ReplayItem> some = runs.claim("hub-1", 200); !some.isEmpty(); some = runs.claim("hub-1", 200)) {
      some.forEach(item -> runs.done(item, "done"));
      some.forEach(item -> sent.add(item.id()));
      house.passTime(Duration.ofSeconds(1));
    }
    return sent;
  }

  private static FailedView view(long id) {
    return house.failed.get(id).orElseThrow().item();
  }

  private static long park(String replayTo, String account) {
    house.passTime(Duration.ofMillis(1));
    return house.failed.park(message(replayTo, account));
  }

  private static FailedMessage message(String replayTo, String account) {
    byte[] body = Json.object().put("account", account).toString().getBytes(StandardCharsets.UTF_8);
    return new FailedMessage("r", null, null, replayTo, "application/json", Map.of("h", "1"), body,
        new IllegalStateException("broken"));
  }
}
