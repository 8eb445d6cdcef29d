package io.paywatt.ledger.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class EpisodeProperties {
  private static final Instant START = Instant.parse("2026-11-23T04:00:00Z");
  private static final AnomalyRule RULE = new AnomalyRule(AnomalyKind.OVER_VOLTAGE, new BigDecimal("235"),
      new BigDecimal("230"), new BigDecimal("260"), null, Duration.ofMinutes(2), Duration.ofMinutes(3),
      AnomalyRule.Tell.START, false);

  private Episode episode;
  private int opened;
  private int closed;

  private Episode.Act step(int volts, int minute) {
    Episode.Next next = Episode.next(episode, BigDecimal.valueOf(volts), START.plus(Duration.ofMinutes(minute)), RULE);
    episode = next.episode();
    if (next.act() == Episode.Act.OPEN) {
      episode = episode.opened(++opened);
    }
    closed += next.act() == Episode.Act.CLOSE ? 1 : 0;
    return next.act();
  }

  @Property(tries = 200)
  void whatever_the_values_an_episode_is_closed_before_the_next_one_opens(
      @ForAll @Size(max = 60) List<@IntRange(min = 220, max = 265) Integer> volts) {
    for (int minute = 0; minute < volts.size(); minute++) {
      step(volts.get(minute), minute);
      assertThat(opened - closed).isBetween(0, 1);
      assertThat(episode != null && episode.anomaly() != null).isEqualTo(opened > closed);
    }
  }

  @Property(tries = 100)
  void flapping_around_the_limit_is_one_episode(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 231, max = 239) Integer> volts) {
    step(261, 0);
    for (int minute = 0; minute < volts.size(); minute++) {
      assertThat(step(volts.get(minute), minute + 1)).isEqualTo(Episode.Act.NOTHING);
    }
    assertThat(opened).isEqualTo(1);
  }

  @Property(tries = 100)
  void what_never_lasts_long_enough_never_opens(
      @ForAll @Size(max = 60) List<@IntRange(min = 235, max = 259) Integer> high) {
    for (int i = 0; i < high.size(); i++) {
      assertThat(step(high.get(i), 2 * i)).isEqualTo(Episode.Act.NOTHING);
      assertThat(step(234, 2 * i + 1)).isEqualTo(Episode.Act.NOTHING);
    }
  }
}
