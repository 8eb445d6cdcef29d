package io.paywatt.ledger.refund;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.audit.Audit;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.debt.RecoveryUndo;
import io.paywatt.ledger.journal.Balances;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.store.Idempotency;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.suspense.LockedPayment;
import io.paywatt.ledger.suspense.Words;
import io.paywatt.ledger.vend.PurchaseUndo;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** What staff does with refunds. The money is reserved in the transaction that asks for it; a route sends it. */
public final class Refunds {
  private final Store store;
  private final CreditDesk credit;
  private final BiPredicate<String, String> can;

  /** @param can whether a provider has an operation ({@code refund}); one that has none is refunded by hand */
  public Refunds(Store store, CreditDesk credit, BiPredicate<String, String> can) {
    this.store = store;
    this.credit = credit;
    this.can = can;
  }

  /**
   * Begins a refund: the money leaves the customer's balance, or suspense, now. Of a posted payment at most
   * {@code min(paid - refunded, balance)} unless debt is allowed.
   *
   * @param idempotencyKey 1 to 190 printable characters
   * @throws Rejected 400 no usable key, 404 unknown payment, 409 more than can be refunded (with the figures), or the key
   *     was used for something else
   */
  public Idempotency.Answer<Refund> request(long paymentId, String idempotencyKey, RefundRequest request, String actor) {
    String key = Idempotency.key(idempotencyKey);
    try {
      return store.inTransaction(handle -> request(handle, paymentId, key, request, actor));
    } catch (UnableToExecuteStatementException e) {
      if (!Store.isDuplicateKey(e)) {
        throw e;
      }
      // the key came for another payment at the same time
      return store.inTransaction(handle -> request(handle, paymentId, key, request, actor));
    }
  }

  private Idempotency.Answer<Refund> request(Handle handle, long paymentId, String key, RefundRequest request,
      String actor) {
    LockedPayment payment = LockedPayment.lock(handle, paymentId);
    Optional<RefundRow> known = RefundRow.byKey(handle, key);
    if (known.isPresent()) {
      RefundRow before = known.get();
      Idempotency.sameContent(before.requestSha256(), request.sha256(paymentId), "refund " + before.id());
      return new Idempotency.Answer<>(view(handle, paymentId, before.id()), false);
    }
    Instant now = store.now();
    Long account = payment.inSuspense() ? null : payment.accountId();
    Balances balances = Balances.lock(handle, account == null ? List.of() : List.of(account));
    if (account != null) {
      undoPurchase(handle, payment, request, balances, now);
    }
    Refundable refundable = Refundable.of(payment, balances, account == null ? 0
        : new RecoveryUndo(handle, now).recovered(payment.entryId()));
    long amount = refundable.amount(request);
    String id = NewRefund.number(now);
    handle.createUpdate("UPDATE payment SET refunded = refunded + :amount,"
            + " state = IF(state = 'parked', 'held', state) WHERE id = :id")
        .bind("amount", amount).bind("id", paymentId).execute();
    long entry = new RefundBooks(handle, credit, now).reserve(id, payment, amount, account, balances);
    boolean byHand = request.byHand() || !can.test(payment.provider(), "refund");
    new NewRefund(id, key, request, payment, amount, account, actor, byHand, entry).write(handle, now);
    audit(handle, actor, "refund", paymentId, Json.object().put("refund", id).put("amount", amount)
        .put("currency", payment.currency()).put("reason", request.reason()).put("allowDebt", request.allowDebt())
        .put("byHand", byHand).put("refundedBefore", payment.refunded())
        .put("refundedAfter", payment.refunded() + amount).put("balanceBefore", refundable.balance())
        .put("balanceAfter", account == null ? null
            : (Long) Nano.toMinorFloor(balances.of(account), payment.currency())));
    return new Idempotency.Answer<>(view(handle, paymentId, id), true);
  }

