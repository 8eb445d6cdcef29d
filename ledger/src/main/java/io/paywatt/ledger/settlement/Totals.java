package io.paywatt.ledger.settlement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import io.paywatt.ledger.command.CommandStates;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.settlement.ControlTotals.Line;
import io.paywatt.ledger.settlement.ControlTotals.Meters;
import io.paywatt.ledger.settlement.ControlTotals.Sum;
import org.jdbi.v3.core.Handle;

/** Counts a day up. The ledger's side comes from the postings on the clearing account, not from the payments. */
final class Totals {
  private static final String BILL = "SELECT currency, COUNT(*) AS n, SUM(amount) AS total FROM bill_line"
      + " WHERE bill_id = :bill AND kind = '<kind>' AND state = 'done' GROUP BY currency";
  /**
   * Payments take from clearing, refunds give back. STRAIGHT_JOIN: from the day's payments outward, else every posting of
   * the clearing account is read against every payment.
   */
  private static final Map<Side, String> LEDGER = Map.of(
      Side.PAYMENT, "SELECT STRAIGHT_JOIN a.currency, COUNT(*) AS n, -SUM(g.amount) AS total FROM payment o JOIN journal_entry e"
          + " ON e.entry_key = CONCAT('payment:', o.provider, ':', o.provider_transaction_id)"
          + " JOIN posting g ON g.entry_id = e.id JOIN ledger_account a ON a.id = g.ledger_account_id"
          + " AND a.code = CONCAT('clearing:', o.provider) WHERE o.provider = :provider AND o.paid_at >= :from"
          + " AND o.paid_at < :to GROUP BY a.currency",
      Side.REFUND, "SELECT STRAIGHT_JOIN a.currency, COUNT(*) AS n, SUM(g.amount) AS total FROM refund o JOIN posting g"
          + " ON g.entry_id = o.end_entry_id JOIN ledger_account a ON a.id = g.ledger_account_id"
          + " AND a.code = CONCAT('clearing:', o.provider) WHERE o.provider = :provider AND o.ended_at >= :from"
          + " AND o.ended_at < :to AND NOT o.by_hand GROUP BY a.currency");
  private static final String CARRIED_IN = "SELECT o.currency, COUNT(*) AS n, SUM(o.amount) AS total FROM bill b"
      + " JOIN bill_line l ON l.bill_id = b.id JOIN <ours> ON o.provider = b.provider AND <ref> = l.ref"
      + " WHERE b.id = :bill AND l.kind = '<kind>' AND NOT l.twin AND <entered> AND (<at> < :from OR <at> >= :to OR <by-hand>)"
      + " GROUP BY o.currency";
  private static final String CARRIED_OUT = "SELECT o.currency, COUNT(*) AS n, -SUM(o.amount) AS total FROM <ours>"
      + " JOIN bill_line l ON l.ref = <ref> AND l.kind = '<kind>' AND NOT l.twin AND l.bill_id <> :bill"
      + " JOIN bill b ON b.id = l.bill_id AND b.state = 'current' AND b.provider = :provider"
      + " WHERE o.provider = :provider AND <at> >= :from AND <at> < :to AND <entered> AND NOT <by-hand> GROUP BY o.currency";
  private static final String THEIRS = "SELECT theirs_currency AS currency, COUNT(*) AS n, SUM(theirs_effect) AS total"
      + " FROM settlement_difference WHERE seen_run = :run AND provider = :provider AND day = :day"
      + " AND theirs_effect <> 0 AND subject LIKE '<kind>:%' GROUP BY theirs_currency";
  private static final String OURS = "SELECT ours_currency AS currency, COUNT(*) AS n, -SUM(ours_effect) AS total"
      + " FROM settlement_difference WHERE seen_run = :run AND provider = :provider AND day = :day"
      + " AND ours_effect <> 0 AND subject LIKE '<kind>:%' GROUP BY ours_currency";
  private static final String METERS = "SELECT STRAIGHT_JOIN COUNT(*) AS posted,"
      + " COALESCE(SUM(c.state IN " + CommandStates.TAKEN + "), 0) AS credited"
      + " FROM payment p LEFT JOIN command c ON c.command_key = CONCAT('credit:payment:', p.id)"
      + " WHERE p.provider = :provider AND p.paid_at >= :from AND p.paid_at < :to AND p.state = 'posted'";
  private static final String BALANCES = "SELECT COUNT(*) FROM (SELECT DISTINCT meter_id, account_id, currency FROM payment"
      + " WHERE provider = :provider AND paid_at >= :from AND paid_at < :to AND state = 'posted') p"
      + " JOIN meter_state s ON s.meter_id = p.meter_id JOIN balance b ON b.account_id = p.account_id"
      + " WHERE p.currency = '%s' AND s.meter_balance <> FLOOR(b.amount / %d)";

