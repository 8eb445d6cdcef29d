package io.paywatt.ledger.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.anomaly.Observed;

/** What a batch shows to the rules of anomalies: readings newer than what was known, each with the one before it. */
final class Observations {
  private record Before(Instant at, Long registerWh, Relay relay) {}

  private Observations() {}

  static List<Observed> of(ReadingBatch batch, Instant now) {
    Map<Long, ReadingBatch.Fresh> newest = batch.newest();
    Map<Long, Before> before = new HashMap<>();
    List<Observed> seen = new ArrayList<>();
    for (ReadingBatch.Fresh each : batch.fresh()) {
      if (each.isNewer()) {
        KnownMeter meter = each.meter();
        Before last = before.getOrDefault(meter.id(),
            new Before(meter.lastReadingAt(), meter.registerWh(), meter.relay()));
        Long drift = newest.get(meter.id()) == each ? Long.valueOf(Math.abs(drift(each.at(), now))) : null;
        seen.add(observed(each, last, drift));
        before.put(meter.id(), new Before(each.at(), each.reading().energyWh(),
            each.reading().relay() == null ? last.relay() : each.reading().relay()));
      }
    }
    batch.held().stream().filter(Observations::isAhead)
        .forEach(held -> seen.add(Observed.clock(held.meterId(), now, Math.abs(drift(held.at(), now)))));
    return seen;
  }

  /** Drift and meter of the readings that were refused because they lie in the future. */
  static List<Object[]> ahead(ReadingBatch batch, Instant now) {
    return batch.held().stream().filter(Observations::isAhead)
        .map(held -> new Object[] {drift(held.at(), now), held.meterId()}).toList();
  }

  private static boolean isAhead(Quarantine.Held held) {
    return held.meterId() != null && held.reason().equals("future");
  }

  /** Seconds the meter's clock is ahead; what is behind may as well have been long on its way. */
  static long drift(Instant at, Instant now) {
    return Math.min(Integer.MAX_VALUE, Duration.between(now, at).toSeconds());
  }

  private static Observed observed(ReadingBatch.Fresh each, Before last, Long drift) {
    Reading reading = each.reading();
    Long used = last.registerWh() == null || reading.energyWh() < last.registerWh() ? null
        : Long.valueOf((reading.energyWh() - last.registerWh()) * each.meter().multiplier());
    boolean openNow = reading.relay() == Relay.OPEN;
    return new Observed(each.meter().id(), each.meter().isWatched(), each.at(), reading.voltageV(), reading.powerW(),
        openNow && last.relay() == Relay.OPEN, openNow, used,
        last.at() == null ? 0 : Duration.between(last.at(), each.at()).toSeconds(), drift);
  }
}
