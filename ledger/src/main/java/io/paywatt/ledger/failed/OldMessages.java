package io.paywatt.ledger.failed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Messages of a hub that did not know causes yet. Their frame is read from the kept stack. */
final class OldMessages {
  private OldMessages() {}

  /** @return how many were done, fewer than {@code most} when these were the last */
  static int index(Handle handle, int most) {
    List<Old> found = handle.createQuery("SELECT * FROM failed_message WHERE group_id IS NULL ORDER BY id LIMIT :most"
        + " FOR UPDATE SKIP LOCKED").bind("most", most).map((row, context) -> Old.of(row)).list();
    found.forEach(old -> old.index(handle));
    return found.size();
  }

  private record Old(long id, Instant failedAt, String route, String step, String errorClass, String error, String stack,
      Map<String, String> headers, byte[] body) {
    static Old of(ResultSet row) throws SQLException {
      return new Old(row.getLong("id"), Store.instant(row.getObject("failed_at", LocalDateTime.class)),
          row.getString("route_id"), row.getString("step_id"), row.getString("error_class"),
          row.getString("error_message"), row.getString("stack"), FailedReads.headers(row.getString("headers")),
          row.getBytes("body"));
    }

    void index(Handle handle) {
      Facts facts = Facts.of(body, headers);
      SearchIndex.Owner owner = SearchIndex.owner(handle, facts);
      String plain = Cause.without(error, People.of(body, owner.people(), facts.values()));
      Cause cause = new Cause(route, step, errorClass, frame(), null, Cause.normalised(plain, facts.values()));
      handle.createUpdate("UPDATE failed_message SET group_id = :group WHERE id = :id").bind("id", id)
          .bind("group", Groups.idOf(handle, cause, failedAt)).execute();
      SearchIndex.write(handle, id, facts, owner, body, headers, error);
    }

    /** The first {@code at} of the innermost cause. */
    private String frame() {
      String inner = stack.substring(Math.max(0, stack.lastIndexOf("Caused by: ")));
      return inner.lines().map(String::strip).filter(line -> line.startsWith("at ") && line.indexOf('(') > 0)
          .map(line -> line.substring(3, line.indexOf('(')).replaceFirst(".*/", "")).findFirst().orElse(null);
    }
  }
}
