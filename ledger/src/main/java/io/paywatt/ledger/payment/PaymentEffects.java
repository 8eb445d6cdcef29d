package io.paywatt.ledger.payment;

import java.util.List;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.outbox.Outbox;

/** What a payment sets going outside: outbox rows under a key of the payment. */
final class PaymentEffects {
  /** A meter that stays away longer learns its balance from the next command. */
  private static final long EXPIRES_SECONDS = 7 * 24 * 3600;

  private PaymentEffects() {}

  /** The meter is credited and the resident gets a receipt. @param balanceMinor balance after the payment */
  static List<Outbox.Effect> posted(Telling telling, long balanceMinor) {
    PaymentNotice notice = telling.notice();
    Placement.Account account = telling.placement().account();
    ObjectNode command = StrictJson.MAPPER.createObjectNode().put("meterId", account.meterId()).put("kind", "credit");
    command.set("body", money(notice).put("balance", balanceMinor));
    command.put("expiresInSeconds", EXPIRES_SECONDS);

    ObjectNode receipt = StrictJson.MAPPER.createObjectNode().put("kind", "receipt").put("accountId", account.id())
        .put("meterId", account.meterId());
    receipt.set("params", money(notice).put("balance", balanceMinor).put("paidAt", notice.paidAt().toString())
        .put("transactionId", notice.transactionId()));
    return List.of(
        new Outbox.Effect("credit:payment:" + telling.payment(), Outbox.Kind.METER_COMMAND, command.toString()),
        new Outbox.Effect("receipt:payment:" + telling.payment(), Outbox.Kind.NOTICE, receipt.toString()));
  }

  /** The administrators hear of money that has no place. */
  static Outbox.Effect parked(Telling telling) {
    PaymentNotice notice = telling.notice();
    ObjectNode alert = StrictJson.MAPPER.createObjectNode().put("kind", "payment-parked").putNull("accountId")
        .putNull("meterId");
    alert.set("params", money(notice).put("provider", notice.provider()).put("transactionId", notice.transactionId())
        .put("paidAt", notice.paidAt().toString()).put("reason", telling.placement().reason()));
    return new Outbox.Effect("parked:payment:" + telling.payment(), Outbox.Kind.NOTICE, alert.toString());
  }

  private static ObjectNode money(PaymentNotice notice) {
    return StrictJson.MAPPER.createObjectNode().put("amount", notice.money().amount())
        .put("currency", notice.money().currency());
  }
}
