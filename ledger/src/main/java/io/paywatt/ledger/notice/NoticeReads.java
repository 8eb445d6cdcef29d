package io.paywatt.ledger.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Notices as people see them. */
final class NoticeReads {
  private static final List<String> STATES = List.of("queued", "sent", "accepted", "delivered", "failed", "skipped");
  private static final int LONGEST_PAGE = 500;

  private NoticeReads() {}

  static Page<NoticeView> list(Handle handle, String state, int limit, String after) {
    if (state != null && !STATES.contains(state)) {
      throw new Rejected(400, "state is '" + state + "', allowed are " + String.join(", ", STATES));
    }
    int size = Math.max(1, Math.min(limit, LONGEST_PAGE));
    Query query = handle.createQuery("SELECT n.*, a.number FROM notice n LEFT JOIN account a ON a.id = n.account_id"
            + " WHERE n.id < :before" + (state == null ? "" : " AND n.state = :state") + " ORDER BY n.id DESC LIMIT :size")
        .bind("before", before(after)).bind("size", size + 1);
    if (state != null) {
      query.bind("state", state);
    }
    List<NoticeView> found = query.map((row, context) -> view(row)).list();
    boolean more = found.size() > size;
    List<NoticeView> items = more ? found.subList(0, size) : found;
    return new Page<>(List.copyOf(items), more ? Long.toString(items.get(size - 1).id()) : null);
  }

  private static long before(String after) {
    try {
      return after == null || after.isEmpty() ? Long.MAX_VALUE : Long.parseLong(after);
    } catch (NumberFormatException e) {
      throw new Rejected(400, "after is '" + after + "', allowed is the next of the part before");
    }
  }

  private static NoticeView view(ResultSet row) throws SQLException {
    return new NoticeView(row.getLong("id"), row.getString("kind"), row.getString("number"),
        row.getString("channel"), row.getString("recipient"), row.getString("text"), row.getString("state"), row.getInt("attempts"),
        row.getString("provider"), row.getString("provider_ref"), row.getString("error"), at(row, "created_at"),
        at(row, "ended_at"));
  }

  private static Instant at(ResultSet row, String column) throws SQLException {
    return Store.instant(row.getObject(column, LocalDateTime.class));
  }
}
