package io.paywatt.ledger.account;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.store.Store;

/** The balance of an account over time, for a chart. */
public final class BalanceCurve {
  /** More points than that no chart can show. */
  private static final int POINTS = 300;
  private static final Duration LEAST = Duration.ofMinutes(1);
  private static final String CHANGES = "SELECT TIMESTAMPDIFF(SECOND, :from, e.posted_at) DIV :step AS part,"
      + " SUM(p.amount) AS amount FROM posting p JOIN journal_entry e ON e.id = p.entry_id"
      + " WHERE p.ledger_account_id = :ledger AND e.posted_at >= :from AND e.posted_at < :to GROUP BY part ORDER BY part";

  private final Store store;

  /** @param at from then on @param balance rounded down to minor units */
  public record Point(Instant at, Money balance) {}

  private record Change(long part, long nano) {}

  public BalanceCurve(Store store) {
    this.store = store;
  }

  /**
   * The balance at both ends and after each stretch of time in which it changed.
   *
   * @param from inclusive
   * @param to   exclusive, later than from
   * @throws Rejected 404 unknown account
   */
  public List<Point> points(String number, Instant from, Instant to) {
    Duration even = Duration.between(from, to).dividedBy(POINTS);
    Duration step = even.compareTo(LEAST) < 0 ? LEAST : even.plusSeconds(1);
    return store.read(handle -> {
      StatementQuery query = StatementQuery.of(handle, number);
      long nano = query.balance(handle, from);
      List<Point> points = new ArrayList<>(List.of(point(from, nano, query)));
      List<Change> changes = handle.createQuery(CHANGES).bind("ledger", query.ledgerAccountId())
          .bind("from", Store.utc(from)).bind("to", Store.utc(to)).bind("step", step.toSeconds())
          .map((row, context) -> new Change(row.getLong("part"), row.getLong("amount"))).list();
      for (Change change : changes) {
        nano += change.nano();
        Instant end = from.plus(step.multipliedBy(change.part() + 1));
        if (end.isBefore(to)) {
          points.add(point(end, nano, query));
        }
      }
      points.add(point(to, nano, query));
      return points;
    });
  }

  private static Point point(Instant at, long nano, StatementQuery query) {
    return new Point(at, new Money(Nano.toMinorFloor(nano, query.currency()), query.currency()));
  }
}
