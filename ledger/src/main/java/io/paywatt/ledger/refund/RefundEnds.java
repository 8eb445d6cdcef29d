package io.paywatt.ledger.refund;

import java.time.Instant;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.failed.FailedDesk;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.suspense.LockedPayment;
import io.paywatt.ledger.suspense.MoneyEffects;
import org.jdbi.v3.core.Handle;

/** How a refund ends, whoever says so: the provider's answer, its notice, or a person. The caller holds payment and refund. */
final class RefundEnds {
  private final Handle handle;
  private final CreditDesk credit;
  private final Instant now;

  RefundEnds(Handle handle, CreditDesk credit, Instant now) {
    this.handle = handle;
    this.credit = credit;
    this.now = now;
  }

  /** The payer has the money. */
  void done(RefundRow refund, LockedPayment payment, String providerRefundId, String detail) {
    long entry = new RefundBooks(handle, credit, now).paidOut(refund);
    RefundRow.end(handle, refund.id(), "done", entry, providerRefundId, detail, now);
    if (payment.accountId() != null) {
      MoneyEffects.notice(handle, "refund-done:" + refund.id(), "refund-done", payment.accountId(), payment.meterId(),
          params(refund, payment), now);
    }
    if (payment.inSuspense() && payment.left() == 0) {
      FailedDesk.dealtWith(handle, "payment-accept", payment.provider(), payment.transactionId(), payment.receivedAt(),
          "refunded: " + refund.id());
    }
  }

  /** It was refused for good: the money goes back to where it was taken from. */
  void refused(RefundRow refund, String providerRefundId, String why) {
    long entry = new RefundBooks(handle, credit, now).giveBack(refund);
    RefundRow.end(handle, refund.id(), "refused", entry, providerRefundId, why, now);
  }

  /** A person has to act; the administrators hear of it once. @param state held or abnormal */
  void waits(RefundRow refund, LockedPayment payment, String state, Instant due, String providerRefundId, String why) {
    RefundRow.stands(handle, refund.id(), state, state.equals("held") ? "refund" : "refund-query", due, providerRefundId,
        why);
    MoneyEffects.notice(handle, "refund-" + state + ":" + refund.id(), "refund-held", null, refund.meterId(),
        params(refund, payment).put("provider", refund.provider()).put("refund", refund.id())
            .put("reason", why == null ? state : why), now);
  }

  private static ObjectNode params(RefundRow refund, LockedPayment payment) {
    return Json.object().put("amount", refund.amount()).put("currency", refund.currency())
        .put("paidAt", payment.paidAt().toString()).put("transactionId", payment.transactionId());
  }
}
