package io.paywatt.ledger.payment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.failed.FailedDesk;
import io.paywatt.ledger.failed.FailedMessage;
import io.paywatt.ledger.outbox.Outbox;
import org.jdbi.v3.core.Handle;

/** Payments a person has to look at: kept, put on the desk, told to the administrators. */
final class Parking {
  private static final String ROUTE = "payment-accept";

  private Parking() {}

  static void park(Handle handle, Telling telling, Instant now) {
    FailedDesk.add(handle, item(telling.notice(), ROUTE, new Rejected(422, telling.placement().reason())), now);
    Outbox.add(handle, List.of(PaymentEffects.parked(telling)), now);
  }

  /** The first telling stands. The payment is locked, so each other telling gets one item. */
  static void conflict(Handle handle, Telling telling, Instant now) {
    int added = handle.createUpdate("INSERT IGNORE INTO payment_conflict (payment_id, content_sha256, raw_notice_id)"
            + " VALUES (:payment, :sha, :raw)")
        .bind("payment", telling.payment()).bind("sha", telling.sha256()).bind("raw", telling.raw()).execute();
    if (added > 0) {
      // not replayable: it would be a conflict again
      FailedDesk.add(handle, item(telling.notice(), null, new Rejected(409, "payment " + telling.payment()
          + " was told before with other content: " + telling.known().difference(telling.notice()))), now);
    }
  }

  private static FailedMessage item(PaymentNotice notice, String replayTo, Rejected why) {
    return new FailedMessage(ROUTE, null, null, replayTo, "application/json",
        Map.of("provider", notice.provider(), "transactionId", notice.transactionId()), notice.toJson(), why);
  }
}