  private Totals() {}

  static ControlTotals of(Handle handle, Scope scope) {
    List<Line> lines = new ArrayList<>();
    for (Side side : Side.values()) {
      lines.addAll(lines(handle, scope, side));
    }
    boolean ties = lines.stream().allMatch(line -> line.unexplained() == null || line.unexplained() == 0);
    return new ControlTotals(ties, lines, meters(handle, scope, lines));
  }

  private static List<Line> lines(Handle handle, Scope scope, Side side) {
    Map<String, Sum> ledger = new HashMap<>();
    sums(handle, scope, LEDGER.get(side)).forEach((currency, nano) ->
        ledger.put(currency, new Sum(nano.count(), Nano.toMinorFloor(nano.sum(), currency))));
    Map<String, Sum> bill = scope.bill() == null ? Map.of() : sums(handle, scope, side.fill(BILL));
    var currencies = new TreeSet<>(ledger.keySet());
    currencies.addAll(bill.keySet());
    if (scope.bill() == null) {
      return currencies.stream().map(it -> new Line(side.kind, it, null, ledger.get(it), null, null, null, null)).toList();
    }
    Map<String, Long> carried = added(handle, scope, side, CARRIED_IN, CARRIED_OUT);
    Map<String, Long> differences = added(handle, scope, side, THEIRS, OURS);
    currencies.addAll(carried.keySet());
    currencies.addAll(differences.keySet());
    Sum nothing = new Sum(0, 0);
    return currencies.stream().map(currency -> line(side, currency, bill.getOrDefault(currency, nothing),
        ledger.getOrDefault(currency, nothing), carried.getOrDefault(currency, 0L),
        differences.getOrDefault(currency, 0L))).toList();
  }

  private static Line line(Side side, String currency, Sum bill, Sum ledger, long carried, long differences) {
    long difference = Math.subtractExact(bill.sum(), ledger.sum());
    return new Line(side.kind, currency, bill, ledger, difference, carried, differences,
        difference - carried - differences);
  }

  private static Map<String, Long> added(Handle handle, Scope scope, Side side, String one, String other) {
    Map<String, Long> sums = new HashMap<>();
    for (String sql : List.of(one, other)) {
      sums(handle, scope, side.fill(sql)).forEach((currency, sum) -> sums.merge(currency, sum.sum(), Math::addExact));
    }
    return sums;
  }

  private static Map<String, Sum> sums(Handle handle, Scope scope, String sql) {
    Map<String, Sum> sums = new HashMap<>();
    scope.bind(handle.createQuery(sql)).map((row, context) -> Map.entry(row.getString("currency"),
        new Sum(row.getLong("n"), row.getLong("total")))).forEach(entry -> sums.put(entry.getKey(), entry.getValue()));
    return sums;
  }

  private static Meters meters(Handle handle, Scope scope, List<Line> lines) {
    long differ = 0;
    for (String currency : new TreeSet<>(lines.stream().map(Line::currency).toList())) {
      differ += scope.bind(handle.createQuery(BALANCES.formatted(currency, Nano.perMinor(currency)))).mapTo(Long.class).one();
    }
    long balanceDiffers = differ;
    return scope.bind(handle.createQuery(METERS)).map((row, context) ->
        new Meters(row.getLong("posted"), row.getLong("credited"), balanceDiffers)).one();
  }
}
