package io.paywatt.ledger.energy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import io.paywatt.ledger.credit.CreditRules;
import io.paywatt.ledger.journal.Journal;
import io.paywatt.ledger.journal.Journal.Line;
import io.paywatt.ledger.money.Energy;
import io.paywatt.ledger.store.Bulk;
import org.jdbi.v3.core.Handle;

/** The Wh new accounts come in with, many at once. Nobody is told how they stand: that comes with the first reading. */
public final class OpeningEnergy {
  private OpeningEnergy() {}

  /** @param wh by account number; accounts of this transaction, all of those whose tariff holds energy */
  public static void add(Handle handle, CreditRules rules, Map<String, Long> wh, Instant now) {
    if (wh.isEmpty()) {
      return;
    }
    TreeMap<Long, String> numbers = new TreeMap<>();
    Bulk.select(handle, "SELECT id, number FROM account WHERE number IN (%s)", wh.keySet(),
        row -> numbers.put(row.getLong(1), row.getString(2)));
    EnergyBalances.open(handle, numbers.keySet());
    EnergyBalances energy = EnergyBalances.lock(handle, numbers.keySet());
    long opening = Journal.control(handle, "opening", Energy.UNIT);
    List<Journal.Entry> entries = new ArrayList<>();
    numbers.forEach((id, number) -> {
      long opens = wh.get(number);
      if (opens != 0) {
        entries.add(new Journal.Entry(Journal.Kind.OPENING, "opening-kwh:" + number,
            List.of(energy.change(id, opens), new Line(opening, -opens))));
      }
    });
    Journal.post(handle, entries, now);
    energy.save(handle);
    Bulk.execute(handle, "UPDATE account_credit SET state = ? WHERE account_id = ?", numbers.entrySet().stream()
        .map(e -> new Object[] {rules.standing(wh.get(e.getValue()), Energy.UNIT), e.getKey()}).toList());
  }
}
