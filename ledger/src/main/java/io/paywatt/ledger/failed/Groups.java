package io.paywatt.ledger.failed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.audit.Audit;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.user.Scope;
import org.jdbi.v3.core.Handle;

/** Causes of failed messages, who looks after them and what is written about them. */
final class Groups {
  /** States of what is not dealt with. */
  static final String UNRESOLVED = "state IN ('open', 'replaying', 'failed-again', 'quarantined')";
  private static final int MOST = 500;
  private static final int LONGEST_OWNER = 120;
  private static final int LONGEST_NOTE = 2000;
  private static final String COUNTS = "SELECT g.*, n.* FROM (SELECT group_id, COUNT(*) AS n, MIN(failed_at) AS oldest,"
      + " MAX(failed_at) AS newest, MAX(id) AS newest_id, SUM(again > 0) AS failed_again FROM failed_message WHERE "
      + UNRESOLVED + " AND group_id IS NOT NULL %s GROUP BY group_id ORDER BY n DESC LIMIT " + MOST + ") n"
      + " JOIN failed_group g ON g.id = n.group_id ORDER BY n.n DESC, n.newest DESC";
  /** A payment that came on the desk several times is at risk once. */
  private static final String AT_RISK = "SELECT group_id, currency, SUM(amount) AS amount FROM (SELECT group_id, currency,"
      + " MAX(amount) AS amount FROM failed_message WHERE " + UNRESOLVED + " AND amount IS NOT NULL"
      + " AND group_id IN (<groups>) %s GROUP BY group_id, currency, COALESCE(reference, id)) each_payment"
      + " GROUP BY group_id, currency ORDER BY group_id, currency";

  private Groups() {}

  /** The row of the cause, made when it is a new one. */
  static long idOf(Handle handle, Cause cause, Instant now) {
    String fingerprint = cause.fingerprint();
    Long known = find(handle, fingerprint);
    if (known != null) {
      return known;
    }
    handle.createUpdate("INSERT IGNORE INTO failed_group (fingerprint, route_id, step_id, error_class, frame,"
            + " provider_code, message, first_at) VALUES (:fingerprint, :route, :step, :errorClass, :frame, :code, :message,"
            + " :now)")
        .bind("fingerprint", fingerprint).bind("route", cause.route()).bind("step", cause.step())
        .bind("errorClass", cause.errorClass()).bind("frame", cause.frame()).bind("code", cause.providerCode())
        .bind("message", cause.message()).bind("now", Store.utc(now)).execute();
    return find(handle, fingerprint);
  }

  static List<FailedGroup> list(Handle handle, Scope scope) {
    return read(handle, "", Map.of(), scope);
  }

  /** @throws Rejected 404 when nothing of such a group waits */
  static FailedGroup get(Handle handle, long id, Scope scope) {
    return read(handle, "AND group_id = :group", Map.of("group", id), scope).stream().findFirst()
        .orElseThrow(() -> new Rejected(404, "There is no group " + id + " with messages that wait"));
  }

  static List<FailedNote> notes(Handle handle, long id) {
    return handle.createQuery("SELECT id, at, author, text FROM failed_note WHERE group_id = :id ORDER BY id")
        .bind("id", id).map((row, context) -> new FailedNote(row.getLong("id"), instant(row, "at"),
            row.getString("author"), row.getString("text"))).list();
  }

  static List<String> people(Handle handle, long id) {
    Set<String> found = new HashSet<>();
    handle.createQuery("SELECT DISTINCT a.holder, a.phone FROM failed_message f JOIN account a ON a.id = f.account_id"
        + " WHERE f.group_id = :id AND f." + UNRESOLVED + " LIMIT " + MOST).bind("id", id)
        .map((row, context) -> Arrays.asList(row.getString("holder"), row.getString("phone"))).forEach(found::addAll);
    return People.fit(found);
  }

  static void own(Handle handle, long id, String owner, String actor) {
    String name = owner == null ? null : text("owner", owner, LONGEST_OWNER);
    exists(handle, id);
    String before = handle.createQuery("SELECT owner FROM failed_group WHERE id = :id").bind("id", id).mapTo(String.class)
        .one();
    handle.createUpdate("UPDATE failed_group SET owner = :owner WHERE id = :id").bind("id", id).bind("owner", name).execute();
    Audit.change(handle, actor, "failed-owner", "failed-group:" + id, before, name, null);
  }

  static void note(Handle handle, long id, String text, String author, Instant now) {
    exists(handle, id);
    handle.createUpdate("INSERT INTO failed_note (group_id, at, author, text) VALUES (:id, :now, :author, :text)")
        .bind("id", id).bind("now", Store.utc(now)).bind("author", author)
        .bind("text", text("text", text, LONGEST_NOTE)).execute();
  }

  private static void exists(Handle handle, long id) {
    handle.createQuery("SELECT id FROM failed_group WHERE id = :id FOR UPDATE").bind("id", id).mapTo(Long.class).findOne()
        .orElseThrow(() -> new Rejected(404, "There is no group " + id));
  }

  /** A text for people. @throws Rejected 422 when it is blank or too long */
  static String text(String field, String text, int longest) {
    if (text == null || text.isBlank() || text.length() > longest) {
      throw new Rejected(422, field + " is " + (text == null || text.isBlank() ? "empty" : text.length() + " characters")
          + ", allowed are 1 to " + longest + " characters");
    }
    return text.strip();
  }

  private static List<FailedGroup> read(Handle handle, String only, Map<String, ?> values, Scope scope) {
    Map<Long, FailedGroup> groups = new LinkedHashMap<>();
    String theirs = scope.andAccount("account_id");
    handle.createQuery(COUNTS.formatted(only + theirs)).bindMap(values).map((row, context) -> group(row))
        .forEach(group -> groups.put(group.id(), group));
    if (!groups.isEmpty()) {
      handle.createQuery(AT_RISK.formatted(theirs)).bindList("groups", new ArrayList<>(groups.keySet())).map((row, context) ->
          Map.entry(row.getLong("group_id"), new Money(row.getLong("amount"), row.getString("currency"))))
          .forEach(sum -> groups.get(sum.getKey()).atRisk().add(sum.getValue()));
    }
    return List.copyOf(groups.values());
  }

  private static Long find(Handle handle, String fingerprint) {
    return handle.createQuery("SELECT id FROM failed_group WHERE fingerprint = :fingerprint")
        .bind("fingerprint", fingerprint).mapTo(Long.class).findOne().orElse(null);
  }

  private static FailedGroup group(ResultSet row) throws SQLException {
    return new FailedGroup(row.getLong("id"), row.getString("route_id"), row.getString("step_id"),
        row.getString("error_class"), row.getString("frame"), row.getString("provider_code"), row.getString("message"),
        row.getLong("n"), new ArrayList<>(), row.getLong("failed_again"), instant(row, "oldest"), instant(row, "newest"),
        row.getLong("newest_id"), row.getString("owner"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Store.instant(row.getObject(column, LocalDateTime.class));
  }
}
