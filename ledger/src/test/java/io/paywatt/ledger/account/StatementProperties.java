package io.paywatt.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import io.paywatt.ledger.TestLedger;
import io.paywatt.ledger.journal.Journal;
import io.paywatt.ledger.journal.Journal.Line;
import io.paywatt.ledger.store.Page;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeContainer;

/** The lines of any interval are its postings, and the balance changes by their sum. */
class StatementProperties {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static TestLedger ledger;
  private static Statement statement;
  private static int number;

  @BeforeContainer
  static void open() {
    ledger = TestLedger.open("statement_properties");
    statement = new Statement(ledger.store);
  }

  @Property(tries = 30)
  void sum_of_lines_is_sum_of_postings_is_change_of_balance(@ForAll long seed) {
    Random random = new Random(seed);
    String account = "P-" + ++number;
    ledger.account(account, "PM-" + number);
    Instant began = ledger.store.now();
    history(account, random);
    Instant from = began.plusMillis(random.nextInt(400_000_000));
    Instant to = from.plusMillis(1 + random.nextInt(400_000_000));
    Statement.Ends ends = statement.ends(account, from, to);
    BigDecimal change = new BigDecimal(ends.closing().exact()).subtract(new BigDecimal(ends.opening().exact()));
    List<StatementLine> lines = lines(account, from, to, 1 + random.nextInt(4));
    assertThat(sum(lines)).isEqualByComparingTo(change).isEqualByComparingTo(posted(account, from, to));
    assertThat(lines.isEmpty() ? ends.opening().exact() : lines.get(lines.size() - 1).balanceExact())
        .isEqualTo(ends.closing().exact());
    StatementSheet sheet = statement.sheet(account, from, to, ZONE);
    assertThat(Exact.of(sheet.openingNano())).isEqualTo(ends.opening().exact());
    assertThat(Exact.of(sheet.closingNano())).isEqualTo(ends.closing().exact());
    assertThat(sheet.lines().stream().mapToLong(Posted::nano).sum()).isEqualTo(sheet.closingNano() - sheet.openingNano());
    assertThat(statement.ends(account, began.minusSeconds(1), began.plus(Duration.ofDays(99))).closing().exact())
        .isEqualTo(Exact.of(ledger.number("SELECT b.amount FROM balance b JOIN account a ON a.id = b.account_id"
            + " WHERE a.number = ?", account)));
  }

  /** Payments, consumption in several lines, and entries that are taken back, over some days. */
  private static void history(String account, Random random) {
    for (int n = random.nextInt(12); n > 0; n--) {
      ledger.passTime(Duration.ofMillis(random.nextInt(80_000_000)));
      String key = account + ":" + n;
      long yuan = 1 + random.nextInt(9);
      if (random.nextBoolean()) {
        TestCharges.post(ledger, account, "PM-" + number, "consumption:" + key, yuan, Duration.ofHours(-1), Duration.ZERO);
      } else {
        long paid = pay(account, key, 1 + random.nextInt(1_000_000_000));
        if (random.nextInt(3) == 0) {
          takeBack(account, key, paid);
        }
      }
    }
  }

  private static long pay(String account, String key, long nano) {
    return ledger.store.inTransaction(handle -> {
      long entry = Journal.post(handle, Journal.Kind.PAYMENT, "payment:" + key, ledger.store.now(), List.of(
          new Line(Journal.customer(handle, id(account)), nano), new Line(Journal.control(handle, "clearing:x", "CNY"), -nano)));
      Journal.addToBalance(handle, id(account), nano);
      return entry;
    });
  }

  private static void takeBack(String account, String key, long entry) {
    long nano = ledger.number("SELECT MAX(amount) FROM posting WHERE entry_id = ?", entry);
    ledger.store.inTransaction(handle -> {
      Journal.reverse(handle, "reversal:" + key, entry, ledger.store.now(), List.of(
          new Line(Journal.customer(handle, id(account)), -nano), new Line(Journal.control(handle, "clearing:x", "CNY"), nano)));
      return Journal.addToBalance(handle, id(account), -nano);
    });
  }

  private static long id(String account) {
    return ledger.number("SELECT id FROM account WHERE number = ?", account);
  }

  private static List<StatementLine> lines(String account, Instant from, Instant to, int limit) {
    List<StatementLine> lines = new ArrayList<>();
    String after = null;
    do {
      Page<StatementLine> page = statement.page(account, from, to, limit, after);
      lines.addAll(page.items());
      after = page.next();
    } while (after != null);
    return lines;
  }

  private static BigDecimal sum(List<StatementLine> lines) {
    return lines.stream().map(line -> new BigDecimal(line.amountExact())).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal posted(String account, Instant from, Instant to) {
    return BigDecimal.valueOf(ledger.number("SELECT COALESCE(SUM(p.amount), 0) FROM posting p JOIN journal_entry e"
        + " ON e.id = p.entry_id JOIN ledger_account l ON l.id = p.ledger_account_id JOIN account a ON a.id = l.account_id"
        + " WHERE a.number = ? AND e.posted_at >= ? AND e.posted_at < ?", account,
        io.paywatt.ledger.store.Store.utc(from), io.paywatt.ledger.store.Store.utc(to)), 9);
  }
}
