package io.paywatt.ledger.refund;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.failed.FailedDesk;
import io.paywatt.ledger.failed.FailedMessage;
import io.paywatt.ledger.payment.PaymentResult;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.suspense.LockedPayment;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * The door for what providers say of refunds. Each telling is kept once; one of a refund that was not begun here lies on
 * the desk, since money left the house without the ledger.
 */
public final class RefundIntake {
  private static final String ROUTE = "refund-accept";
  /** A payment whose notice is late comes within that; after it a person is told. */
  private static final Duration PATIENCE = Duration.ofHours(1);
  private static final int AT_ONCE = 100;
  private final Store store;
  private final CreditDesk credit;

  public RefundIntake(Store store, CreditDesk credit) {
    this.store = store;
    this.credit = credit;
  }

  /**
   * Accepts a notice that an adapter has verified: {@code {"provider","refundId","transactionId","providerRefundId"|null,
   * "amount","currency","state":"done"|"refused"|"abnormal","at","raw"}}.
   *
   * @return posted: the refund stands so now; duplicate; parked: not begun here, kept; conflict: it says otherwise than
   *     what is known, an item is on the desk. Account and payment are those of the payment, 0 when it is not here
   * @throws Rejected 422 when the JSON is no normalised refund notice
   * @throws io.paywatt.ledger.Unavailable when the database does not answer; send the notice again
   */
  public PaymentResult accept(byte[] json) {
    RefundNotice notice = RefundNotice.parse(json);
    try {
      return store.inTransaction(handle -> decide(handle, notice, json));
    } catch (UnableToExecuteStatementException e) {
      if (!Store.isDuplicateKey(e)) {
        throw e;
      }
      return store.inTransaction(handle -> decide(handle, notice, json));
    }
  }

  /** Looks again at notices that came before their payment. @return how many were dealt with */
  public int recheck() {
    List<Long> waiting = store.read(handle -> handle.createQuery("SELECT n.id FROM refund_notice n LEFT JOIN payment p"
            + " ON p.provider = n.provider AND p.provider_transaction_id = n.transaction_id"
            + " WHERE n.outcome = 'waiting' AND (p.id IS NOT NULL OR n.received_at < :late) ORDER BY n.id LIMIT :most")
        .bind("late", Store.utc(store.now().minus(PATIENCE))).bind("most", AT_ONCE).mapTo(Long.class).list());
    waiting.forEach(id -> store.inTransaction(handle -> overdue(handle, id)));
    return waiting.size();
  }

  private PaymentResult decide(Handle handle, RefundNotice notice, byte[] json) {
    Instant now = store.now();
    Optional<RefundRow> ours = RefundRow.find(handle, notice.refundId())
        .filter(refund -> refund.provider().equals(notice.provider()));
    LockedPayment payment = ours.map(refund -> LockedPayment.lock(handle, refund.paymentId())).orElse(null);
    Optional<String> before = handle.createQuery("SELECT outcome FROM refund_notice WHERE provider = :provider"
            + " AND refund_id = :refund AND content_sha256 = :sha FOR UPDATE")
        .bind("provider", notice.provider()).bind("refund", notice.refundId()).bind("sha", notice.contentSha256())
        .mapTo(String.class).findOne();
    if (before.isPresent()) {
      return new PaymentResult.Duplicate(payment == null ? 0 : payment.id(), before.get());
    }
    return ours.isPresent() ? known(handle, notice, RefundRow.lock(handle, notice.refundId()), payment, json, now)
        : unknown(handle, notice, json, now);
  }

