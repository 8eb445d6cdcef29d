package io.paywatt.ledger.payment;

import java.time.Instant;
import java.util.Map;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.failed.FailedDesk;
import io.paywatt.ledger.failed.FailedMessage;
import org.jdbi.v3.core.Handle;

/** Payments a person has to look at: kept, put on the desk, told to the administrators. */
final class Parking {
  private static final String ROUTE = "payment-accept";

  private Parking() {}

  /** @param entry the posting to suspense, or null when the money is not on our merchant account */
  static PaymentResult park(Handle handle, PaymentNotice notice, Placement placement, Long entry, Instant now) {
    long raw = PaymentRows.addRaw(handle, notice, "parked", now);
    long payment = PaymentRows.add(handle, notice, placement, raw, entry, now);
    FailedDesk.add(handle, item(notice, ROUTE, new Rejected(422, placement.reason())), now);
    PaymentEffects.parked(handle, payment, notice, placement.reason(), now);
    return new PaymentResult.Parked(payment, placement.reason());
  }

  /** The first telling stands. The caller holds the lock on the payment, so each other telling gets one item. */
  static PaymentResult conflict(Handle handle, PaymentRow payment, PaymentNotice notice, Instant now) {
    long raw = PaymentRows.addRaw(handle, notice, "conflict", now);
    String difference = payment.difference(notice);
    int added = handle.createUpdate("INSERT IGNORE INTO payment_conflict (payment_id, content_sha256, raw_notice_id)"
            + " VALUES (:payment, :sha, :raw)")
        .bind("payment", payment.id()).bind("sha", PaymentRow.contentSha256(notice)).bind("raw", raw).execute();
    if (added > 0) {
      // not replayable: it would be a conflict again
      FailedDesk.add(handle, item(notice, null, new Rejected(409, "payment " + payment.id() + " was told before with"
          + " other content: " + difference)), now);
    }
    return new PaymentResult.Conflict(payment.id(), difference);
  }

  private static FailedMessage item(PaymentNotice notice, String replayTo, Rejected why) {
    return new FailedMessage(ROUTE, null, null, replayTo, "application/json",
        Map.of("provider", notice.provider(), "transactionId", notice.transactionId()), notice.toJson(), why);
  }
}
