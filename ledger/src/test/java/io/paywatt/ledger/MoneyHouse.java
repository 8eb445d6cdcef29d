package io.paywatt.ledger;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.journal.Journal;
import io.paywatt.ledger.journal.Journal.Line;
import io.paywatt.ledger.payment.PaymentResult;
import io.paywatt.ledger.refund.Refund;
import io.paywatt.ledger.refund.RefundDesk;
import io.paywatt.ledger.refund.RefundIntake;
import io.paywatt.ledger.refund.RefundRequest;
import io.paywatt.ledger.refund.Refunds;
import io.paywatt.ledger.suspense.Reallocations;
import io.paywatt.ledger.suspense.Suspense;

/** A ledger on the real MariaDB with what disposes of money: suspense, moves, refunds. All money is CNY, minor units. */
public final class MoneyHouse {
  /** Providers that take refunds here; the others are refunded by hand. */
  public static final String WITH_REFUNDS = "wechat";
  private static final AtomicInteger NUMBER = new AtomicInteger();
  public final TestLedger ledger;
  public final Reallocations reallocations;
  public final Refunds refunds;
  public final RefundDesk desk;
  public final RefundIntake notices;
  public final Suspense suspense;

  private MoneyHouse(TestLedger ledger) {
    this.ledger = ledger;
    CreditDesk credit = ledger.credit;
    reallocations = new Reallocations(ledger.store, credit);
    refunds = new Refunds(ledger.store, credit, (provider, operation) -> provider.equals(WITH_REFUNDS));
    desk = new RefundDesk(ledger.store, credit);
    notices = new RefundIntake(ledger.store, credit);
    suspense = new Suspense(ledger.store);
  }

  public static MoneyHouse open(String schema) {
    return on(TestLedger.open(schema));
  }

  public static MoneyHouse on(TestLedger ledger) {
    return new MoneyHouse(ledger);
  }

  /** An account with one meter of the name {@code M-<account>}, with an opening balance in whole yuan. */
  public void account(String number, int yuan) {
    ledger.importLines("North,R-" + number + "," + number + ",Li Lei,13800000001,zh-CN,M-" + number + ",native,flat,"
        + yuan + ",0,1");
  }

  /** A payment for a meter, under a fresh transaction. @return row of payment */
  public long pay(String provider, String meter, long amount) {
    return pay(provider, "t-" + NUMBER.incrementAndGet(), null, meter, amount);
  }

  /** As {@link #pay(String, String, long)} with a transaction and an order of the caller's choice. */
  public long pay(String provider, String transaction, String order, String meter, long amount) {
    PaymentResult result = ledger.intake.accept(notice(provider, transaction, order, meter, amount));
    if (result instanceof PaymentResult.Posted posted) {
      return posted.paymentId();
    }
    return result instanceof PaymentResult.Parked parked ? parked.paymentId()
        : ((PaymentResult.Duplicate) result).paymentId();
  }

  /** The normalised notice of a payment. */
  public static byte[] notice(String provider, String transaction, String order, String meter, long amount) {
    return ("{\"provider\":\"" + provider + "\",\"transactionId\":\"" + transaction + "\",\"orderId\":" + text(order)
        + ",\"meter\":" + text(meter) + ",\"amount\":" + amount + ",\"currency\":\"CNY\",\"paidAt\":"
        + "\"2026-11-23T03:59:00Z\"}").getBytes(StandardCharsets.UTF_8);
  }

  /** What a provider tells of a refund. */
  public static byte[] told(Refund refund, String state) {
    return told(refund.id(), refund.provider(), refund.transactionId(), refund.amount(), state);
  }

  public static byte[] told(String id, String provider, String transaction, long amount, String state) {
    return ("{\"provider\":\"" + provider + "\",\"refundId\":\"" + id + "\",\"transactionId\":\"" + transaction
        + "\",\"providerRefundId\":\"p-" + id + "\",\"amount\":" + amount + ",\"currency\":\"CNY\",\"state\":\"" + state
        + "\",\"at\":\"2026-11-23T13:00:00+08:00\",\"raw\":\"e30=\"}").getBytes(StandardCharsets.UTF_8);
  }

  /** A refund under a fresh key. */
  public Refund refund(long payment, Long amount) {
    return refunds.request(payment, "key-" + NUMBER.incrementAndGet(), new RefundRequest(amount, "moved out", false, false),
        "anna").it();
  }

  /** A move under a fresh key. */
  public void move(long payment, String account) {
    reallocations.move(payment, "key-" + NUMBER.incrementAndGet(), account, null, "wrong room", "anna");
  }

  /** Consumption in minor units, as a reconciliation books it. */
  public void consume(String account, long minor) {
    ledger.store.inTransaction(handle -> {
      long nano = minor * 10_000_000;
      long id = handle.createQuery("SELECT id FROM account WHERE number = :n").bind("n", account).mapTo(Long.class).one();
      long meter = handle.createQuery("SELECT id FROM meter WHERE account_id = :a LIMIT 1").bind("a", id).mapTo(Long.class)
          .one();
      long entry = Journal.post(handle, Journal.Kind.CONSUMPTION,
          "consumption:" + NUMBER.incrementAndGet(), ledger.store.now(), List.of(
              new Line(Journal.customer(handle, id), -nano),
              new Line(
                  Journal.control(handle, "revenue:energy", "CNY"), nano)));
      handle.execute("INSERT INTO charge_line (entry_id, meter_id, from_at, to_at, energy_wh, tariff, valid_from, price,"
          + " amount) VALUES (?, ?, NOW(), NOW(), 1, 'flat', '2026-01-01', ?, ?)", entry, meter, nano, nano);
      return handle.execute("UPDATE balance SET amount = amount - ? WHERE account_id = ?", nano, id);
    });
  }

  /** Meter commands caused so far, as {@code kind body}, for a meter. */
  public List<String> commands(String meter) {
    return ledger.store.read(handle -> handle.createQuery("SELECT CONCAT(JSON_VALUE(o.payload, '$.kind'), ' ',"
            + " JSON_QUERY(o.payload, '$.body')) FROM outbox o JOIN meter m ON m.id = JSON_VALUE(o.payload, '$.meterId')"
            + " WHERE o.kind = 'meter-command' AND m.serial = :meter ORDER BY o.id")
        .bind("meter", meter).mapTo(String.class).list());
  }

  /** Kinds of the messages caused so far for an account. */
  public List<String> messages(String account) {
    return ledger.store.read(handle -> handle.createQuery("SELECT JSON_VALUE(o.payload, '$.kind') FROM outbox o"
            + " JOIN account a ON a.id = JSON_VALUE(o.payload, '$.accountId') WHERE o.kind = 'notice' AND a.number = :account"
            + " ORDER BY o.id").bind("account", account).mapTo(String.class).list());
  }

  /** Minor units on a ledger account. */
  public long on(String code) {
    return ledger.number("SELECT COALESCE(SUM(p.amount), 0) DIV 10000000 FROM posting p JOIN ledger_account l"
        + " ON l.id = p.ledger_account_id WHERE l.code = ?", code);
  }

  /** Runs the same thing on several threads. */
  public static <T> List<T> together(int threads, IntFunction<T> work) {
    ConcurrentHashMap<Integer, T> results = new ConcurrentHashMap<>();
    List<Thread> running = IntStream.range(0, threads)
        .mapToObj(i -> new Thread(() -> results.put(i, work.apply(i)))).toList();
    running.forEach(Thread::start);
    running.forEach(thread -> {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
    return List.copyOf(results.values());
  }

  private static String text(String value) {
    return value == null ? "null" : "\"" + value + "\"";
  }
}
