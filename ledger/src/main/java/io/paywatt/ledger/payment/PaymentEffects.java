package io.paywatt.ledger.payment;

import java.util.List;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.outbox.Outbox;

/** What a payment sets going outside: outbox rows under a key of the payment. */
final class PaymentEffects {
  /** A meter that stays away longer learns its balance from the next command. */
  private static final long EXPIRES_SECONDS = 7 * 24 * 3600;

  private PaymentEffects() {}

  /**
   * The meter is credited and the resident gets a receipt.
   *
   * @param recoveredNano what went to the debt, nano units
   * @param balanceMinor  balance after the payment
   */
  static List<Outbox.Effect> posted(Telling telling, long recoveredNano, long balanceMinor) {
    Placement.Account account = telling.placement().account();
    ObjectNode body = credit(telling, recoveredNano, balanceMinor);
    ObjectNode command = StrictJson.MAPPER.createObjectNode().put("meterId", account.meterId())
        .put("kind", body.has("amount") ? "credit" : "balance");
    command.set("body", body);
    command.put("expiresInSeconds", EXPIRES_SECONDS);
    return List.of(
        new Outbox.Effect("credit:payment:" + telling.payment(), Outbox.Kind.METER_COMMAND, command.toString()),
        new Outbox.Effect("receipt:payment:" + telling.payment(), Outbox.Kind.NOTICE,
            receipt(telling, recoveredNano, balanceMinor).toString()));
  }

  /** What the meter adds is less than what was paid when a debt took its share; of nothing only the balance is told. */
  private static ObjectNode credit(Telling telling, long recoveredNano, long balanceMinor) {
    ObjectNode body = money(telling.notice()).put("balance", balanceMinor);
    if (recoveredNano > 0) {
      String currency = telling.notice().money().currency();
      body.put("paid", telling.notice().money().amount())
          .put("amount", Nano.toMinorFloor(telling.nano() - recoveredNano, currency));
      if (body.path("amount").asLong() == 0) {
        body.remove("amount");
      }
    }
    return body;
  }

  private static ObjectNode receipt(Telling telling, long recoveredNano, long balanceMinor) {
    PaymentNotice notice = telling.notice();
    Placement.Account account = telling.placement().account();
    ObjectNode receipt = StrictJson.MAPPER.createObjectNode().put("kind", recoveredNano > 0 ? "receipt-debt" : "receipt")
        .put("accountId", account.id()).put("meterId", account.meterId());
    ObjectNode params = money(notice).put("balance", balanceMinor).put("paidAt", notice.paidAt().toString())
        .put("transactionId", notice.transactionId());
    if (recoveredNano > 0) {
      params.put("recovered", Nano.toMinorFloor(recoveredNano, notice.money().currency()));
    }
    receipt.set("params", params);
    return receipt;
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
