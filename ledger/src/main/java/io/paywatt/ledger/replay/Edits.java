package io.paywatt.ledger.replay;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.approval.Approval;
import io.paywatt.ledger.approval.Approvals;
import io.paywatt.ledger.audit.Audit;
import io.paywatt.ledger.failed.FailedDesk;
import io.paywatt.ledger.payment.PaymentEdits;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * Puts the body of a failed message right, before it is replayed. Every version is kept. The provider's reference stays;
 * whatever says where money goes, or how much, needs a second person.
 */
public final class Edits {
  /** Kind of the approval. */
  public static final String KIND = "failed-edit";
  private static final int MOST_BYTES = 1 << 20;
  private static final Set<String> FIXED = Set.of("provider", "transactionId", "refundId");
  private static final Set<String> MONEY = Set.of("amount", "currency", "account", "meter", "meterSerial", "serial",
      "orderId", "mismatch");

  private final Store store;

  public Edits(Store store) {
    this.store = store;
  }

  private record Message(long id, String state, String replayTo, byte[] body, int version) {}

  /**
   * Writes another body, at once or once a second person approves.
   *
   * @param version the version that was edited
   * @param body    the whole new body
   * @param reason  why, 1 to 500 characters
   * @throws Rejected 404, 409 when the message is dealt with, on replay, or was edited meanwhile, 422 for a body that
   *     changes the provider's reference, changes nothing or can't be read
   */
  public EditResult edit(long id, int version, String body, String reason, String actor) {
    byte[] after = body.getBytes(StandardCharsets.UTF_8);
    if (reason == null || reason.isBlank() || reason.length() > 500) {
      throw new Rejected(422, "reason is missing or too long, allowed are 1 to 500 characters");
    }
    if (after.length > MOST_BYTES) {
      throw new Rejected(422, "body has " + after.length + " bytes, allowed are at most " + MOST_BYTES);
    }
    return store.inTransaction(handle -> {
      Message message = lock(handle, id, version);
      List<JsonDiff> changes = check(handle, message, after);
      if (changes.stream().anyMatch(change -> change.path().isEmpty() || change.isIn(MONEY))) {
        ObjectNode content = Json.object().put("message", id).put("version", version).put("body", body);
        changes.forEach(change -> content.withArray("changes").addObject().put("path", change.path())
            .put("before", change.before()).put("after", change.after()));
        return new EditResult(null,
            Approvals.request(handle, KIND, "failed:" + id, content, reason, actor, store.now()), changes);
      }
      return new EditResult(apply(handle, message, after, actor, null, reason, store.now()), null, changes);
    });
  }

  /** What an approval of kind {@link #KIND} sets going. @throws Rejected as {@link #edit} */
  public static void approved(Handle handle, Approval approval, String approver, Instant now) {
    Message message = lock(handle, approval.content().path("message").asLong(), approval.content().path("version").asInt());
    byte[] after = approval.content().path("body").asText().getBytes(StandardCharsets.UTF_8);
    check(handle, message, after);
    apply(handle, message, after, approval.requestedBy(), approver, approval.reason(), now);
  }

  /** Every version, oldest first; one only, when it was never edited. @throws Rejected 404 */
  public List<FailedVersion> versions(long id) {
    return store.read(handle -> {
      List<FailedVersion> versions = new ArrayList<>();
      byte[][] before = {null};
      handle.createQuery("SELECT * FROM failed_version WHERE message_id = :id ORDER BY version").bind("id", id)
          .map((row, context) -> {
            byte[] body = row.getBytes("body");
            versions.add(new FailedVersion(row.getInt("version"),
                Store.instant(row.getObject("at", LocalDateTime.class)), row.getString("actor"),
                row.getString("approved_by"), row.getString("reason"),
                before[0] == null ? List.of() : JsonDiff.of(before[0], body)));
            before[0] = body;
            return null;
          }).forEach(row -> { });
      return versions.isEmpty() ? List.of(asItCame(handle, id)) : versions;
    });
  }

  private static List<JsonDiff> check(Handle handle, Message message, byte[] after) {
    List<JsonDiff> changes = JsonDiff.of(message.body(), after);
    if (changes.isEmpty()) {
      throw new Rejected(422, "body changes nothing");
    }
    changes.stream().filter(change -> change.isIn(FIXED)).findFirst().ifPresent(change -> {
      throw new Rejected(422, "body changes " + change.path() + " from " + change.before() + " to " + change.after()
          + "; what the provider said it is can't be changed");
    });
    if (Candidate.PAYMENT_DOOR.equals(message.replayTo())) {
      PaymentEdits.check(handle, message.body(), after);
    }
    return changes;
  }

  private static int apply(Handle handle, Message message, byte[] after, String actor, String approver, String reason,
      Instant now) {
    int version = message.version() + 1;
    if (message.version() == 1) {
      handle.createUpdate("INSERT INTO failed_version (message_id, version, body, at) SELECT id, 1, body, failed_at"
          + " FROM failed_message WHERE id = :id").bind("id", message.id()).execute();
    }
    handle.createUpdate("INSERT INTO failed_version (message_id, version, body, at, actor, approved_by, reason)"
            + " VALUES (:id, :version, :body, :now, :actor, :approver, :reason)")
        .bind("id", message.id()).bind("version", version).bind("body", after).bind("now", Store.utc(now))
        .bind("actor", actor).bind("approver", approver).bind("reason", reason).execute();
    if (Candidate.PAYMENT_DOOR.equals(message.replayTo())) {
      PaymentEdits.accept(handle, message.body(), after, now);
    }
    FailedDesk.put(handle, message.id(), after, version);
    Audit.add(handle, actor, KIND, "failed:" + message.id(), Json.object().put("version", version)
        .put("approvedBy", approver).put("reason", reason).toString());
    return version;
  }

  private static Message lock(Handle handle, long id, int version) {
    Message message = handle.createQuery("SELECT id, state, replay_to, body, body_version FROM failed_message"
            + " WHERE id = :id FOR UPDATE").bind("id", id).map((row, context) -> new Message(row.getLong("id"),
                row.getString("state"), row.getString("replay_to"), row.getBytes("body"), row.getInt("body_version")))
        .findOne().orElseThrow(() -> new Rejected(404, "There is no failed message " + id));
    if (!Set.of("open", "failed-again", "quarantined").contains(message.state())) {
      throw new Rejected(409, "Message " + id + " is " + message.state() + "; only what waits can be edited");
    }
    if (message.version() != version) {
      throw new Rejected(409, "version is " + version + ", the message is at version " + message.version()
          + ": look at it again");
    }
    return message;
  }

  private static FailedVersion asItCame(Handle handle, long id) {
    return handle.createQuery("SELECT failed_at FROM failed_message WHERE id = :id").bind("id", id)
        .map((row, context) -> new FailedVersion(1, Store.instant(row.getObject("failed_at", LocalDateTime.class)), null,
            null, null, List.of())).findOne().orElseThrow(() -> new Rejected(404, "There is no failed message " + id));
  }
}
