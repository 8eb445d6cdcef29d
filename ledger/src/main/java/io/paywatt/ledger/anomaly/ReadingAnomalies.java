package io.paywatt.ledger.anomaly;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import io.paywatt.ledger.store.Json;
import org.jdbi.v3.core.Handle;

/** Holds readings against the rules. Meters that are as they should be cost no statement. */
public final class ReadingAnomalies {
  /** A reading with its values by kind. */
  private record Suspect(Observed reading, Map<AnomalyKind, BigDecimal> values) {}

  private static final Set<AnomalyKind> OF_PHASES =
      EnumSet.of(AnomalyKind.PHASE_LOSS, AnomalyKind.OVER_VOLTAGE, AnomalyKind.UNDER_VOLTAGE);
  private static final Set<AnomalyKind> OF_VOLTAGE = EnumSet.of(AnomalyKind.OVER_VOLTAGE, AnomalyKind.UNDER_VOLTAGE);

  private final Map<AnomalyKind, AnomalyRule> rules = new EnumMap<>(AnomalyKind.class);

  public ReadingAnomalies(AnomalyRules rules) {
    rules.ofReadings().forEach(rule -> this.rules.put(rule.kind(), rule));
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
    List<Suspect> suspects = suspects(readings);
    if (suspects.isEmpty()) {
      return;
    }
    Watches watches = new Watches(handle, suspects.stream().map(suspect -> suspect.reading().meterId()).toList());
    AnomalyBook book = new AnomalyBook(handle, now);
    for (Suspect suspect : suspects) {
      for (AnomalyRule rule : rules.values()) {
        BigDecimal value = suspect.values().get(rule.kind());
        if (value != null) {
          // a wrong clock is measured with ours
          Instant at = rule.kind() == AnomalyKind.CLOCK_DRIFT ? now : suspect.reading().at();
          step(watches, book, rule, suspect.reading().meterId(), value, at);
        }
      }
    }
    book.write();
    watches.write(handle);
  }

  /** All readings of a meter of which one may change something: a good one between two bad ones counts too. */
  private List<Suspect> suspects(List<Observed> readings) {
    List<Suspect> all = readings.stream().map(reading -> new Suspect(reading, values(reading))).toList();
    Set<Long> meters = all.stream().filter(each -> each.reading().isWatched() || isBeyondAny(each.values()))
        .map(each -> each.reading().meterId()).collect(Collectors.toSet());
    return all.stream().filter(each -> meters.contains(each.reading().meterId())).toList();
  }

  private boolean isBeyondAny(Map<AnomalyKind, BigDecimal> values) {
    for (AnomalyKind kind : values.keySet()) {
      if (isBeyond(kind, values)) {
        return true;
      }
    }
    return false;
  }

  private Map<AnomalyKind, BigDecimal> values(Observed reading) {
    Map<AnomalyKind, BigDecimal> values = new EnumMap<>(AnomalyKind.class);
    for (AnomalyRule rule : rules.values()) {
      BigDecimal value = Measure.of(rule.kind(), reading);
      if (value != null) {
        values.put(rule.kind(), value);
      }
    }
    // the cause is told, not what follows from it
    if (isBeyond(AnomalyKind.BROKEN_NEUTRAL, values)) {
      values.keySet().removeAll(OF_PHASES);
    } else if (isBeyond(AnomalyKind.PHASE_LOSS, values)) {
      values.keySet().removeAll(OF_VOLTAGE);
    }
    return values;
  }

  private boolean isBeyond(AnomalyKind kind, Map<AnomalyKind, BigDecimal> values) {
    BigDecimal value = values.get(kind);
    return value != null && rules.get(kind).isBeyond(value);
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
