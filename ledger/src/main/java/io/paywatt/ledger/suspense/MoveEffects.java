package io.paywatt.ledger.suspense;

import java.time.Instant;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.audit.Audit;
import io.paywatt.ledger.failed.FailedDesk;
import io.paywatt.ledger.store.Json;
import org.jdbi.v3.core.Handle;

/** Who hears of a move: the meters, the holders, the desk, the audit. */
final class MoveEffects {
  private final Handle handle;
  private final Instant now;

  MoveEffects(Handle handle, Instant now) {
    this.handle = handle;
    this.now = now;
  }

  void of(long id, LockedPayment payment, Target target, MoveBooks.Moved moved, String reason, String actor) {
    if (payment.inSuspense()) {
      ObjectNode params = params(payment);
      // under the keys of a payment that is posted at once, so that its timeline goes on
      toTarget("credit:payment:" + payment.id(), "receipt:payment:" + payment.id(),
          moved.use().receipt(params, payment.id(), payment.currency()), params, payment, target, moved);
      FailedDesk.dealtWith(handle, "payment-accept", payment.provider(), payment.transactionId(), payment.receivedAt(),
          "moved to account " + target.account() + ", meter " + target.meter());
    } else {
      toTarget("credit:reallocation:" + id, "moved-in:reallocation:" + id, "payment-moved-in",
          params(payment).put("balance", moved.toBalance()), payment, target, moved);
      fromWrongPlace(id, payment, moved);
    }
    Audit.add(handle, actor, "reallocate", "payment:" + payment.id(), Json.write(detail(id, payment, target, moved, reason)));
  }

  private void toTarget(String creditKey, String noticeKey, String kind, ObjectNode params, LockedPayment payment,
      Target target, MoveBooks.Moved moved) {
    if (moved.use().bought() == null) {
      MoneyEffects.credit(handle, creditKey, target.meterId(), payment.left(), payment.currency(), moved.toBalance(), now);
    } else {
      MoneyEffects.units(handle, creditKey, target.meterId(), payment.left(), payment.currency(), moved.use().bought(), now);
    }
    MoneyEffects.notice(handle, noticeKey, kind, target.accountId(), target.meterId(), params, now);
  }

  /** The meter has counted the credit: only its balance can be set, a credit is never negative. */
  private void fromWrongPlace(long id, LockedPayment payment, MoveBooks.Moved moved) {
    if (payment.meterId() != null) {
      MoneyEffects.balance(handle, "balance:reallocation:" + id, payment.meterId(), moved.fromBalance(),
          payment.currency(), now);
    }
    MoneyEffects.notice(handle, "moved-out:reallocation:" + id, "payment-moved-out", payment.accountId(),
        payment.meterId(), params(payment).put("balance", moved.fromBalance()), now);
  }

  private static ObjectNode params(LockedPayment payment) {
    return Json.object().put("amount", payment.left()).put("currency", payment.currency())
        .put("paidAt", payment.paidAt().toString()).put("transactionId", payment.transactionId());
  }

  private ObjectNode detail(long id, LockedPayment payment, Target target, MoveBooks.Moved moved, String reason) {
    ObjectNode detail = Json.object().put("reallocation", id).put("amount", payment.left())
        .put("currency", payment.currency()).put("reason", reason);
    detail.putObject("before").put("state", payment.state()).put("accountId", payment.inSuspense() ? null : payment.accountId())
        .put("meterId", payment.inSuspense() ? null : payment.meterId()).put("entry", payment.entryId());
    detail.putObject("after").put("state", "posted").put("account", target.account()).put("meter", target.meter())
        .put("entry", moved.entry()).put("reversal", moved.reversal()).put("fromBalance", moved.fromBalance())
        .put("toBalance", moved.toBalance());
    return detail;
  }
}
