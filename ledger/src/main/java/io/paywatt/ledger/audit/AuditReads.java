package io.paywatt.ledger.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** The audit as people look for something in it. */
public final class AuditReads {
  private static final int MOST = 500;

  private final Store store;

  /**
   * What to look for, exactly; null for any.
   *
   * @param from first instant, inclusive
   * @param to   last instant, exclusive
   */
  public record Filter(String actor, String action, String subject, Instant from, Instant to) {}

  public AuditReads(Store store) {
    this.store = store;
  }

  /**
   * Newest first.
   *
   * @param limit 1 to 500
   * @param after {@code next} of the part before, or null
   * @throws Rejected 400 for a wrong {@code after}
   */
  public Page<AuditView> list(Filter filter, int limit, String after) {
    int size = Math.max(1, Math.min(limit, MOST));
    long before = before(after);
    List<AuditView> found = store.read(handle -> list(handle, filter, size + 1, before));
    boolean more = found.size() > size;
    return new Page<>(List.copyOf(more ? found.subList(0, size) : found),
        more ? Long.toString(found.get(size - 1).id()) : null);
  }

  private static List<AuditView> list(Handle handle, Filter filter, int size, long before) {
    Map<String, Object> bound = new LinkedHashMap<>();
    var sql = new StringBuilder("SELECT * FROM audit WHERE id < :before");
    add(sql, bound, " AND actor = :actor", "actor", filter.actor());
    add(sql, bound, " AND action = :action", "action", filter.action());
    add(sql, bound, " AND subject = :subject", "subject", filter.subject());
    add(sql, bound, " AND at >= :from", "from", Store.utc(filter.from()));
    add(sql, bound, " AND at < :to", "to", Store.utc(filter.to()));
    return handle.createQuery(sql.append(" ORDER BY id DESC LIMIT :size").toString()).bindMap(bound)
        .bind("before", before).bind("size", size).map((row, context) -> view(row)).list();
  }

  private static void add(StringBuilder sql, Map<String, Object> bound, String condition, String name, Object value) {
    if (value != null) {
      sql.append(condition);
      bound.put(name, value);
    }
  }

  private static AuditView view(ResultSet row) throws SQLException {
    String kept = row.getString("detail");
    ObjectNode detail = kept == null ? Json.object() : Json.object(kept);
    JsonNode reason = detail.remove("reason");
    JsonNode was = detail.remove("before");
    JsonNode is = detail.remove("after");
    return new AuditView(row.getLong("id"), Store.instant(row.getObject("at", LocalDateTime.class)), row.getString("actor"),
        row.getString("role"), row.getString("action"), row.getString("subject"),
        reason == null || reason.isNull() ? null : reason.asText(), was, is, detail.isEmpty() ? null : detail,
        row.getString("hash"));
  }

  private static long before(String after) {
    if (after != null && !after.matches("\\d{1,18}")) {
      throw new Rejected(400, "after is '" + after + "', allowed is the next of the part before");
    }
    return after == null ? Long.MAX_VALUE : Long.parseLong(after);
  }
}
