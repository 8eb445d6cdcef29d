package io.paywatt.ledger.anomaly;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import io.paywatt.ledger.store.Json;
import org.jdbi.v3.core.Handle;

/** Holds readings against the rules. Meters that are as they should be cost one statement a batch. */
public final class ReadingAnomalies {
  private final List<AnomalyRule> rules;

  public ReadingAnomalies(AnomalyRules rules) {
    this.rules = rules.ofReadings();
  }

  /**
   * Takes the readings of a batch in the running transaction.
   *
   * @param readings of meters that the caller has locked, those of one meter in the order of their time
   * @param now      by our clock
   */
  public void look(Handle handle, List<Observed> readings, Instant now) {
    if (rules.isEmpty() || readings.isEmpty()) {
      return;
    }
    Watches watches = new Watches(handle, readings.stream().map(Observed::meterId).toList());
    AnomalyBook book = new AnomalyBook(handle, now);
    for (Observed reading : readings) {
      Map<AnomalyKind, BigDecimal> values = values(reading);
      for (AnomalyRule rule : rules) {
        BigDecimal value = values.get(rule.kind());
        if (value != null) {
          // a wrong clock is measured with ours
          Instant at = rule.kind() == AnomalyKind.CLOCK_DRIFT ? now : reading.at();
          step(watches, book, rule, reading.meterId(), value, at);
        }
      }
    }
    watches.write(handle);
  }

  private Map<AnomalyKind, BigDecimal> values(Observed reading) {
    Map<AnomalyKind, BigDecimal> values = new EnumMap<>(AnomalyKind.class);
    for (AnomalyRule rule : rules) {
      BigDecimal value = Measure.of(rule.kind(), reading);
      if (value != null) {
        values.put(rule.kind(), value);
      }
    }
    // the cause is told, not what follows from it
    if (isBeyond(AnomalyKind.BROKEN_NEUTRAL, values)) {
      values.keySet().removeAll(Set.of(AnomalyKind.PHASE_LOSS, AnomalyKind.OVER_VOLTAGE, AnomalyKind.UNDER_VOLTAGE));
    } else if (isBeyond(AnomalyKind.PHASE_LOSS, values)) {
      values.keySet().removeAll(Set.of(AnomalyKind.OVER_VOLTAGE, AnomalyKind.UNDER_VOLTAGE));
    }
    return values;
  }

  private boolean isBeyond(AnomalyKind kind, Map<AnomalyKind, BigDecimal> values) {
    return rules.stream().anyMatch(rule -> rule.kind() == kind && values.containsKey(kind)
        && rule.isBeyond(values.get(kind)));
  }

  private static void step(Watches watches, AnomalyBook book, AnomalyRule rule, long meterId, BigDecimal value, Instant at) {
    Episode before = watches.get(meterId, rule.kind());
    Episode.Next next = Episode.next(before, value, at, rule);
    Episode episode = next.episode();
    switch (next.act()) {
      case OPEN -> episode = episode.opened(
          book.open(rule, meterId, episode.since(), episode.worst(), Json.object(), Duration.ZERO));
      case CLOSE -> book.close(rule, before.anomaly(), at, null);
      default -> {
        if (episode != null && episode.anomaly() != null && episode.clearSince() == null) {
          book.goesOn(episode.anomaly(), episode.worst());
        }
      }
    }
    watches.set(meterId, rule.kind(), episode);
  }
}
