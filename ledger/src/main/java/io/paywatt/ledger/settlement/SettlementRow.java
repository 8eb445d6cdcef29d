package io.paywatt.ledger.settlement;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** A day of a provider as the database has it. */
record SettlementRow(long id, String provider, LocalDate day, Instant from, Instant to, String state, int tries) {
  /** Makes the row unless there is one. @param nextAt when to work on it, or null @return whether it is new */
  static boolean add(Handle handle, String provider, LocalDate day, ZoneId zone, Instant nextAt) {
    return handle.createUpdate("INSERT INTO settlement (provider, day, from_at, to_at, next_at) VALUES (:provider, :day,"
            + " :from, :to, :next) ON DUPLICATE KEY UPDATE id = id")
        .bind("provider", provider).bind("day", day).bind("from", Store.utc(day.atStartOfDay(zone).toInstant()))
        .bind("to", Store.utc(day.plusDays(1).atStartOfDay(zone).toInstant())).bind("next", Store.utc(nextAt))
        .execute() > 0;
  }

  static Optional<SettlementRow> lock(Handle handle, String provider, LocalDate day) {
    return handle.createQuery("SELECT id, from_at, to_at, state, tries FROM settlement WHERE provider = :provider"
            + " AND day = :day FOR UPDATE")
        .bind("provider", provider).bind("day", day)
        .map((row, context) -> new SettlementRow(row.getLong("id"), provider, day,
            Store.instant(row.getObject("from_at", LocalDateTime.class)),
            Store.instant(row.getObject("to_at", LocalDateTime.class)), row.getString("state"), row.getInt("tries")))
        .findOne();
  }
}
