package io.paywatt.ledger.reconcile;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.credit.Standing;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * Accounts without credit that still have power, because something spoke against cutting them when they were billed
 * last: protected hours, money on its way, old readings. They are judged again in every run.
 */
final class Exhausted {
  private static final int AT_ONCE = 500;

  /** @param newestReading of all meters of the account; null when none ever spoke, or an estimate is all there is */
  private record Waiting(long accountId, String currency, Instant newestReading, boolean spoke) {
    Standing standing(long balanceNano) {
      return Standing.of(accountId, currency, balanceNano, newestReading, spoke);
    }
  }

  private Exhausted() {}

  /** Judges the next accounts after an id. @return the last one, or null when there are no more */
  static Long review(Handle handle, CreditDesk credit, long afterAccount, Instant now) {
    List<Waiting> waiting = new ArrayList<>();
    Bulk.query(handle, "SELECT c.account_id, a.currency, MAX(r.at), MAX(s.last_reading_at IS NOT NULL)"
            + " FROM account_credit c"
            + " JOIN account a ON a.id = c.account_id JOIN meter m ON m.account_id = c.account_id"
            + " JOIN meter_state s ON s.meter_id = m.id LEFT JOIN reading r ON r.meter_id = s.meter_id"
            + " AND r.at = s.last_reading_at AND r.quality = 'measured' WHERE c.state = 'exhausted' AND c.account_id > ?"
            + " GROUP BY c.account_id, a.currency HAVING MAX(s.relay_wanted = 'closed') = 1"
            + " ORDER BY c.account_id LIMIT ?",
        row -> waiting.add(new Waiting(row.getLong(1), row.getString(2),
            Store.instant(row.getObject(3, LocalDateTime.class)), row.getBoolean(4))), List.of(afterAccount, AT_ONCE));
    if (waiting.isEmpty()) {
      return null;
    }
    Map<Long, Long> balances = new HashMap<>();
    Bulk.select(handle, "SELECT account_id, amount FROM balance FORCE INDEX (PRIMARY) WHERE account_id IN (%s)"
            + " ORDER BY account_id FOR UPDATE",
        new TreeSet<>(waiting.stream().map(Waiting::accountId).toList()),
        row -> balances.put(row.getLong(1), row.getLong(2)));
    credit.review(handle, waiting.stream().map(each -> each.standing(balances.get(each.accountId()))).toList(), now);
    return waiting.get(waiting.size() - 1).accountId();
  }
}
