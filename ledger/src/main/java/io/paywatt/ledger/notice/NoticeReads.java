package io.paywatt.ledger.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.user.Scope;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Notices as people see them. */
final class NoticeReads {
  private static final List<String> STATES = List.of("queued", "sent", "accepted", "delivered", "failed", "skipped", "expired",
      "digested");
  private static final String SELECT = "SELECT n.*, a.number FROM notice n LEFT JOIN account a ON a.id = n.account_id";
  private static final int SHOWN = 4;
  private static final int LONGEST_PAGE = 500;

  private NoticeReads() {}

  static Page<NoticeView> list(Handle handle, NoticeFilter filter, int limit, String after, Scope scope) {
    check("state", filter.state(), STATES);
    check("kind", filter.kind(), List.copyOf(NoticeKinds.all()));
    int size = Math.max(1, Math.min(limit, LONGEST_PAGE));
    PaymentNotices about = PaymentNotices.of(handle, filter.payment());
    Query query = handle.createQuery(SELECT + " WHERE n.id < :before" + (filter.state() == null ? "" : " AND n.state = :state")
            + (filter.kind() == null ? "" : " AND n.kind = :kind")
            + (filter.account() == null ? "" : " AND n.account_id = (SELECT id FROM account WHERE number = :account)")
            + about.condition() + scope.andAccount("n.account_id") + " ORDER BY n.id DESC LIMIT :size")
        .bind("before", before(after)).bind("size", size + 1);
    bind(query, "state", filter.state());
    bind(query, "kind", filter.kind());
    bind(query, "account", filter.account());
    about.bind(query);
    List<NoticeView> found = query.map((row, context) -> view(row)).list();
    boolean more = found.size() > size;
    List<NoticeView> items = more ? found.subList(0, size) : found;
    return new Page<>(List.copyOf(items), more ? Long.toString(items.get(size - 1).id()) : null);
  }

  static NoticeDetail get(Handle handle, long id) {
    return handle.createQuery(SELECT + " WHERE n.id = :id").bind("id", id).map((row, context) -> new NoticeDetail(view(row),
            row.getInt("importance"), at(row, "expires_at"), row.getObject("digest_id", Long.class), steps(handle, id)))
        .findOne().orElseThrow(() -> new Rejected(404, "there is no notice " + id));
  }

  private static List<NoticeDetail.Step> steps(Handle handle, long id) {
    return handle.createQuery("SELECT at, step, detail FROM notice_step WHERE notice_id = :id ORDER BY id").bind("id", id)
        .map((row, context) -> new NoticeDetail.Step(at(row, "at"), row.getString("step"), row.getString("detail"))).list();
  }

  private static void check(String name, String value, List<String> allowed) {
    if (value != null && !allowed.contains(value)) {
      throw new Rejected(400, name + " is '" + value + "', allowed are " + String.join(", ", allowed));
    }
  }

  private static void bind(Query query, String name, String value) {
    if (value != null) {
      query.bind(name, value);
    }
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
        row.getString("channel"), masked(row.getString("recipient")), text(row), row.getString("state"), row.getInt("attempts"),
        row.getString("provider"), row.getString("provider_ref"), row.getString("error"), at(row, "created_at"),
        at(row, "ended_at"));
  }

  /** The digits of a token are money. */
  private static String text(ResultSet row) throws SQLException {
    return row.getString("kind").equals("token") ? row.getString("text").replaceAll("\\d(?=[\\d ]{4,}\\d)", "*")
        : row.getString("text");
  }

  /** An address leads to a person, and some are secrets: the end tells which one it is. */
  private static String masked(String address) {
    return address == null ? null : "****" + address.substring(Math.max(0, address.length() - SHOWN));
  }

  private static Instant at(ResultSet row, String column) throws SQLException {
    return Store.instant(row.getObject(column, LocalDateTime.class));
  }
}