  private PaymentResult known(Handle handle, RefundNotice notice, RefundRow refund, LockedPayment payment, byte[] json,
      Instant now) {
    String difference = notice.difference(refund, payment.transactionId());
    if (difference == null && refund.ended() && !refund.state().equals(notice.state())
        && !notice.state().equals("abnormal")) {
      difference = "it is " + notice.state() + " at the provider, here it ended " + refund.state();
    }
    if (difference != null) {
      keep(handle, notice, json, "conflict", now);
      desk(handle, notice, json, "Refund " + refund.id() + " of payment " + payment.id() + ": " + difference, 409, now);
      return new PaymentResult.Conflict(payment.id(), difference);
    }
    keep(handle, notice, json, "applied", now);
    if (refund.ended()) {
      return new PaymentResult.Duplicate(payment.id(), refund.state());
    }
    RefundEnds ends = new RefundEnds(handle, credit, now);
    switch (notice.state()) {
      case "done" -> ends.done(refund, payment, notice.providerRefundId(), "the provider's notice");
      case "refused" -> ends.refused(refund, notice.providerRefundId(), "refused by the provider's notice");
      default -> ends.waits(refund, payment, "abnormal", null, notice.providerRefundId(),
          "the payer's bank did not take it; finish it at the provider, or close it by hand");
    }
    return new PaymentResult.Posted(payment.id(), null);
  }

  private PaymentResult unknown(Handle handle, RefundNotice notice, byte[] json, Instant now) {
    Optional<Long> payment = paymentOf(handle, notice.provider(), notice.transactionId());
    keep(handle, notice, json, payment.isPresent() ? "stranger" : "waiting", now);
    payment.ifPresent(id -> desk(handle, notice, json, stranger(notice, "payment " + id), 422, now));
    return new PaymentResult.Parked(payment.orElse(0L), "refund " + notice.refundId() + " was not begun here"
        + (payment.isPresent() ? "" : ", and its payment is not here yet"));
  }

  private Void overdue(Handle handle, long id) {
    Instant now = store.now();
    handle.createQuery("SELECT body FROM refund_notice WHERE id = :id AND outcome = 'waiting' FOR UPDATE").bind("id", id)
        .mapTo(byte[].class).findOne().ifPresent(json -> {
          RefundNotice notice = RefundNotice.parse(json);
          String payment = paymentOf(handle, notice.provider(), notice.transactionId()).map(it -> "payment " + it)
              .orElse("transaction " + notice.transactionId() + ", which never came");
          handle.createUpdate("UPDATE refund_notice SET outcome = 'stranger' WHERE id = :id").bind("id", id).execute();
          desk(handle, notice, json, stranger(notice, payment), 422, now);
        });
    return null;
  }

  private static String stranger(RefundNotice notice, String payment) {
    return "Refund " + notice.refundId() + " of " + payment + " is " + notice.state() + " at " + notice.provider() + " ("
        + notice.amount() + " " + notice.currency() + "), but was not begun here: book it with a refund by hand";
  }

  private static Optional<Long> paymentOf(Handle handle, String provider, String transactionId) {
    return handle.createQuery("SELECT id FROM payment WHERE provider = :provider AND provider_transaction_id = :transaction")
        .bind("provider", provider).bind("transaction", transactionId).mapTo(Long.class).findOne();
  }

  private static void keep(Handle handle, RefundNotice notice, byte[] json, String outcome, Instant now) {
    handle.createUpdate("INSERT INTO refund_notice (provider, refund_id, content_sha256, transaction_id, body, outcome,"
            + " received_at) VALUES (:provider, :refund, :sha, :transaction, :body, :outcome, :now)")
        .bind("provider", notice.provider()).bind("refund", notice.refundId()).bind("sha", notice.contentSha256())
        .bind("transaction", notice.transactionId()).bind("body", json).bind("outcome", outcome)
        .bind("now", Store.utc(now)).execute();
  }

  /** Not replayable: it would say the same again. */
  private static void desk(Handle handle, RefundNotice notice, byte[] json, String why, int status, Instant now) {
    FailedDesk.add(handle, new FailedMessage(ROUTE, null, null, null, "application/json",
        Map.of("provider", notice.provider(), "transactionId", notice.transactionId(), "refundId", notice.refundId()),
        json, new Rejected(status, why)), now);
  }
}
