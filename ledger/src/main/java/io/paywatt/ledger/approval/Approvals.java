package io.paywatt.ledger.approval;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.audit.Audit;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.user.Scope;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** The second person: what one asks for, another approves or rejects. */
public final class Approvals {
  /** States of an approval. */
  public static final List<String> STATES = List.of("waiting", "approved", "rejected");
  private static final int LONGEST_PAGE = 500;
  private static final int LONGEST_REASON = 500;

  private final Store store;
  private final Map<String, ApprovedAction> actions;

  /** @param actions what each kind sets going */
  public Approvals(Store store, Map<String, ApprovedAction> actions) {
    this.store = store;
    this.actions = Map.copyOf(actions);
  }

  /**
   * Asks for a second person, in the running transaction.
   *
   * @param reason 1 to 500 characters
   * @return number of the approval
   * @throws Rejected 409 when something else waits for the same subject, 422 without a reason
   */
  public static long request(Handle handle, String kind, String subject, ObjectNode content, String reason, String actor,
      Instant now) {
    try {
      long id = handle.createUpdate("INSERT INTO approval (kind, subject, content, reason, requested_by, requested_at)"
              + " VALUES (:kind, :subject, :content, :reason, :actor, :now)")
          .bind("kind", kind).bind("subject", subject).bind("content", Json.write(content))
          .bind("reason", reason(reason)).bind("actor", actor).bind("now", Store.utc(now))
          .executeAndReturnGeneratedKeys("id").mapTo(Long.class).one();
      audit(handle, actor, "approval-request", subject, id, reason);
      return id;
    } catch (UnableToExecuteStatementException e) {
      if (Store.isDuplicateKey(e)) {
        throw new Rejected(409, subject + " waits for an approval already; decide that one first");
      }
      throw e;
    }
  }

  /**
   * Newest first.
   *
   * @param state one of {@link #STATES}, or null for all
   * @param after {@code next} of the part before, or null
   * @throws Rejected 400 for another state or a wrong {@code after}
   */
  public Page<Approval> list(String state, int limit, String after) {
    return list(state, limit, after, Scope.EVERY);
  }

  /** The same for the sites of who asks: an approval is where its message is. */
  public Page<Approval> list(String state, int limit, String after, Scope scope) {
    if (state != null && !STATES.contains(state)) {
      throw new Rejected(400, "state is '" + state + "', allowed are " + String.join(", ", STATES));
    }
    if (after != null && !after.matches("\\d{1,18}")) {
      throw new Rejected(400, "after is '" + after + "', allowed is the next of the part before");
    }
    int size = Math.max(1, Math.min(limit, LONGEST_PAGE));
    List<Approval> found = store.read(handle -> handle.createQuery("SELECT p.* FROM approval p LEFT JOIN"
            + " failed_message f ON p.subject LIKE 'failed:%' AND f.id = CAST(SUBSTRING_INDEX(p.subject, ':', -1) AS SIGNED)"
            + " WHERE p.id < :before AND (:state IS NULL OR p.state = :state)" + scope.andAccount("f.account_id")
            + " ORDER BY p.id DESC LIMIT :size")
        .bind("before", after == null ? Long.MAX_VALUE : Long.parseLong(after)).bind("state", state)
        .bind("size", size + 1).map((row, context) -> approval(row)).list());
    boolean more = found.size() > size;
    List<Approval> items = more ? List.copyOf(found.subList(0, size)) : found;
    return new Page<>(items, more ? Long.toString(items.get(size - 1).id()) : null);
  }

  /** One of them. @throws Rejected 404 when there is none */
  public Approval get(long id) {
    return store.read(handle -> get(handle, id, false));
  }

  /**
   * Approves, and does what was asked for.
   *
   * @param decision why, or null
   * @throws Rejected 403 for who asked for it, 404, 409 when it is decided, and whatever speaks against doing it
   */
  public Approval approve(long id, String decision, String actor) {
    return store.inTransaction(handle -> {
      Approval asked = waiting(handle, id);
      if (asked.requestedBy().equals(actor)) {
        throw new Rejected(403, "Approval " + id + " was asked for by " + actor + ", allowed is anybody else");
      }
      ApprovedAction action = actions.get(asked.kind());
      if (action == null) {
        throw new Rejected(409, "Approval " + id + " is of kind " + asked.kind() + ", which this hub does not know");
      }
      action.run(handle, asked, actor, store.now());
      return decide(handle, asked, "approved", decision, actor);
    });
  }

  /** Rejects; who asked for it may take it back so. @throws Rejected 404, 409 when it is decided, 422 without a reason */
  public Approval reject(long id, String decision, String actor) {
    String why = reason(decision);
    return store.inTransaction(handle -> decide(handle, waiting(handle, id), "rejected", why, actor));
  }

  private Approval decide(Handle handle, Approval asked, String state, String decision, String actor) {
    handle.createUpdate("UPDATE approval SET state = :state, decided_by = :actor, decided_at = :now, decision = :decision"
            + " WHERE id = :id")
        .bind("id", asked.id()).bind("state", state).bind("actor", actor).bind("now", Store.utc(store.now()))
        .bind("decision", decision).execute();
    audit(handle, actor, "approval-" + state, asked.subject(), asked.id(), decision);
    return get(handle, asked.id(), false);
  }

  private static Approval waiting(Handle handle, long id) {
    Approval asked = get(handle, id, true);
    if (!asked.state().equals("waiting")) {
      throw new Rejected(409, "Approval " + id + " was " + asked.state() + " by " + asked.decidedBy());
    }
    return asked;
  }

  private static Approval get(Handle handle, long id, boolean lock) {
    return handle.createQuery("SELECT * FROM approval WHERE id = :id" + (lock ? " FOR UPDATE" : "")).bind("id", id)
        .map((row, context) -> approval(row)).findOne()
        .orElseThrow(() -> new Rejected(404, "There is no approval " + id));
  }

  private static void audit(Handle handle, String actor, String action, String subject, long id, String reason) {
    Audit.add(handle, actor, action, subject, Json.object().put("approval", id).put("reason", reason).toString());
  }

  private static String reason(String reason) {
    if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
      throw new Rejected(422, "reason is " + (reason == null || reason.isBlank() ? "empty" : reason.length()
          + " characters") + ", allowed are 1 to " + LONGEST_REASON + " characters");
    }
    return reason.strip();
  }

  private static Approval approval(ResultSet row) throws SQLException {
    return new Approval(row.getLong("id"), row.getString("kind"), row.getString("subject"),
        Json.object(row.getString("content")), row.getString("reason"), row.getString("requested_by"),
        Store.instant(row.getObject("requested_at", LocalDateTime.class)), row.getString("state"),
        row.getString("decided_by"), Store.instant(row.getObject("decided_at", LocalDateTime.class)),
        row.getString("decision"));
  }
}
