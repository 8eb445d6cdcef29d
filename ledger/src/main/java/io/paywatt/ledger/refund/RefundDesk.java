package io.paywatt.ledger.refund;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.suspense.LockedPayment;
import org.jdbi.v3.core.Handle;

/** What the route that sends refunds asks and tells the ledger. Bean {@code refundDesk}. */
public final class RefundDesk {
  /** Longer than any call to a provider may take: a call not reported on by then was lost. */
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final int DOUBLINGS = 7;
  private final Store store;
  private final CreditDesk credit;

  public RefundDesk(Store store, CreditDesk credit) {
    this.store = store;
    this.credit = credit;
  }

  /**
   * Takes refunds whose provider is to be called now; other hub nodes take others. From here on a lost answer is met by a
   * query first: the next operation of each is that, until its answer says otherwise.
   *
   * @param max at most so many
   */
  public List<RefundTask> claimDue(int max) {
    return store.inTransaction(handle -> {
      Instant now = store.now();
      List<String> due = handle.createQuery("SELECT id FROM refund WHERE due_at <= :now ORDER BY due_at LIMIT :max"
              + " FOR UPDATE SKIP LOCKED")
          .bind("now", Store.utc(now)).bind("max", max).mapTo(String.class).list();
      if (due.isEmpty()) {
        return List.of();
      }
      List<RefundTask> tasks = handle.createQuery("SELECT r.*, p.provider_transaction_id AS transaction, p.topup_id,"
              + " p.amount AS total FROM refund r JOIN payment p ON p.id = r.payment_id WHERE r.id IN (<ids>)"
              + " ORDER BY r.due_at").bindList("ids", due).map((row, context) -> task(row)).list();
      handle.createUpdate("UPDATE refund SET attempts = attempts + 1, due_at = :later,"
              + " state = IF(state = 'processing', state, 'sending'), next_op = 'refund-query' WHERE id IN (<ids>)")
          .bind("later", Store.utc(now.plus(LEASE))).bindList("ids", due).execute();
      return tasks;
    });
  }

  /**
   * The provider has answered.
   *
   * @param operation refund or refund-query
   * @param answer    {@code {"state":"done"|"processing"|"refused"|"held"|"abnormal"|"unknown","providerRefundId","reason"}}
   */
  public void answered(String id, String operation, String answer) {
    ObjectNode said = Json.object(answer);
    String state = said.path("state").asText();
    String ref = said.path("providerRefundId").asText(null);
    String why = said.path("reason").asText(null);
    withRefund(id, (handle, refund, payment) -> {
      RefundEnds ends = new RefundEnds(handle, credit, store.now());
      switch (state) {
        case "done" -> ends.done(refund, payment, ref, why);
        case "refused" -> ends.refused(refund, ref, why);
        case "held" -> ends.waits(refund, payment, "held", store.now().plus(LONGEST_WAIT), ref, why);
        case "abnormal" -> ends.waits(refund, payment, "abnormal", null, ref, why);
        case "processing" -> RefundRow.stands(handle, id, "processing", "refund-query", later(refund), ref, why);
        case "unknown" -> unknown(handle, refund, operation, why);
        default -> throw new IllegalArgumentException("state is '" + state + "', allowed are done, processing, refused,"
            + " held, abnormal, unknown");
      }
    });
  }

  /** The provider refuses the request itself. A refund that never came in is given back; a query is asked again. */
  public void rejected(String id, String operation, String why) {
    withRefund(id, (handle, refund, payment) -> {
      if (operation.equals("refund")) {
        new RefundEnds(handle, credit, store.now()).refused(refund, null, why);
      } else {
        RefundRow.stands(handle, id, refund.state(), "refund-query", later(refund), null, why);
      }
    });
  }

  /** No answer, or none that can be read: the next call asks what became of it. */
  public void noAnswer(String id, String why) {
    withRefund(id, (handle, refund, payment) ->
        RefundRow.stands(handle, id, refund.state(), "refund-query", later(refund), null, why));
  }

  /** Asked and not known there: it never came in, so the same number is sent now. A send that says so is asked about. */
  private void unknown(Handle handle, RefundRow refund, String operation, String why) {
    boolean neverCameIn = operation.equals("refund-query") && refund.state().equals("sending");
    RefundRow.stands(handle, refund.id(), refund.state(), neverCameIn ? "refund" : "refund-query",
        neverCameIn ? store.now() : later(refund), null, why);
  }

  private Instant later(RefundRow refund) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.max(0, Math.min(refund.attempts(), DOUBLINGS) - 1));
    return store.now().plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
  }

  private void withRefund(String id, Change change) {
    store.inTransaction(handle -> {
      long paymentId = RefundRow.find(handle, id).orElseThrow(
          () -> new IllegalArgumentException("There is no refund " + id)).paymentId();
      LockedPayment payment = LockedPayment.lock(handle, paymentId);
      RefundRow refund = RefundRow.lock(handle, id);
      if (!refund.ended()) {
        change.make(handle, refund, payment);
      }
      return null;
    });
  }

  private static RefundTask task(ResultSet row) throws SQLException {
    ObjectNode body = Json.object().put("refundId", row.getString("id")).put("orderId", row.getString("topup_id"))
        .put("transactionId", row.getString("transaction")).put("amount", row.getLong("amount"))
        .put("total", row.getLong("total")).put("currency", row.getString("currency"))
        .put("reason", row.getString("reason"));
    return new RefundTask(row.getString("id"), row.getString("provider"), row.getString("next_op"),
        Json.write(body).getBytes(StandardCharsets.UTF_8));
  }

  /** A step of a refund that has not ended. */
  private interface Change {
    void make(Handle handle, RefundRow refund, LockedPayment payment);
  }
}
