package io.paywatt.ledger.failed;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The desk as people see it. */
final class FailedReads {
  private static final List<String> STATES = List.of("open", "replaying", "replayed", "failed-again");
  private static final int LONGEST_PAGE = 500;
  /** What tells two failures of one cause apart: ids, counts, times. */
  private static final String GROUPED_MESSAGE =
      "LEFT(REGEXP_REPLACE(error_message, '\\\\b[0-9A-Fa-f-]*[0-9][0-9A-Fa-f-]*\\\\b|[0-9]+', '#'), 300)";

  private FailedReads() {}

  static Page<FailedView> list(Handle handle, String state, String route, int limit, String after) {
    if (state != null && !STATES.contains(state)) {
      throw new Rejected(400, "state is '" + state + "', allowed are " + String.join(", ", STATES));
    }
    int size = Math.max(1, Math.min(limit, LONGEST_PAGE));
    String sql = "SELECT * FROM failed_message WHERE id < :before" + (state == null ? "" : " AND state = :state")
        + (route == null ? "" : " AND route_id = :route") + " ORDER BY id DESC LIMIT :size";
    Query query = handle.createQuery(sql).bind("before", before(after)).bind("size", size + 1);
    if (state != null) {
      query.bind("state", state);
    }
    if (route != null) {
      query.bind("route", route);
    }
    List<FailedView> found = query.map((row, context) -> view(row)).list();
    boolean more = found.size() > size;
    List<FailedView> items = more ? found.subList(0, size) : found;
    return new Page<>(List.copyOf(items), more ? Long.toString(items.get(size - 1).id()) : null);
  }

  static List<FailedGroup> groups(Handle handle) {
    return handle.createQuery("SELECT route_id, step_id, error_class, " + GROUPED_MESSAGE + " AS message, COUNT(*) AS n,"
            + " MIN(failed_at) AS oldest, MAX(failed_at) AS newest, MAX(id) AS newest_id FROM failed_message"
            + " WHERE state IN ('open', 'replaying', 'failed-again')"
            + " GROUP BY route_id, step_id, error_class, message ORDER BY n DESC, newest DESC LIMIT 500")
        .map((row, context) -> new FailedGroup(row.getString("route_id"), row.getString("step_id"),
            row.getString("error_class"), row.getString("message"), row.getLong("n"), instant(row, "oldest"),
            instant(row, "newest"), row.getLong("newest_id")))
        .list();
  }

  static Optional<FailedDetail> get(Handle handle, long id) {
    return handle.createQuery("SELECT * FROM failed_message WHERE id = :id").bind("id", id)
        .map((row, context) -> detail(row)).findOne();
  }

  static Map<String, String> headers(String json) {
    Map<String, String> headers = new TreeMap<>();
    Json.object(json).properties().forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
    return headers;
  }

  private static long before(String after) {
    try {
      return after == null || after.isEmpty() ? Long.MAX_VALUE : Long.parseLong(after);
    } catch (NumberFormatException e) {
      throw new Rejected(400, "after is '" + after + "', allowed is the next of the part before");
    }
  }

  private static FailedView view(ResultSet row) throws SQLException {
    return new FailedView(row.getLong("id"), instant(row, "failed_at"), row.getString("route_id"),
        row.getString("step_id"), row.getString("location"), row.getString("error_class"),
        row.getString("error_message"), row.getString("state"), row.getInt("replays"),
        row.getString("replay_to") != null, row.getString("replay_result"));
  }

  private static FailedDetail detail(ResultSet row) throws SQLException {
    byte[] body = row.getBytes("body");
    String text = utf8(body);
    return new FailedDetail(view(row), row.getString("replay_to"), row.getString("content_type"),
        headers(row.getString("headers")), text == null ? "base64" : "utf-8",
        text == null ? Base64.getEncoder().encodeToString(body) : text, row.getString("stack"),
        instant(row, "last_replay"));
  }

  /** The body as text, or null when it is not UTF-8. */
  private static String utf8(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Store.instant(row.getObject(column, LocalDateTime.class));
  }
}
