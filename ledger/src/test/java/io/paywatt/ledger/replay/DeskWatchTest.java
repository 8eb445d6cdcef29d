package io.paywatt.ledger.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.EffectsHouse;
import io.paywatt.ledger.failed.FailedMessage;
import org.junit.jupiter.api.Test;

class DeskWatchTest {
  private final EffectsHouse house = EffectsHouse.open("desk_watch");
  private final DeskWatch watch = new DeskWatch(house.store);
  private final ReplayRuns runs = new ReplayRuns(house.store, notices -> List.of());

  @Test void each_cause_and_run_is_told_of_once_an_hour() {
    long first = park();
    park();
    watch.run();
    watch.run();
    assertThat(told()).containsExactly("desk-new-group");

    house.passTime(Duration.ofHours(2));
    watch.run();
    assertThat(told()).as("it is not new any more").hasSize(1);
    for (int i = 0; i < 20; i++) {
      park();
    }
    watch.run();
    house.passTime(Duration.ofMinutes(1));
    watch.run();
    assertThat(told()).containsExactly("desk-new-group", "desk-spike");

    house.passTime(Duration.ofHours(2));
    runs.start(Selection.of(List.of(first)), 20, "wang");
    runs.claim("hub-1", 1).forEach(item -> runs.failed(item, "no"));
    watch.run();
    assertThat(told()).containsExactly("desk-new-group", "desk-spike", "desk-failed-again");

    runs.start(Selection.of(List.of(first)), 20, "wang");
    house.passTime(Duration.ofMinutes(6));
    watch.run();
    watch.run();
    assertThat(told()).containsExactly("desk-new-group", "desk-spike", "desk-failed-again", "desk-run-stuck");
    assertThat(house.outbox.dispatch()).isEqualTo(4);
    assertThat(house.texts("SELECT text FROM notice WHERE recipient = ? ORDER BY id", EffectsHouse.ADMINS.get(0))).hasSize(4)
        .first().asString().contains("2 so far: meter # is not known");
  }

  private List<String> told() {
    return house.texts("SELECT JSON_VALUE(payload, '$.kind') FROM outbox ORDER BY id");
  }

  private long park() {
    return house.failed.park(new FailedMessage("r", null, null, "door", null, Map.of(), new byte[0],
        new IllegalStateException("meter 17 is not known")));
  }
}
