package io.paywatt.ledger.usage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.user.Scope;
import org.jdbi.v3.core.statement.Query;

/** Meters as people look for them. */
public final class MeterList {
  /** Not heard for so long is silent. */
  public static final Duration SILENT = Duration.ofHours(1);
  /** What a meter can be, see {@link MeterLine}. */
  public static final List<String> WORDS = List.of("on", "off", "silent");
  /** The state of each meter with a network; {@code :limit} is when silence begins, {@code %s} keeps it within sites. */
  public static final String STATES = "SELECT m.id, CASE WHEN NOT s.online OR s.last_seen IS NULL OR s.last_seen < :limit"
      + " THEN 'silent' WHEN s.relay_reported = 'open' THEN 'off' ELSE 'on' END AS state FROM meter m"
      + " JOIN meter_state s ON s.meter_id = m.id JOIN account a ON a.id = m.account_id JOIN room r ON r.id = a.room_id"
      + " WHERE m.make <> 'sts'%s";
  private static final String LINES = "SELECT m.id, m.serial, m.make, m.utility, x.state, t.name AS site, r.name AS room,"
      + " a.number, s.relay_wanted, s.relay_reported, s.last_seen, s.power_w FROM (" + STATES + ") x"
      + " JOIN meter m ON m.id = x.id JOIN meter_state s ON s.meter_id = m.id JOIN account a ON a.id = m.account_id"
      + " JOIN room r ON r.id = a.room_id JOIN site t ON t.id = r.site_id WHERE m.id > :after";
  private static final String FOUND = " AND (m.serial LIKE :words OR a.number LIKE :words OR r.name LIKE :words"
      + " OR t.name LIKE :words)";

  private final Store store;

  private record Row(long id, MeterLine line) {}

  public MeterList(Store store) {
    this.store = store;
  }

  /**
   * Meters with a network, the oldest first.
   *
   * @param words beginning of a serial, an account number, a room or a site, or null
   * @param state one of {@link #WORDS}, or null
   * @param limit 1 to 500
   * @param after {@code next} of the part before, or null
   * @throws Rejected 400 for a wrong {@code after}
   */
  public Page<MeterLine> find(Scope scope, String words, String state, int limit, String after) {
    String sql = LINES.formatted(scope.and("r.site_id")) + (state == null ? "" : " AND x.state = :state")
        + (words == null ? "" : FOUND) + " ORDER BY m.id LIMIT :size";
    List<Row> found = store.read(handle -> {
      Query query = handle.createQuery(sql).bind("limit", Store.utc(store.now().minus(SILENT))).bind("size", limit + 1)
          .bind("after", start(after));
      if (state != null) {
        query.bind("state", state);
      }
      if (words != null) {
        query.bind("words", words.replaceAll("([\\\\%_])", "\\\\$1") + "%");
      }
      return query.map((row, context) -> new Row(row.getLong("id"), line(row))).list();
    });
    boolean more = found.size() > limit;
    List<Row> shown = more ? found.subList(0, limit) : found;
    return new Page<>(shown.stream().map(Row::line).toList(), more ? Long.toString(shown.get(limit - 1).id()) : null);
  }

  private static long start(String after) {
    try {
      return after == null ? 0 : Long.parseLong(after);
    } catch (NumberFormatException e) {
      throw new Rejected(400, "after is '" + after + "', allowed is the next of the part before");
    }
  }

  private static MeterLine line(ResultSet row) throws SQLException {
    return new MeterLine(row.getString("serial"), row.getString("make"), row.getString("utility"), row.getString("state"),
        row.getString("site"), row.getString("room"), row.getString("number"),
        new MeterView.RelayView(row.getString("relay_wanted"), row.getString("relay_reported")),
        Store.instant(row.getObject("last_seen", LocalDateTime.class)), row.getObject("power_w", Integer.class));
  }
}
