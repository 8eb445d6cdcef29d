package io.paywatt.ledger.account;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.money.Energy;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** What was put on and taken off an account, line by line, with the balance after each. */
public final class Statement {
  private static final int MOST = 1000;

  private final Store store;

  /**
   * Balances at both ends of an interval: the closing one is the opening one and all lines between.
   *
   * @param opening before the first line
   * @param closing after the last line
   */
  public record Ends(Balance opening, Balance closing) {}

  /** @param amount minor units, rounded down @param exact currency units @param currency ISO 4217 */
  public record Balance(long amount, String exact, String currency) {
    static Balance of(long nano, String currency) {
      return new Balance(Nano.toMinorFloor(nano, currency), Exact.of(nano), currency);
    }
  }

  public Statement(Store store) {
    this.store = store;
  }

  /**
   * Lines posted in the interval, oldest first. A page holds whole journal entries, so it may be longer than the limit.
   *
   * @param from  first instant, inclusive
   * @param to    last instant, exclusive
   * @param limit 1 to 1000 journal entries
   * @param after {@code next} of the page before, or null
   * @throws Rejected 404 unknown account, 422 a parameter is wrong
   */
  public Page<StatementLine> page(String number, Instant from, Instant to, int limit, String after) {
    checkLimit(limit);
    return store.read(handle -> {
      StatementQuery query = StatementQuery.of(handle, number);
      Page<Posted> page = posted(handle, query, from, to, limit, after);
      return new Page<>(page.items().stream().map(line -> StatementLine.of(line, query.currency())).toList(), page.next());
    });
  }

  /**
   * What an account that holds kWh has bought and used, oldest first; parameters as of {@link #page}.
   *
   * @throws Rejected 404 unknown account, 422 it holds money, or a parameter is wrong
   */
  public Page<UnitLine> units(String number, Instant from, Instant to, int limit, String after) {
    checkLimit(limit);
    return store.read(handle -> {
      StatementQuery query = StatementQuery.ofUnits(handle, number);
      Page<Posted> page = posted(handle, query, from, to, limit, after);
      return new Page<>(page.items().stream().map(UnitLine::of).toList(), page.next());
    });
  }

  /** The balances at both ends. @throws Rejected 404 unknown account, 422 from is not before to */
  public Ends ends(String number, Instant from, Instant to) {
    check(from, to);
    return store.read(handle -> {
      StatementQuery query = StatementQuery.of(handle, number);
      return new Ends(Balance.of(query.balance(handle, from), query.currency()),
          Balance.of(query.balance(handle, to), query.currency()));
    });
  }

  /** The same lines as CSV with a header line, amounts exact. @throws Rejected 404 unknown account */
  public void csv(String number, Instant from, Instant to, Appendable out) throws IOException {
    StatementCsv csv = new StatementCsv(out);
    store.read(handle -> {
      StatementQuery query = StatementQuery.of(handle, number);
      for (List<Posted> lines : all(handle, query, from, to)) {
        csv.print(lines.stream().map(line -> StatementLine.of(line, query.currency())).toList());
      }
      return null;
    });
    csv.end();
  }

  /**
   * The whole statement for a person, what was used joined by day.
   *
   * @param zone of the days
   * @throws Rejected 404 unknown account, 422 from is not before to
   */
  public StatementSheet sheet(String number, Instant from, Instant to, ZoneId zone) {
    return store.read(handle -> {
      StatementQuery query = StatementQuery.of(handle, number);
      List<Posted> lines = all(handle, query, from, to).stream().flatMap(List::stream).toList();
      long opening = query.balance(handle, from);
      List<Posted> byDay = StatementSheet.byDay(lines, opening, zone);
      long closing = byDay.isEmpty() ? opening : byDay.get(byDay.size() - 1).balanceNano();
      return handle.createQuery("SELECT a.holder, s.name, r.name, a.locale FROM account a JOIN room r ON r.id = a.room_id"
              + " JOIN site s ON s.id = r.site_id WHERE a.number = :number").bind("number", number)
          .map((row, context) -> new StatementSheet(number, row.getString(1), row.getString(2), row.getString(3),
              row.getString(4), query.currency(), from, to, opening, closing, byDay)).one();
    });
  }

  /**
   * What was charged for a stretch of time, whenever it was posted, without what was taken back: by meter, in the order of
   * time, each line whole.
   *
   * @throws Rejected 404 unknown account, 422 from is not before to
   */
  public List<Posted.Charge> charges(String number, Instant from, Instant to) {
    check(from, to);
    return store.read(handle -> {
      StatementQuery.of(handle, number);
      return StatementQuery.charges(handle, number, from, to);
    });
  }

  /** Language tag of the account, such as zh-CN. @throws Rejected 404 unknown account */
  public String locale(String number) {
    return store.read(handle -> handle.createQuery("SELECT locale FROM account WHERE number = :n").bind("n", number)
        .mapTo(String.class).findOne()).orElseThrow(() -> new Rejected(404, "account " + number + " is not known"));
  }

  /** Everything in the interval: the history is gone through once, the lines are read a part at a time. */
  private static List<List<Posted>> all(Handle handle, StatementQuery query, Instant from, Instant to) {
    check(from, to);
    List<StatementQuery.Entry> entries = query.entries(handle, from, to, 0, Integer.MAX_VALUE);
    List<List<Posted>> parts = new ArrayList<>();
    for (int start = 0; start < entries.size(); start += MOST) {
      parts.add(query.lines(handle, entries.subList(start, Math.min(entries.size(), start + MOST))));
    }
    return parts;
  }

  private static Page<Posted> posted(Handle handle, StatementQuery query, Instant from, Instant to, int limit, String after) {
    check(from, to);
    List<StatementQuery.Entry> entries = query.entries(handle, from, to, Cursor.number(after), limit + 1);
    boolean more = entries.size() > limit;
    List<StatementQuery.Entry> shown = more ? entries.subList(0, limit) : entries;
    List<Posted> lines = query.currency().equals(Energy.UNIT) ? query.units(handle, shown) : query.lines(handle, shown);
    return new Page<>(lines, more ? Long.toString(shown.get(limit - 1).id()) : null);
  }

  private static void checkLimit(int limit) {
    if (limit < 1 || limit > MOST) {
      throw new Rejected(422, "limit is " + limit + ", allowed is 1 to " + MOST);
    }
  }

  private static void check(Instant from, Instant to) {
    if (!from.isBefore(to)) {
      throw new Rejected(422, "from is " + from + " and to is " + to + ", allowed is from before to");
    }
  }
}
