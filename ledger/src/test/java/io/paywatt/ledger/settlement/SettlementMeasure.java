package io.paywatt.ledger.settlement;

import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import io.paywatt.ledger.store.Store;

/**
 * Measures a large bill, by hand: {@code java -Xmx128m -cp ... SettlementMeasure 1000000}. As many payments are in the
 * ledger, each with postings and a command; ten lines differ.
 */
final class SettlementMeasure {
  private static final String DAY = "2026-11-21";
  private static final String PROVIDER = "large";
  private static final Instant FROM = Instant.parse("2026-11-20T16:00:00Z");

  private SettlementMeasure() {}

  public static void main(String[] arguments) throws IOException {
    int count = Integer.parseInt(arguments[0]);
    TestDay house = new TestDay("settlement_measure");
    Path file = bill(count);
    System.out.printf("bill: %d lines, %d MB, heap limit %d MB%n", count, Files.size(file) >> 20,
        Runtime.getRuntime().maxMemory() >> 20);
    measure("payments into the ledger", () -> payments(house, count));
    measure("bill into rows", () -> new Bills(house.ledger.store).load(PROVIDER, java.time.LocalDate.parse(DAY), file));
    measure("compare", () -> System.out.println(house.settlements.compare(PROVIDER, DAY)));
    measure("compare again", () -> house.settlements.compare(PROVIDER, DAY));
    house.differences(PROVIDER).forEach((what, state) -> System.out.println(what + ": " + state));
    Files.delete(file);
    System.exit(0);
  }

  private static Path bill(int count) throws IOException {
    Path file = Files.createTempFile("paywatt-large-", ".ndjson");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 1; i <= count; i++) {
        long amount = i % 100_000 == 0 ? 4999 : 5000;
        out.write(TestDay.paid(transaction(i), amount, FROM.plusMillis(i * 80L)));
        out.newLine();
      }
    }
    return file;
  }

  /** Spread as random ids are, so that the index is not filled from one end. */
  private static String transaction(int number) {
    return String.format("4200%012d%08d", Math.floorMod(number * 7_368_787L, 1_000_000_007L), number);
  }

  private static void payments(TestDay house, int count) {
    String meter = house.meter();
    long first = house.pay(PROVIDER, "first", meter, 5000, FROM.minusSeconds(60));
    house.metersAnswer();
    String one = "CONCAT('4200', LPAD(MOD(s.seq * 7368787, 1000000007), 12, '0'), LPAD(s.seq, 8, '0'))";
    String numbers = " FROM seq_1_to_" + count + " s";
    Object now = Store.utc(house.ledger.store.now());
    house.sql("INSERT INTO journal_entry (id, entry_key, kind, posted_at) SELECT 1000000 + s.seq, CONCAT('payment:" + PROVIDER
        + ":', " + one + "), 'payment', ?" + numbers, now);
    house.sql("INSERT INTO posting (entry_id, ledger_account_id, amount) SELECT 1000000 + s.seq, a.id,"
        + " IF(a.kind = 'clearing', -1, 1) * 50000000000" + numbers + " JOIN ledger_account a ON a.code = 'clearing:" + PROVIDER
        + "' OR a.account_id = (SELECT account_id FROM payment WHERE id = " + first + ")");
    house.sql("INSERT INTO payment (id, provider, provider_transaction_id, content_sha256, account_id, meter_id, amount,"
        + " currency, paid_at, received_at, state, raw_notice_id, entry_id) SELECT 1000000 + s.seq, p.provider, " + one
        + ", p.content_sha256, p.account_id, p.meter_id, 5000, 'CNY', ? + INTERVAL s.seq * 80000 MICROSECOND, ?, 'posted',"
        + " p.raw_notice_id, 1000000 + s.seq FROM payment p, seq_1_to_" + count + " s WHERE p.id = " + first, Store.utc(FROM), now);
    house.sql("INSERT INTO command (id, command_key, meter_id, kind, payload, state, created_at, due_at, expires_at) SELECT"
        + " UUID(), CONCAT('credit:payment:', 1000000 + s.seq), c.meter_id, 'credit', c.payload, 'accepted', ?, ?, ?"
        + " FROM command c, seq_1_to_" + count + " s WHERE c.command_key = 'credit:payment:" + first + "'", now, now, now);
  }

  private static void measure(String what, Runnable work) {
    var pools = ManagementFactory.getMemoryPoolMXBeans().stream().filter(it -> it.getType() == MemoryType.HEAP).toList();
    System.gc();
    pools.forEach(MemoryPoolMXBean::resetPeakUsage);
    long began = System.nanoTime();
    work.run();
    System.out.printf("%s: %.1f s, heap at most %d MB%n", what, (System.nanoTime() - began) / 1e9,
        pools.stream().mapToLong(it -> it.getPeakUsage().getUsed()).sum() >> 20);
  }
}
