package io.paywatt.ledger.settlement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.time.ZoneId;
import io.paywatt.ledger.EffectsHouse;
import io.paywatt.ledger.TestLedger;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.journal.Journal;
import io.paywatt.ledger.journal.Journal.Line;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.outbox.OutboxDesk;
import io.paywatt.ledger.payment.PaymentNotice;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;

/** A ledger with payments, refunds and meters, and a provider whose bills the test writes. */
final class TestDay {
  final TestLedger ledger;
  final Settlements settlements;
  final CommandDesk commands;
  final List<String> claims = new ArrayList<>();
  final Set<String> claimed = new TreeSet<>();
  final Set<String> operations = new TreeSet<>(Set.of("query", "bill"));
  private final OutboxDesk outbox;
  private int meters;

  TestDay(String schema) {
    ledger = TestLedger.open(schema);
    commands = new CommandDesk(ledger.store);
    outbox = new OutboxDesk(ledger.store, commands, EffectsHouse.notices(ledger.store, List.of("13900000001")));
    settlements = new Settlements(ledger.store, new SettlementRules(List.of("wechat"), ZoneId.of("Asia/Shanghai"),
        Map.of("far", ZoneId.of("Africa/Nairobi"))), new Door(), commands);
  }

  /** A bill line as JSON. */
  static String line(String kind, String transaction, String refund, long amount, String currency, String state, Instant at) {
    return Json.write(Json.object().put("kind", kind).put("transactionId", transaction).putNull("orderId")
        .put("refundId", refund).put("amount", amount).put("currency", currency).put("state", state).put("at", at.toString()));
  }

  static String paid(String transaction, long amount, Instant at) {
    return line("payment", transaction, null, amount, "CNY", "done", at);
  }

  /** A new account with a meter of its own. @return serial */
  String meter() {
    String name = "S" + ++meters;
    ledger.account("A-" + name, name);
    return name;
  }

  /** Posts a payment. @return its number */
  long pay(String provider, String transaction, String meter, long amount, Instant at) {
    ledger.intake.accept(new PaymentNotice(provider, transaction, null, meter,
        new Money(amount, "CNY"), at, null, new byte[] {1}).toJson());
    return ledger.number("SELECT id FROM payment WHERE provider = ? AND provider_transaction_id = ?", provider, transaction);
  }

  /** Turns what waits into commands, and has every meter carry them out. */
  void metersAnswer() {
    while (outbox.dispatch() > 0) {
      // until nothing is due
    }
    sql("UPDATE command SET state = 'accepted', attempts = 1, sent_at = created_at, ended_at = created_at,"
        + " reply = JSON_OBJECT('balance', JSON_VALUE(payload, '$.balance') + 0) WHERE state = 'queued'");
  }

  /** A refund of ours that the provider has paid out, or has not yet. @param ended null: on its way */
  void refund(String id, long payment, String provider, long amount, Instant ended, boolean byHand) {
    ledger.store.inTransaction(handle -> {
      long nano = Nano.fromMinor(amount, "CNY");
      long payable = Journal.control(handle, "refund:" + provider, "CNY");
      long suspense = Journal.control(handle, "suspense", "CNY");
      long entry = Journal.post(handle, Journal.Kind.REFUND, "refund:" + id, ledger.store.now(),
          List.of(new Line(suspense, -nano), new Line(payable, nano)));
      Long end = ended == null ? null : Journal.post(handle, Journal.Kind.REFUND, "refund-done:" + id, ledger.store.now(),
          List.of(new Line(payable, -nano), new Line(Journal.control(handle, "clearing:" + provider, "CNY"), nano)));
      return handle.execute("INSERT INTO refund (id, payment_id, idempotency_key, request_sha256, provider, amount, currency,"
              + " reason, actor, by_hand, state, entry_id, end_entry_id, created_at, ended_at)"
              + " VALUES (?, ?, ?, REPEAT('0', 64), ?, ?, 'CNY', 'test', 'test', ?, ?, ?, ?, ?, ?)", id, payment, id, provider,
          amount, byHand, ended == null ? "processing" : "done", entry, end, Store.utc(ledger.store.now()), Store.utc(ended));
    });
  }

  /** Settles a day with a bill of these lines, as the route does. */
  ControlTotals settle(String provider, String day, List<String> lines) {
    return settlements.settle(provider, day, file(lines));
  }

  Path file(List<String> lines) {
    try {
      Path file = Files.createTempFile("paywatt-test-bill-", ".ndjson");
      return Files.write(file, lines, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every difference of the provider: class, subject and day, with state, action and resolution. */
  Map<String, String> differences(String provider) {
    Map<String, String> found = new TreeMap<>();
    ledger.store.read(handle -> handle.createQuery("SELECT CONCAT(class, ' ', subject, ' ', day) AS what, CONCAT(state, ' ',"
            + " COALESCE(resolution, action)) AS state FROM settlement_difference WHERE provider = :p").bind("p", provider)
        .map((row, context) -> Map.entry(row.getString("what"), row.getString("state"))).list())
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return found;
  }

  int sql(String sql, Object... values) {
    return ledger.store.inTransaction(handle -> handle.execute(sql, values));
  }

  /** What the part that asks providers would be told. */
  private final class Door implements ProviderDoor {
    @Override public boolean can(String provider, String operation) {
      return operations.contains(operation);
    }

    @Override public void claim(byte[] json) {
      claims.add(new String(json, StandardCharsets.UTF_8));
    }

    @Override public boolean confirmed(String provider, String transaction, long amount, String currency, Instant paidAt) {
      return claimed.contains(transaction + " " + amount + " " + currency);
    }
  }
}
