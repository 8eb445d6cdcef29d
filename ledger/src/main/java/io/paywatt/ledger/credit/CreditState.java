package io.paywatt.ledger.credit;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Row of account_credit. @param lowStage 0 none, 1 the first threshold reached, ... @param crossing part of notice keys */
record CreditState(State state, int lowStage, int crossing) {
  static final CreditState NEW = new CreditState(State.OK, 0, 0);

  enum State {
    OK, LOW, EMERGENCY, EXHAUSTED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** By account id; an account that never was judged is missing. */
  static Map<Long, CreditState> load(Handle handle, Collection<Long> accountIds) {
    Map<Long, CreditState> states = new HashMap<>();
    Bulk.select(handle, "SELECT account_id, state, low_stage, crossing FROM account_credit WHERE account_id IN (%s)",
        accountIds, row -> states.put(row.getLong(1),
            new CreditState(State.valueOf(row.getString(2).toUpperCase(Locale.ROOT)), row.getInt(3), row.getInt(4))));
    return states;
  }

  static void save(Handle handle, Map<Long, CreditState> changed, Instant now) {
    List<Object[]> rows = changed.entrySet().stream().sorted(Map.Entry.comparingByKey())
        .map(e -> new Object[] {e.getKey(), e.getValue().state.word(), e.getValue().lowStage, e.getValue().crossing,
            Store.utc(now)}).toList();
    Bulk.execute(handle, "INSERT INTO account_credit (account_id, state, low_stage, crossing, changed_at)"
        + " VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE state = VALUES(state), low_stage = VALUES(low_stage),"
        + " crossing = VALUES(crossing), changed_at = VALUES(changed_at)", rows);
  }
}
