package io.paywatt.ledger.usage;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Readings of a meter: the newest as they came, and over time, drawn together where they are many. */
public final class ReadingCurve {
  /** More points than that no chart can show. */
  private static final int POINTS = 300;
  private static final Duration LEAST = Duration.ofMinutes(1);
  private static final String CURVE = "SELECT TIMESTAMPDIFF(SECOND, :from, at) DIV :step AS part,"
      + " SUM(power_w) DIV COUNT(power_w) AS power, MAX(power_w) AS highest,"
      + " MIN(voltage_min_dv) AS low_v, MAX(voltage_max_dv) AS high_v FROM reading"
      + " WHERE meter_id = :meter AND at >= :from AND at < :to GROUP BY part ORDER BY part";

  private final Store store;

  /**
   * A stretch of time in which there are readings.
   *
   * @param at          its beginning
   * @param powerW      mean, or null when not reported
   * @param powerMaxW   highest, or null
   * @param voltageMinV lowest phase, or null
   * @param voltageMaxV highest phase, or null
   */
  public record Point(Instant at, Integer powerW, Integer powerMaxW, BigDecimal voltageMinV, BigDecimal voltageMaxV) {}

  /** A reading as it came. @param energyWh register before the multiplier @param relay closed, open, or null */
  public record Stored(Instant at, long energyWh, Integer powerW, BigDecimal voltageMinV, BigDecimal voltageMaxV,
      String relay, Instant receivedAt) {}

  public ReadingCurve(Store store) {
    this.store = store;
  }

  /** At most 300 points, oldest first. @throws Rejected 404 unknown meter */
  public List<Point> points(String serial, Instant from, Instant to) {
    Duration even = Duration.between(from, to).dividedBy(POINTS);
    Duration step = even.compareTo(LEAST) < 0 ? LEAST : even.plusSeconds(1);
    return store.read(handle -> handle.createQuery(CURVE).bind("meter", meter(handle, serial)).bind("from", Store.utc(from))
        .bind("to", Store.utc(to)).bind("step", step.toSeconds())
        .map((row, context) -> new Point(from.plus(step.multipliedBy(row.getLong("part"))),
            row.getObject("power", Integer.class), row.getObject("highest", Integer.class), volts(row, "low_v"),
            volts(row, "high_v"))).list());
  }

  /** Newest first. @param limit 1 to 500 @throws Rejected 404 unknown meter */
  public List<Stored> newest(String serial, int limit) {
    return store.read(handle -> handle.createQuery("SELECT * FROM reading WHERE meter_id = :meter ORDER BY at DESC"
            + " LIMIT :limit")
        .bind("meter", meter(handle, serial)).bind("limit", limit)
        .map((row, context) -> new Stored(at(row, "at"), row.getLong("energy_wh"), row.getObject("power_w", Integer.class),
            volts(row, "voltage_min_dv"), volts(row, "voltage_max_dv"), row.getString("relay"), at(row, "received_at")))
        .list());
  }

  private static long meter(Handle handle, String serial) {
    return handle.createQuery("SELECT id FROM meter WHERE serial = :serial").bind("serial", serial).mapTo(Long.class)
        .findOne().orElseThrow(() -> new Rejected(404, "There is no meter '" + serial + "'"));
  }

  private static Instant at(ResultSet row, String column) throws SQLException {
    return Store.instant(row.getObject(column, LocalDateTime.class));
  }

  private static BigDecimal volts(ResultSet row, String column) throws SQLException {
    Integer tenths = row.getObject(column, Integer.class);
    return tenths == null ? null : BigDecimal.valueOf(tenths, 1);
  }
}
