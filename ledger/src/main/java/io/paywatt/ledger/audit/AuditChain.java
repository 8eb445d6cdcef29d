package io.paywatt.ledger.audit;

import java.util.ArrayList;
import java.util.List;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * The audit as a chain: each line holds SHA-256 over the hash of the line before and its own content, the head holds the
 * last one. Whoever changes or removes a line would have to write all later ones anew, and the head; the head's hash, noted
 * elsewhere, tells of that too.
 */
public final class AuditChain {
  /** More wrong lines than that are not listed. */
  private static final int MOST_NAMED = 50;
  /** Hex keeps the fields apart, whatever is written in them. */
  private static final String HASH = "SHA2(CONCAT_WS(' ', %s, %s, DATE_FORMAT(%s, '%%Y-%%m-%%d %%H:%%i:%%s.%%f'), HEX(%s),"
      + " HEX(%s), HEX(%s), HEX(%s), COALESCE(HEX(%s), '-')), 256)";
  private static final String INSERT = "INSERT INTO audit (id, at, actor, role, action, subject, detail, prev_hash, hash)"
      + " SELECT :id, n.at, :actor, :role, :action, :subject, :detail, :prev, "
      + String.format(HASH, ":prev", ":id", "n.at", ":actor", ":role", ":action", ":subject", ":detail")
      + " FROM (SELECT UTC_TIMESTAMP(3) AS at) n";
  private static final String WRONG = "SELECT * FROM (SELECT id, hash <> "
      + String.format(HASH, "prev_hash", "id", "at", "actor", "role", "action", "subject", "detail") + " AS changed,"
      + " prev_hash <> COALESCE(LAG(hash) OVER w, '') AS cut, COALESCE(LAG(id) OVER w, 0) AS before_id FROM audit WINDOW w AS (ORDER BY id)) l"
      + " WHERE l.changed OR l.cut ORDER BY l.id LIMIT " + MOST_NAMED;

  private final Store store;

  /** @param lines how many there are @param hash of the last one, to be noted elsewhere @param problems names each wrong line */
  public record Verdict(long lines, String hash, List<String> problems) {
    /** Whether every line is as it was written. */
    public boolean ok() {
      return problems.isEmpty();
    }
  }

  private record Head(long id, String hash) {}

  private record Wrong(long id, boolean changed, boolean cut, long before) {}

  public AuditChain(Store store) {
    this.store = store;
  }

  static void add(Handle handle, AuditLine line) {
    Head head = head(handle, " FOR UPDATE");
    handle.createUpdate(INSERT).bind("id", head.id() + 1).bind("prev", head.hash()).bind("actor", line.actor())
        .bind("role", line.role()).bind("action", line.action()).bind("subject", line.subject())
        .bind("detail", line.detail()).execute();
    handle.createUpdate("UPDATE audit_head SET last_id = :id, hash = (SELECT hash FROM audit WHERE id = :id)")
        .bind("id", head.id() + 1).execute();
  }

  /** Looks at every line; nobody adds one meanwhile. */
  public Verdict verify() {
    return store.inTransaction(handle -> {
      Head head = head(handle, " LOCK IN SHARE MODE");
      List<Wrong> wrong = handle.createQuery(WRONG).map((row, context) -> new Wrong(row.getLong("id"),
          row.getBoolean("changed"), row.getBoolean("cut"), row.getLong("before_id"))).list();
      List<String> problems = new ArrayList<>(wrong.stream().map(AuditChain::words).toList());
      Head last = handle.createQuery("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1")
          .map((row, context) -> new Head(row.getLong("id"), row.getString("hash"))).findOne().orElse(new Head(0, ""));
      if (!last.equals(head)) {
        problems.add(last.id() < head.id() ? lines(last.id() + 1, head.id(), "")
            : "audit line " + last.id() + " does not belong to the end of the chain, which is line " + head.id());
      }
      long lines = handle.createQuery("SELECT COUNT(*) FROM audit").mapTo(Long.class).one();
      return new Verdict(lines, head.hash(), List.copyOf(problems));
    });
  }

  private static Head head(Handle handle, String lock) {
    return handle.createQuery("SELECT last_id, hash FROM audit_head" + lock)
        .map((row, context) -> new Head(row.getLong("last_id"), row.getString("hash"))).one();
  }

  private static String words(Wrong wrong) {
    if (wrong.changed()) {
      return "audit line " + wrong.id() + " was changed after it was written";
    }
    return wrong.before() + 1 < wrong.id() ? lines(wrong.before() + 1, wrong.id() - 1, " before line " + wrong.id())
        : "audit line " + wrong.id() + " does not follow line " + wrong.before();
  }

  private static String lines(long first, long last, String where) {
    return first == last ? "audit line " + first + where + " was removed"
        : "audit lines " + first + " to " + last + where + " were removed";
  }
}
