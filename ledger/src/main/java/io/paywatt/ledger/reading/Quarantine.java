package io.paywatt.ledger.reading;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Readings that must not be billed, kept for staff with the reason. */
public final class Quarantine {
  private static final Instant EARLIEST = Instant.parse("1000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
  private static final Duration SAME_AGAIN = Duration.ofHours(1);
  private static final int SERIAL_LENGTH = 64;
  private static final int DETAIL_LENGTH = 500;

  /**
   * A reading kept aside.
   *
   * @param meterId null for an unknown serial
   * @param reason  unknown-meter, future, negative, past, falling, jump or conflict
   */
  public record Held(Long meterId, String serial, Instant at, long energyWh, String reason, String detail) {}

  private Quarantine() {}

  /** Keeps readings aside and tells the desk; one that the broker delivers again is kept once. */
  public static void keep(Handle handle, String routeId, List<Held> readings, Instant now) {
    if (readings.isEmpty()) {
      return;
    }
    Set<Object> seen = keptLately(handle, readings, now);
    List<Object[]> rows = readings.stream().filter(held -> seen.add(key(held)))
        .map(held -> new Object[] {held.meterId(), clip(held.serial(), SERIAL_LENGTH), column(held.at()),
            held.energyWh(), held.reason(), clip(held.detail(), DETAIL_LENGTH), Store.utc(now)}).toList();
    Bulk.execute(handle, "INSERT INTO reading_quarantine (meter_id, serial, at, energy_wh, reason, detail, received_at)"
        + " VALUES (?, ?, ?, ?, ?, ?, ?)", rows);
    MeterFault.report(handle, routeId, readings.stream().map(Quarantine::fault).toList(), now);
  }

  private static Set<Object> keptLately(Handle handle, List<Held> readings, Instant now) {
    Set<String> serials = new HashSet<>();
    readings.forEach(held -> serials.add(clip(held.serial(), SERIAL_LENGTH)));
    return new HashSet<>(Bulk.select(handle, "SELECT serial, at, energy_wh, reason FROM reading_quarantine"
            + " WHERE received_at > ? AND serial IN (%s)", serials,
        row -> List.of(row.getString(1), Objects.requireNonNullElse(row.getObject(2, LocalDateTime.class), ""),
            row.getLong(3), row.getString(4)), Store.utc(now.minus(SAME_AGAIN))));
  }

  private static Object key(Held held) {
    return List.of(clip(held.serial(), SERIAL_LENGTH), Objects.requireNonNullElse(column(held.at()), ""),
        held.energyWh(), held.reason());
  }

  /** Null for a time the database can't hold. */
  private static LocalDateTime column(Instant at) {
    return at.isBefore(EARLIEST) || at.isAfter(LATEST) ? null : Store.utc(at);
  }

  private static MeterFault fault(Held held) {
    String json = Json.object().put("meter", held.serial()).put("at", held.at().toString())
        .put("energyWh", held.energyWh()).put("reason", held.reason()).toString();
    return new MeterFault(clip(held.serial(), SERIAL_LENGTH), held.reason(), clip(held.detail(), DETAIL_LENGTH), json);
  }

  static String clip(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
