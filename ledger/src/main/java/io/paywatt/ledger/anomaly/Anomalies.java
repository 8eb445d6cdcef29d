package io.paywatt.ledger.anomaly;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.user.Scope;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Anomalies as people look for them. */
public final class Anomalies {
  /** What an anomaly can be. */
  public static final List<String> STATES = List.of("open", "closed");
  /** The words of all kinds. */
  public static final List<String> KINDS = Arrays.stream(AnomalyKind.values()).map(AnomalyKind::word).toList();
  private static final String VIEW = "SELECT n.*, t.name AS site, m.serial, a.number FROM anomaly n"
      + " JOIN site t ON t.id = n.site_id LEFT JOIN meter m ON m.id = n.meter_id LEFT JOIN account a ON a.id = m.account_id";

  private final Store store;

  public Anomalies(Store store) {
    this.store = store;
  }

  /**
   * What to look for; null for any.
   *
   * @param site  name
   * @param meter serial
   */
  public record Filter(String state, String site, String meter, String kind) {}

  /**
   * Newest first.
   *
   * @param after {@code next} of the part before, or null
   * @param scope sites of who asks
   * @throws Rejected 422 for a state, a kind or {@code after} that can't be
   */
  public Page<AnomalyView> list(Filter filter, int limit, String after, Scope scope) {
    check("state", filter.state(), STATES);
    check("kind", filter.kind(), KINDS);
    long before = before(after);
    return store.read(handle -> list(handle, filter, limit, before, scope));
  }

  /** One with its timeline. @throws Rejected 404 when there is none */
  public AnomalyView get(long id) {
    return store.read(handle -> handle.createQuery(VIEW + " WHERE n.id = :id").bind("id", id)
        .map((row, context) -> view(row)).findOne()
        .orElseThrow(() -> new Rejected(404, "There is no anomaly " + id)).with(steps(handle, id)));
  }

  private static Page<AnomalyView> list(Handle handle, Filter filter, int limit, long before, Scope scope) {
    var query = handle.createQuery(VIEW + " WHERE n.id < :before" + (filter.state() == null ? "" : " AND n.state = :state")
            + (filter.kind() == null ? "" : " AND n.kind = :kind") + (filter.site() == null ? "" : " AND t.name = :site")
            + (filter.meter() == null ? "" : " AND m.serial = :meter") + scope.and("n.site_id")
            + " ORDER BY n.id DESC LIMIT :limit")
        .bind("before", before).bind("limit", limit + 1);
    bind(query, "state", filter.state());
    bind(query, "kind", filter.kind());
    bind(query, "site", filter.site());
    bind(query, "meter", filter.meter());
    List<AnomalyView> found = query.map((row, context) -> view(row)).list();
    boolean more = found.size() > limit;
    return new Page<>(List.copyOf(more ? found.subList(0, limit) : found),
        more ? Long.toString(found.get(limit - 1).id()) : null);
  }

  private static void bind(Query query, String name, String value) {
    if (value != null) {
      query.bind(name, value);
    }
  }

  private static List<AnomalyView.Step> steps(Handle handle, long id) {
    return handle.createQuery("SELECT step, at, detail FROM anomaly_step WHERE anomaly_id = :id ORDER BY id").bind("id", id)
        .map((row, context) -> new AnomalyView.Step(row.getString("step"), at(row, "at"), row.getString("detail"))).list();
  }

  private static AnomalyView view(ResultSet row) throws SQLException {
    BigDecimal worst = row.getBigDecimal("worst");
    return new AnomalyView(row.getLong("id"), row.getString("kind"), row.getString("state"), row.getString("site"),
        row.getString("serial"), row.getString("number"), at(row, "since"), at(row, "opened_at"), at(row, "last_at"),
        at(row, "closed_at"), worst == null ? null : new BigDecimal(worst.stripTrailingZeros().toPlainString()),
        AnomalyKind.of(row.getString("kind")).map(kind -> kind.unit.sign).orElse(""), row.getObject("outage_id", Long.class),
        null);
  }

  private static void check(String field, String value, List<String> allowed) {
    if (value != null && !allowed.contains(value)) {
      throw new Rejected(422, field + " is '" + value + "', allowed are " + String.join(", ", allowed));
    }
  }

  private static long before(String after) {
    if (after == null) {
      return Long.MAX_VALUE;
    }
    if (!after.matches("\\d{1,18}")) {
      throw new Rejected(422, "after is not a place in this list, allowed is the next of the page before");
    }
    return Long.parseLong(after);
  }

  private static Instant at(ResultSet row, String column) throws SQLException {
    return Store.instant(row.getObject(column, LocalDateTime.class));
  }
}
