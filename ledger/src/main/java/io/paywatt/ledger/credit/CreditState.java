package io.paywatt.ledger.credit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * Row of account_credit.
 *
 * @param lowStage 0 none, 1 the first threshold reached, ...
 * @param crossing part of notice keys
 * @param deferral why it is not cut, or null
 * @param full     balance after the last payment, or null where no threshold needs it
 */
record CreditState(State state, int lowStage, int crossing, Deferral deferral, Long full) {
  static final CreditState NEW = new CreditState(State.OK, 0, 0, null, null);

  enum State {
    OK, LOW, EMERGENCY, EXHAUSTED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** By account id; an account that never was judged is missing. @param wh takes the Wh of those that hold kWh */
  static Map<Long, CreditState> load(Handle handle, Collection<Long> accountIds, Map<Long, Long> wh) {
    Map<Long, CreditState> states = new HashMap<>();
    Bulk.select(handle, "SELECT a.id, c.state, c.low_stage, c.crossing, c.deferred_reason, c.deferred_until,"
        + " c.deferred_since, c.full_balance, e.wh FROM account a LEFT JOIN account_credit c ON c.account_id = a.id"
        + " LEFT JOIN energy_balance e ON e.account_id = a.id WHERE a.id IN (%s)", accountIds, row -> {
          if (row.getString(2) != null) {
            states.put(row.getLong(1), of(row));
          }
          Long held = row.getObject(9, Long.class);
          return held == null ? null : wh.put(row.getLong(1), held);
        });
    return states;
  }

  private static CreditState of(ResultSet row) throws SQLException {
    return new CreditState(State.valueOf(row.getString(2).toUpperCase(Locale.ROOT)), row.getInt(3), row.getInt(4),
        row.getString(5) == null ? null : new Deferral(Deferral.Reason.of(row.getString(5)),
            Store.instant(row.getObject(6, LocalDateTime.class)),
            Store.instant(row.getObject(7, LocalDateTime.class))), row.getObject(8, Long.class));
  }

  static void save(Handle handle, Map<Long, CreditState> changed, Instant now) {
    List<Object[]> rows = changed.entrySet().stream().sorted(Map.Entry.comparingByKey())
        .map(e -> e.getValue().row(e.getKey(), now)).toList();
    Bulk.execute(handle, "INSERT INTO account_credit (account_id, state, low_stage, crossing, changed_at, deferred_reason,"
        + " deferred_until, deferred_since, full_balance) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE state = VALUES(state),"
        + " low_stage = VALUES(low_stage), crossing = VALUES(crossing), changed_at = VALUES(changed_at),"
        + " deferred_reason = VALUES(deferred_reason), deferred_until = VALUES(deferred_until),"
        + " deferred_since = VALUES(deferred_since), full_balance = VALUES(full_balance)", rows);
  }

  CreditState deferred(Deferral why) {
    return new CreditState(state, lowStage, crossing, why, full);
  }

  private Object[] row(long accountId, Instant now) {
    return new Object[] {accountId, state.word(), lowStage, crossing, Store.utc(now),
        deferral == null ? null : deferral.reason().word(), deferral == null ? null : Store.utc(deferral.until()),
        deferral == null ? null : Store.utc(deferral.since()), full};
  }
}
