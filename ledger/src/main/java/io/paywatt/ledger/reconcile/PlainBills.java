package io.paywatt.ledger.reconcile;

import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * Bills that need no look at each: one sound reading since the last bill, one price all the while, nothing agreed with the
 * household, and with tiers no other meter that counts towards them. The database makes them of the claimed meters by one
 * statement, by their {@link Terms}; all others are left for {@link Slice}. What is sound is said in
 * {@link RegisterWalk}, what can't be billed in {@link Billing}; here is only what is surely neither.
 */
final class PlainBills {
  /** Wh of one rise: with a multiplier or milliseconds it stays within 64 bits, without the cost of decimals. */
  private static final long MOST_RISE = 1_000_000_000_000L;
  private static final String RISE = "(r.energy_wh - c.wh)";
  /** A condition on the rise that is only worked out for one within its limits, in whatever order the server looks at them. */
  private static final String IF_SOUND = " AND IF(" + RISE + " BETWEEN 0 AND " + MOST_RISE + ", ";
  private static final String BILL = "INSERT INTO reconcile_slice (meter_id, account_id, utility, ledger_id, revenue_id, from_at, to_at,"
      + " to_millis, measured_at, register_wh, energy_wh, amount, price_no, calm_nano, told, moved, complete,"
      + " estimated_wh, tier_start, used_before)"
      + " SELECT c.meter_id, c.account_id, t.utility, c.ledger_id, p.revenue_id, c.at, r.at,"
      + " TIMESTAMPDIFF(MICROSECOND, TIMESTAMP'1970-01-01 00:00:00', r.at) DIV 1000, r.at, r.energy_wh, " + RISE + " * t.multiplier,"
      + " " + RISE + " * t.multiplier * p.price, p.no, p.calm_nano, r.energy_wh > c.wh, TRUE, TRUE, 0,"
      + " p.tier_start, u.used_wh"
      + " FROM reconcile_claim c"
      + " STRAIGHT_JOIN reading r ON r.meter_id = c.meter_id AND r.at = c.only_at"
      + " STRAIGHT_JOIN billing_terms t ON t.id = c.terms_id"
      + " STRAIGHT_JOIN reconcile_price p ON p.tariff = t.tariff AND p.currency = t.currency"
      + " AND p.utility = t.utility AND p.from_at <= c.at AND p.to_at >= c.only_at"
      + " LEFT JOIN tier_usage u ON u.account_id = c.account_id AND u.utility = t.utility AND u.period_start = p.tier_start"
      + " WHERE c.change_at IS NULL AND c.estimated_wh = 0 AND c.at < r.at"
      + " AND r.state = 'accepted' AND r.quality = 'measured'"
      + IF_SOUND + "(" + RISE + " * :hour + :watts - 1) DIV :watts"
      + " <= TIMESTAMPDIFF(MICROSECOND, c.at, r.at) DIV 1000 + :grace, FALSE)"
      + IF_SOUND + RISE + " * t.multiplier <= p.most_wh, FALSE)"
      + " AND COALESCE(u.used_wh, 0) >= p.from_wh AND COALESCE(u.used_wh, 0) < p.to_wh"
      + IF_SOUND + RISE + " * t.multiplier <= p.to_wh - COALESCE(u.used_wh, 0), FALSE)"
      + " AND (p.tier_start IS NULL OR NOT EXISTS (SELECT 1 FROM meter o WHERE o.account_id = c.account_id AND o.utility = t.utility"
      + " AND o.id <> c.meter_id))";

  private PlainBills() {}

  /**
   * Makes them.
   *
   * @param revenue ledger account of what is earned, by currency
   * @param calm    by currency: nano units above which a balance needs no look
   * @return how many
   */
  static int make(Handle handle, List<FlatPrices.Stretch> prices, ReconcileRules rules, ToLongFunction<String> revenue,
      ToLongFunction<String> calm) {
    if (prices.isEmpty()) {
      return 0;
    }
    int[] no = {0};
    Bulk.execute(handle, "INSERT INTO reconcile_price (no, tariff, utility, currency, from_at, to_at, valid_from, tier, period,"
        + " tier_start, from_wh, to_wh, price, most_wh, revenue_id, calm_nano)"
        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", prices.stream()
        .map(each -> new Object[] {++no[0], each.tariff(), each.utility().word(), each.currency(), Store.utc(each.from()),
            Store.utc(each.to()), each.validFrom(), each.tier(), each.period(), each.tierStart(), each.fromWh(), each.toWh(),
            each.price(), mostWh(each.highest()), revenue.applyAsLong(each.currency()),
            calm.applyAsLong(each.currency())}).toList());
    return handle.createUpdate(BILL).bind("hour", Duration.ofHours(1).toMillis()).bind("watts", rules.maxPowerW())
        .bind("grace", RegisterWalk.GRACE.toMillis()).execute();
  }

  /** What a bill may have at most, with the dearest price of its tariff. */
  private static long mostWh(long highestNano) {
    return highestNano == 0 ? Long.MAX_VALUE : Billing.MOST_NANO / highestNano;
  }
}
