package io.paywatt.ledger.energy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import io.paywatt.ledger.journal.Journal;
import io.paywatt.ledger.journal.Journal.Line;
import io.paywatt.ledger.money.Energy;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Takes consumption off accounts that hold kWh: Wh for Wh, without a price. Their balances are locked by the caller. */
public final class EnergyUse {
  /**
   * Consumption of one meter.
   *
   * @param key       says once for ever which consumption it is: {@code consumption:<meter>:<register time>}
   * @param wh        multiplier included, more than zero
   * @param validFrom of the tariff version in force
   */
  public record Used(String key, long accountId, long meterId, Instant from, Instant to, long wh, String tariff,
      LocalDate validFrom) {}

  private EnergyUse() {}

  /** Posts the consumption of some meters and keeps a charge line of each, for statement and usage. */
  public static void take(Handle handle, List<Used> used, Instant now) {
    if (used.isEmpty()) {
      return;
    }
    List<Long> accounts = List.copyOf(new TreeSet<>(used.stream().map(Used::accountId).toList()));
    EnergyBalances.open(handle, accounts);
    EnergyBalances energy = EnergyBalances.lock(handle, accounts);
    long control = Journal.control(handle, "used:energy", Energy.UNIT);
    List<Journal.Entry> entries = new ArrayList<>();
    used.forEach(each -> entries.add(new Journal.Entry(Journal.Kind.CONSUMPTION, each.key(),
        List.of(energy.change(each.accountId(), -each.wh()), new Line(control, each.wh())))));
    Map<String, Long> posted = Journal.post(handle, entries, now);
    Bulk.execute(handle, "INSERT INTO charge_line (entry_id, meter_id, from_at, to_at, energy_wh, tariff, valid_from, tier,"
        + " price, amount) VALUES (?, ?, ?, ?, ?, ?, ?, 1, 0, 0)", used.stream().map(each -> new Object[] {
            posted.get(each.key()), each.meterId(), Store.utc(each.from()), Store.utc(each.to()), each.wh(), each.tariff(),
            each.validFrom()}).toList());
    energy.save(handle);
  }
}
