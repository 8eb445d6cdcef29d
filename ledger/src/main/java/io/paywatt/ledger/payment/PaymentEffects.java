package io.paywatt.ledger.payment;

import java.time.Instant;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.outbox.Outbox;
import org.jdbi.v3.core.Handle;

/** What a payment sets going outside: outbox rows under a key of the payment. */
final class PaymentEffects {
  /** A meter that stays away longer learns its balance from the next command. */
  private static final long EXPIRES_SECONDS = 7 * 24 * 3600;

  private PaymentEffects() {}

  /** The meter is credited and the resident gets a receipt. @param balanceMinor balance after the payment */
  static void posted(Handle handle, long payment, PaymentNotice notice, Placement.Account account, long balanceMinor,
      Instant now) {
    ObjectNode command = StrictJson.MAPPER.createObjectNode().put("meterId", account.meterId()).put("kind", "credit");
    command.set("body", money(notice).put("balance", balanceMinor));
    command.put("expiresInSeconds", EXPIRES_SECONDS);
    Outbox.add(handle, "credit:payment:" + payment, Outbox.Kind.METER_COMMAND, command.toString(), now);

    ObjectNode receipt = StrictJson.MAPPER.createObjectNode().put("kind", "receipt").put("accountId", account.id())
        .put("meterId", account.meterId());
    receipt.set("params", money(notice).put("balance", balanceMinor).put("paidAt", notice.paidAt().toString())
        .put("transactionId", notice.transactionId()));
    Outbox.add(handle, "receipt:payment:" + payment, Outbox.Kind.NOTICE, receipt.toString(), now);
  }

  /** The administrators hear of money that has no place. */
  static void parked(Handle handle, long payment, PaymentNotice notice, String reason, Instant now) {
    ObjectNode alert = StrictJson.MAPPER.createObjectNode().put("kind", "payment-parked").putNull("accountId")
        .putNull("meterId");
    alert.set("params", money(notice).put("provider", notice.provider()).put("transactionId", notice.transactionId())
        .put("paidAt", notice.paidAt().toString()).put("reason", reason));
    Outbox.add(handle, "parked:payment:" + payment, Outbox.Kind.NOTICE, alert.toString(), now);
  }

  private static ObjectNode money(PaymentNotice notice) {
    return StrictJson.MAPPER.createObjectNode().put("amount", notice.money().amount())
        .put("currency", notice.money().currency());
  }
}
