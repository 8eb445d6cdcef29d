package io.paywatt.ledger.payment;

import java.util.List;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.outbox.Outbox;
import io.paywatt.ledger.vend.Purchases;

/** What a payment sets going outside: outbox rows under a key of the payment. */
final class PaymentEffects {
  /** A meter that stays away longer learns its balance from the next command. */
  private static final long EXPIRES_SECONDS = 7 * 24 * 3600;

  private PaymentEffects() {}

  /** The meter is credited and the resident gets a receipt. @param use what became of the payment */
  static List<Outbox.Effect> posted(Telling telling, Purchases.Use use) {
    Placement.Account account = telling.placement().account();
    ObjectNode body = use.bought() == null ? credit(telling, use) : units(telling, use);
    ObjectNode command = StrictJson.MAPPER.createObjectNode().put("meterId", account.meterId())
        .put("kind", body.has("amount") || body.has("energyWh") ? "credit" : "balance");
    command.set("body", body);
    command.put("expiresInSeconds", EXPIRES_SECONDS);
    return List.of(
        new Outbox.Effect("credit:payment:" + telling.payment(), Outbox.Kind.METER_COMMAND, command.toString()),
        new Outbox.Effect("receipt:payment:" + telling.payment(), Outbox.Kind.NOTICE, receipt(telling, use).toString()));
  }

  /** What the meter adds is less than what was paid when a debt took its share; of nothing only the balance is told. */
  private static ObjectNode credit(Telling telling, Purchases.Use use) {
    String currency = telling.notice().money().currency();
    ObjectNode body = money(telling.notice()).put("balance", Nano.toMinorFloor(use.balance(), currency));
    if (use.recovered() > 0) {
      long added = Nano.toMinorFloor(telling.nano() - use.recovered(), currency);
      body.remove("amount");
      body.put("paid", telling.notice().money().amount());
      return added == 0 ? body : body.put("amount", added);
    }
    return body;
  }

  /** A meter of an account that holds kWh counts Wh. */
  private static ObjectNode units(Telling telling, Purchases.Use use) {
    ObjectNode body = StrictJson.MAPPER.createObjectNode().put("paid", telling.notice().money().amount())
        .put("currency", telling.notice().money().currency()).put("balanceWh", use.bought().balanceWh());
    return use.bought().wh() == 0 ? body : body.put("energyWh", use.bought().wh());
  }

  private static ObjectNode receipt(Telling telling, Purchases.Use use) {
    PaymentNotice notice = telling.notice();
    Placement.Account account = telling.placement().account();
    ObjectNode params = money(notice);
    String kind = use.receipt(params, telling.payment(), notice.money().currency());
    params.put("paidAt", notice.paidAt().toString()).put("transactionId", notice.transactionId());
    ObjectNode receipt = StrictJson.MAPPER.createObjectNode().put("kind", kind).put("accountId", account.id())
        .put("meterId", account.meterId());
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
