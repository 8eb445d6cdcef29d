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
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.user.Scope;
import org.jdbi.v3.core.Handle;

/** The desk as people see it. */
final class FailedReads {
  private static final int LONGEST_PAGE = 500;
  /** Without body, headers and stack, which lie on pages of their own. */
  private static final String LINE = "f.id, f.failed_at, f.route_id, f.step_id, f.location, f.error_class, f.error_message,"
      + " f.state, f.replays, f.replay_to, f.replay_result, f.group_id, f.attempts, f.body_version, f.provider, f.reference,"
      + " f.order_id, f.account, f.meter, f.amount, f.currency";

  private FailedReads() {}

  static Page<FailedView> list(Handle handle, FailedFilter filter, int limit, String after, Scope scope) {
    int size = Math.max(1, Math.min(limit, LONGEST_PAGE));
    List<FailedView> found = find(handle, LINE, filter, before(after), size + 1, scope, FailedReads::view);
    boolean more = found.size() > size;
    List<FailedView> items = more ? found.subList(0, size) : found;
    return new Page<>(List.copyOf(items), more ? Long.toString(items.get(size - 1).id()) : null);
  }

  /** Newest first. @param before ids below this */
  static <T> List<T> find(Handle handle, String columns, FailedFilter filter, long before, int limit, Scope scope,
      Row<T> mapper) {
    List<String> words = filter.words(handle);
    StringBuilder from = new StringBuilder(words.isEmpty() ? "failed_message f" : "failed_word w0");
    for (int i = 1; i < words.size(); i++) {
      from.append(" JOIN failed_word w").append(i).append(" ON w").append(i).append(".word = :word").append(i)
          .append(" AND w").append(i).append(".message_id = w0.message_id");
    }
    String id = words.isEmpty() ? "f.id" : "w0.message_id";
    from.append(words.isEmpty() ? "" : " JOIN failed_message f ON f.id = w0.message_id");
    StringBuilder where = new StringBuilder(id).append(" < :before").append(words.isEmpty() ? "" : " AND w0.word = :word0");
    Map<String, Object> values = filter.conditions(where);
    where.append(scope.andAccount("f.account_id"));
    // in this order the first word's messages are read newest first, and only until there are enough
    String sql = "SELECT " + (words.isEmpty() ? "" : "STRAIGHT_JOIN ") + columns + " FROM " + from + " WHERE " + where
        + " ORDER BY " + id + " DESC LIMIT :limit";
    var query = handle.createQuery(sql).bindMap(values).bind("before", before).bind("limit", limit);
    for (int i = 0; i < words.size(); i++) {
      query.bind("word" + i, words.get(i));
    }
    return query.map((row, context) -> mapper.of(row)).list();
  }

  /** Makes something of a row. */
  @FunctionalInterface
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  static Optional<FailedDetail> get(Handle handle, long id) {
    return handle.createQuery("SELECT * FROM failed_message WHERE id = :id").bind("id", id)
        .map((row, context) -> detail(row)).findOne();
  }

  static void put(Handle handle, long id, byte[] body, int version) {
    handle.createUpdate("UPDATE failed_message SET body = :body, body_version = :version, state = 'open', again = 0"
        + " WHERE id = :id").bind("id", id).bind("body", body).bind("version", version).execute();
    handle.createUpdate("DELETE FROM failed_word WHERE message_id = :id").bind("id", id).execute();
    FailedDetail now = get(handle, id).orElseThrow();
    Facts facts = Facts.of(body, now.headers());
    SearchIndex.write(handle, id, facts, SearchIndex.owner(handle, facts), body, now.headers(), now.item().error());
  }

  /** Whom a message names; nobody when it is not there. */
  static List<String> people(Handle handle, long id) {
    return handle.createQuery("SELECT body, headers FROM failed_message WHERE id = :id").bind("id", id)
        .map((row, context) -> {
          Facts facts = Facts.of(row.getBytes("body"), headers(row.getString("headers")));
          return People.of(row.getBytes("body"), SearchIndex.owner(handle, facts).people(), facts.values());
        }).findOne().orElse(List.of());
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
    Long amount = row.getObject("amount", Long.class);
    return new FailedView(row.getLong("id"), instant(row, "failed_at"), row.getString("route_id"),
        row.getString("step_id"), row.getString("location"), row.getString("error_class"),
        row.getString("error_message"), row.getString("state"), row.getInt("replays"),
        row.getString("replay_to") != null, row.getString("replay_result"), row.getObject("group_id", Long.class),
        row.getInt("attempts"), row.getInt("body_version"), row.getString("provider"), row.getString("reference"),
        row.getString("order_id"), row.getString("account"), row.getString("meter"),
        amount == null ? null : new Money(amount, row.getString("currency")));
  }

  private static FailedDetail detail(ResultSet row) throws SQLException {
    byte[] body = row.getBytes("body");
    String text = utf8(body);
    return new FailedDetail(view(row), row.getString("replay_to"), row.getString("route_version"),
        row.getString("content_type"), headers(row.getString("headers")), text == null ? "base64" : "utf-8",
        text == null ? Base64.getEncoder().encodeToString(body) : text, row.getString("stack"),
        instant(row, "last_replay"));
  }

  /** The body as text, or null when it is not UTF-8. */
  static String utf8(byte[] body) {
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
