package io.paywatt.ledger.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlotsTest {
  private static final Instant START = Instant.parse("2026-11-23T04:00:00Z");
  private Instant now = START;

  @Test void ten_thousand_replays_at_20_a_second_never_exceed_21_in_any_second_however_slow_the_door_is() {
    Random random = new Random(5);
    Pacer pacer = new Pacer(new Moved(), time -> now = now.plus(time));
    List<Instant> sent = new ArrayList<>();
    Instant free = START;
    while (sent.size() < 10_000) {
      Slots slots = Slots.of(free, now, 20, 200);
      free = slots.next();
      for (Instant turn : slots.turns()) {
        pacer.await(turn, 20);
        sent.add(now);
        now = now.plusMillis(random.nextInt(100) == 0 ? 3000 : random.nextInt(60));
      }
      now = now.plusMillis(random.nextInt(500));
    }
    for (int i = 21; i < sent.size(); i++) {
      assertThat(Duration.between(sent.get(i - 21), sent.get(i))).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }
  }

  @Test void at_full_speed_the_rate_is_kept_up() {
    Slots first = Slots.of(START, START, 20, 200);
    assertThat(first.turns()).hasSize(20);
    now = START.plusSeconds(1);
    assertThat(Slots.of(first.next(), now, 20, 200).turns()).hasSize(20).startsWith(now);
  }

  @Test void turns_that_nobody_took_are_not_saved_up() {
    assertThat(Slots.of(START, START.plusSeconds(3600), 20, 200).turns()).hasSize(20)
        .startsWith(START.plusSeconds(3600), START.plusSeconds(3600).plusMillis(50));
  }

  private final class Moved extends Clock {
    @Override public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override public Instant instant() {
      return now;
    }
  }
}
