package io.paywatt.ledger.anomaly;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * What runs at night, when nearly all should be off. A leak is a base load that has jumped: each of the last three nights
 * (02:00 to 04:00) is several times the median of the nights before.
 */
final class NightCheck {
  private static final LocalTime FROM = LocalTime.of(2, 0);
  private static final LocalTime TO = LocalTime.of(4, 0);
  private static final int NIGHTS = 3;
  private static final int LEAST_BEFORE = 5;
  private static final int MOST_BEFORE = 14;
  private static final int KEPT = 60;
  private static final int SLICE = 1000;
  private static final int LEAST_SECONDS = 3600;
  private static final long SECONDS_AN_HOUR = 3600;

  /** @param watts mean power of the night, multiplier included */
  private record Night(long meterId, LocalDate night, long watts) {}

  private final Store store;
  private final AnomalyRules rules;
  private final ZoneId zone;

  NightCheck(Store store, AnomalyRules rules, ZoneId zone) {
    this.store = store;
    this.rules = rules;
    this.zone = zone;
  }

  /** The night of today in the zone of the tariffs. */
  void run() {
    rules.rule(AnomalyKind.NIGHT_LEAK).ifPresent(rule -> {
      LocalDate night = LocalDate.ofInstant(store.now(), zone);
      store.inTransaction(handle -> handle.execute("DELETE FROM night_use WHERE night < ?", night.minusDays(KEPT)));
      long after = 0;
      List<Long> meters;
      do {
        long from = after;
        meters = store.read(handle -> handle.createQuery("SELECT id FROM meter WHERE id > :after ORDER BY id LIMIT " + SLICE)
            .bind("after", from).mapTo(Long.class).list());
        if (!meters.isEmpty()) {
          List<Long> slice = meters;
          store.inTransaction(handle -> look(handle, rule, slice, night));
          after = meters.get(meters.size() - 1);
        }
      } while (meters.size() == SLICE);
    });
  }

  private Object look(Handle handle, AnomalyRule rule, List<Long> meters, LocalDate night) {
    // from the meters outward: the key of a reading begins with its meter
    Bulk.update(handle, "INSERT INTO night_use (meter_id, night, energy_wh, seconds) SELECT STRAIGHT_JOIN m.id, ?,"
            + " GREATEST(0, MAX(r.energy_wh) - MIN(r.energy_wh)) * m.multiplier,"
            + " TIMESTAMPDIFF(SECOND, MIN(r.at), MAX(r.at)) AS seconds FROM meter m JOIN reading r ON r.meter_id = m.id"
            + " AND r.at >= ? AND r.at <= ? AND r.state = 'accepted' WHERE m.id IN (%s) GROUP BY m.id"
            + " HAVING seconds >= " + LEAST_SECONDS
            + " ON DUPLICATE KEY UPDATE energy_wh = VALUES(energy_wh), seconds = VALUES(seconds)", meters, night,
        Store.utc(night.atTime(FROM).atZone(zone).toInstant()), Store.utc(night.atTime(TO).atZone(zone).toInstant()));
    TreeMap<Long, List<Night>> nights = new TreeMap<>();
    Bulk.select(handle, "SELECT meter_id, night, energy_wh * " + SECONDS_AN_HOUR + " DIV seconds FROM night_use"
            + " WHERE night > ? AND meter_id IN (%s) ORDER BY meter_id, night DESC", meters,
        row -> new Night(row.getLong(1), row.getObject(2, LocalDate.class), row.getLong(3)), night.minusDays(KEPT))
        .forEach(each -> nights.computeIfAbsent(each.meterId(), id -> new ArrayList<>()).add(each));
    AnomalyBook book = new AnomalyBook(handle, store.now());
    nights.values().stream().filter(of -> of.get(0).night().equals(night)).forEach(of -> judge(handle, book, rule, of));
    return null;
  }

  /** @param nights of one meter, newest first */
  private void judge(Handle handle, AnomalyBook book, AnomalyRule rule, List<Night> nights) {
    long meterId = nights.get(0).meterId();
    Watches watches = new Watches(handle, List.of(meterId));
    Episode open = watches.get(meterId, rule.kind());
    Instant since = open == null ? start(nights.get(Math.min(NIGHTS, nights.size()) - 1).night()) : open.since();
    List<Long> before = nights.stream().filter(each -> start(each.night()).isBefore(since)).limit(MOST_BEFORE)
        .map(Night::watts).sorted().toList();
    if (before.size() < LEAST_BEFORE) {
      return;
    }
    BigDecimal usual = BigDecimal.valueOf(Math.max(1, before.get(before.size() / 2)));
    Instant now = start(nights.get(0).night());
    if (open == null && nights.stream().limit(NIGHTS).allMatch(each -> leaks(rule, rule.open(), usual, each.watts()))) {
      BigDecimal watts = BigDecimal.valueOf(nights.get(0).watts());
      long id = book.open(rule, meterId, since, watts, Json.object(), Duration.ZERO);
      watches.set(meterId, rule.kind(), new Episode(since, null, watts, id));
    } else if (open != null && !leaks(rule, rule.close(), usual, nights.get(0).watts())) {
      book.close(rule, open.anomaly(), now, nights.get(0).watts() + " W, usual are " + usual + " W");
      watches.set(meterId, rule.kind(), null);
    }
    watches.write(handle);
  }

  private static boolean leaks(AnomalyRule rule, BigDecimal times, BigDecimal usual, long watts) {
    BigDecimal power = BigDecimal.valueOf(watts);
    return power.compareTo(rule.least()) >= 0 && power.compareTo(usual.multiply(times)) > 0;
  }

  private Instant start(LocalDate night) {
    return night.atTime(FROM).atZone(zone).toInstant();
  }
}