  /** A payment that bought kWh is given back whole: its units go, and the money is there to be given back. */
  private static void undoPurchase(Handle handle, LockedPayment payment, RefundRequest request, Balances balances,
      Instant now) {
    boolean bought = new PurchaseUndo(handle, now).undo(payment.id(), request.allowDebt(), balances);
    if (bought && request.amount() != null && request.amount() != payment.left()) {
      throw new Rejected(409, "amount is " + request.amount() + " " + payment.currency() + ", payment " + payment.id()
          + " bought kWh and is given back whole; allowed is " + payment.left() + " " + payment.currency());
    }
  }

  /**
   * Staff has paid it out, or has seen that the provider did.
   *
   * @param reference where to find that again: a receipt, a number of the provider; 1 to 128 characters
   * @throws Rejected 404 unknown, 409 while the provider is working on it or when it has ended otherwise
   */
  public Refund done(long paymentId, String id, String reference, String actor) {
    Words.check("reference", reference, 128);
    return store.inTransaction(handle -> {
      LockedPayment payment = LockedPayment.lock(handle, paymentId);
      RefundRow refund = waiting(handle, paymentId, id);
      new RefundEnds(handle, credit, store.now()).done(refund, payment, reference, "closed by hand");
      audit(handle, actor, "refund-done", paymentId, Json.object().put("refund", id).put("reference", reference)
          .put("before", refund.state()).put("after", "done"));
      return view(handle, paymentId, id);
    });
  }

  /** It will not be paid out: the customer has the money again. @throws Rejected as {@link #done} */
  public Refund refuse(long paymentId, String id, String reason, String actor) {
    Words.check("reason", reason, 500);
    return store.inTransaction(handle -> {
      LockedPayment.lock(handle, paymentId);
      RefundRow refund = waiting(handle, paymentId, id);
      new RefundEnds(handle, credit, store.now()).refused(refund, null, reason);
      audit(handle, actor, "refund-refused", paymentId, Json.object().put("refund", id).put("reason", reason)
          .put("before", refund.state()).put("after", "refused"));
      return view(handle, paymentId, id);
    });
  }

  /** Sends a held refund again now, under its number. @throws Rejected as {@link #done}, 409 when it is by hand only */
  public Refund retry(long paymentId, String id, String actor) {
    return store.inTransaction(handle -> {
      LockedPayment payment = LockedPayment.lock(handle, paymentId);
      RefundRow refund = waiting(handle, paymentId, id);
      if (!can.test(payment.provider(), "refund")) {
        throw new Rejected(409, "refund " + id + " can't be sent: " + payment.provider() + " has no refund operation here;"
            + " allowed is to close it by hand");
      }
      handle.createUpdate("UPDATE refund SET state = 'held', next_op = :op, due_at = :now, by_hand = FALSE, detail = NULL"
              + " WHERE id = :id")
          .bind("op", refund.state().equals("held") ? "refund" : "refund-query").bind("now", Store.utc(store.now()))
          .bind("id", id).execute();
      audit(handle, actor, "refund-retry", paymentId, Json.object().put("refund", id).put("before", refund.state()));
      return view(handle, paymentId, id);
    });
  }

  /** The refunds of a payment, oldest first. */
  public List<Refund> of(long paymentId) {
    return store.read(handle -> RefundReads.of(handle, paymentId));
  }

  /** One of them. @throws Rejected 404 when there is none */
  public Refund get(long paymentId, String id) {
    return store.read(handle -> view(handle, paymentId, id));
  }

  private static Refund view(Handle handle, long paymentId, String id) {
    return RefundReads.get(handle, paymentId, id)
        .orElseThrow(() -> new Rejected(404, "payment " + paymentId + " has no refund '" + id + "'"));
  }

  /** A refund on which a person may decide. */
  private static RefundRow waiting(Handle handle, long paymentId, String id) {
    view(handle, paymentId, id);
    RefundRow refund = RefundRow.lock(handle, id);
    if (!refund.state().equals("held") && !refund.state().equals("abnormal")) {
      throw new Rejected(409, "refund " + id + " is " + refund.state() + "; allowed is a held or abnormal one");
    }
    return refund;
  }

  private static void audit(Handle handle, String actor, String action, long paymentId, Object detail) {
    Audit.add(handle, actor, action, "payment:" + paymentId, Json.write(detail));
  }
}
