package io.paywatt.ledger.suspense;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.store.Idempotency;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Moves a payment to where it belongs: out of suspense, or from a wrong account or meter. What was given back stays given
 * back; only the rest moves.
 */
public final class Reallocations {
  private static final int LONGEST_REASON = 500;
  private final Store store;
  private final CreditDesk credit;

  /** A move as it was asked for. */
  private record Wish(long paymentId, String key, String sha256, String account, String meter, String reason,
      String actor) {}

  public Reallocations(Store store, CreditDesk credit) {
    this.store = store;
    this.credit = credit;
  }

  /**
   * Moves what is left of a payment. The account it is taken from may end below zero: the money was never its own.
   *
   * @param idempotencyKey 1 to 190 printable characters
   * @param account        number of the right account, or null
   * @param meter          serial of the right meter, or null; exactly one of the two
   * @param reason         1 to 500 characters
   * @throws Rejected 400 no usable key, 404 unknown payment, account or meter, 409 nothing is left of it, a refund is on
   *     its way, it is there already, or the key was used for something else, 422 a field is wrong or the currency differs
   */
  public Idempotency.Answer<Reallocation> move(long paymentId, String idempotencyKey, String account, String meter,
      String reason, String actor) {
    Wish wish = new Wish(paymentId, Idempotency.key(idempotencyKey),
        Idempotency.sha256(paymentId, account, meter, reason), account, meter,
        Words.check("reason", reason, LONGEST_REASON), actor);
    try {
      return store.inTransaction(handle -> move(handle, wish));
    } catch (UnableToExecuteStatementException e) {
      if (!Store.isDuplicateKey(e)) {
        throw e;
      }
      // the key came for another payment at the same time
      return store.inTransaction(handle -> move(handle, wish));
    }
  }

  /** The moves of a payment, oldest first. */
  public List<Reallocation> of(long paymentId) {
    return store.read(handle -> ReallocationRows.of(handle, paymentId));
  }

  private Idempotency.Answer<Reallocation> move(Handle handle, Wish wish) {
    LockedPayment payment = LockedPayment.lock(handle, wish.paymentId());
    Optional<ReallocationRows.Known> known = ReallocationRows.byKey(handle, wish.key());
    if (known.isPresent()) {
      Idempotency.sameContent(known.get().requestSha256(), wish.sha256(), "reallocation " + known.get().id());
      return new Idempotency.Answer<>(ReallocationRows.get(handle, known.get().id()), false);
    }
    Target target = Target.find(handle, wish.account(), wish.meter());
    check(handle, payment, target);
    Instant now = store.now();
    MoveBooks.Moved moved = new MoveBooks(handle, credit, now).move(payment, target);
    long id = ReallocationRows.add(handle, payment, target, moved, wish.key(), wish.sha256(), wish.reason(), wish.actor(),
        now);
    new MoveEffects(handle, now).of(id, payment, target, moved, wish.reason(), wish.actor());
    return new Idempotency.Answer<>(ReallocationRows.get(handle, id), true);
  }

  private static void check(Handle handle, LockedPayment payment, Target target) {
    if (payment.left() == 0) {
      throw new Rejected(409, "payment " + payment.id() + " is refunded whole, nothing of it is left to move");
    }
    handle.createQuery("SELECT id FROM refund WHERE payment_id = :id AND state NOT IN ('done', 'refused') LIMIT 1")
        .bind("id", payment.id()).mapTo(String.class).findOne().ifPresent(refund -> {
          throw new Rejected(409, "refund " + refund + " of payment " + payment.id() + " is on its way; allowed is to move"
              + " what is left when it has ended");
        });
    if (!payment.inSuspense() && Objects.equals(payment.accountId(), target.accountId())
        && Objects.equals(payment.meterId(), target.meterId())) {
      throw new Rejected(409, "payment " + payment.id() + " is on account " + target.account() + ", meter " + target.meter()
          + " already");
    }
    if (!payment.currency().equals(target.currency())) {
      throw new Rejected(422, "payment " + payment.id() + " is in " + payment.currency() + ", account " + target.account()
          + " in " + target.currency() + "; allowed is an account in the currency of the payment");
    }
  }
}
