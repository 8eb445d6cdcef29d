package io.paywatt.ledger.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * How many messages each provider may be given now, over all nodes of the hub: its row is locked until the transaction
 * ends. A provider that failed several times in a row is left alone for a while, then probed with a few.
 */
final class Pace {
  /** What was not used is kept for so long; more would come as a burst. */
  private static final Duration SAVED = Duration.ofMillis(600);
  private static final int FAILS = 3;
  private static final int PROBES = 3;
  private static final Duration FIRST_HOLD = Duration.ofSeconds(30);
  private static final Duration LONGEST_HOLD = Duration.ofMinutes(5);
  private static final long SECOND_US = 1_000_000;

  private final Handle handle;
  private final NoticeRules rules;
  private final Instant now;
  private final long nowUs;
  private final Map<String, Row> rows = new HashMap<>();
  private final Map<String, Integer> taken = new HashMap<>();

  private record Row(long nextUs, int fails, Instant heldUntil) {
    static Row of(ResultSet row) throws SQLException {
      return new Row(row.getLong("next_us"), row.getInt("fails"),
          Store.instant(row.getObject("held_until", LocalDateTime.class)));
    }

    boolean isHeld(Instant now) {
      return heldUntil != null && now.isBefore(heldUntil);
    }
  }

  Pace(Handle handle, NoticeRules rules, Instant now) {
    this.handle = handle;
    this.rules = rules;
    this.now = now;
    this.nowUs = ChronoUnit.MICROS.between(Instant.EPOCH, now);
  }

  /** Whether the provider may be given one more message; if so it counts as given. */
  boolean take(String provider) {
    Row row = rows.computeIfAbsent(provider, name -> lock(handle, name));
    long next = Math.max(row.nextUs(), nowUs - SAVED.toNanos() / 1000);
    int soFar = taken.getOrDefault(provider, 0);
    if (row.isHeld(now) || next > nowUs || (row.fails() >= FAILS && soFar == PROBES)) {
      return false;
    }
    rows.put(provider, new Row(next + SECOND_US / rules.provider(provider).perSecond(), row.fails(), row.heldUntil()));
    taken.put(provider, soFar + 1);
    return true;
  }

  /** Nano units spent today at all providers. */
  static long spent(Handle handle, LocalDate today) {
    return handle.createQuery("SELECT COALESCE(SUM(spent), 0) FROM notice_provider WHERE day = :today").bind("today", today)
        .mapTo(Long.class).one();
  }

  /** Writes what was taken. */
  void save() {
    taken.keySet().forEach(provider -> handle.createUpdate("UPDATE notice_provider SET next_us = :next WHERE name = :name")
        .bind("next", rows.get(provider).nextUs()).bind("name", provider).execute());
  }

  /** The provider took messages. @param cost nano units that count with the day's, 0 for none */
  static void took(Handle handle, String provider, long cost, LocalDate today) {
    // looked at without a lock first: nothing changes for most, and whoever claims locks the row
    boolean failed = handle.createQuery("SELECT fails > 0 FROM notice_provider WHERE name = :name").bind("name", provider)
        .mapTo(Boolean.class).findOne().orElse(false);
    if (failed || cost > 0) {
      handle.createUpdate("UPDATE notice_provider SET fails = 0, held_until = NULL,"
              + " spent = IF(day = :today, spent, 0) + :cost, day = :today WHERE name = :name")
          .bind("name", provider).bind("cost", cost).bind("today", today).execute();
    }
  }

  /** The provider failed in a way that may pass. @return whether it is left alone now */
  static boolean failed(Handle handle, String provider, Instant now) {
    Row row = lock(handle, provider);
    if (row.isHeld(now)) {
      return true; // one that was on its way when another one found it down
    }
    int fails = row.fails() + 1;
    boolean down = fails >= FAILS;
    handle.createUpdate("UPDATE notice_provider SET fails = :fails, held_until = :until WHERE name = :name")
        .bind("fails", fails).bind("until", down ? Store.utc(now.plus(hold(fails - FAILS))) : null).bind("name", provider)
        .execute();
    return down;
  }

  private static Row lock(Handle handle, String provider) {
    Query query = handle.createQuery("SELECT * FROM notice_provider WHERE name = :name FOR UPDATE").bind("name", provider);
    return query.map((row, context) -> Row.of(row)).findOne().orElseGet(() -> {
      handle.createUpdate("INSERT IGNORE INTO notice_provider (name) VALUES (:name)").bind("name", provider).execute();
      return lock(handle, provider);
    });
  }

  /** 30 s, doubling, up to five minutes. */
  private static Duration hold(int probes) {
    Duration hold = FIRST_HOLD.multipliedBy(1L << Math.min(probes, 10));
    return hold.compareTo(LONGEST_HOLD) < 0 ? hold : LONGEST_HOLD;
  }
}
