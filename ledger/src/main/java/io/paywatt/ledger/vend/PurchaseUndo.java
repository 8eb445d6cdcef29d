package io.paywatt.ledger.vend;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.energy.EnergyBalances;
import io.paywatt.ledger.journal.Balances;
import io.paywatt.ledger.journal.Journal;
import io.paywatt.ledger.journal.Journal.Line;
import io.paywatt.ledger.reconcile.AccountCounts;
import org.jdbi.v3.core.Handle;

/**
 * Takes back what a payment bought, before the payment is moved or given back: Wh go, the money is there again, the counts
 * of the tariff are as before. As in any vending office only the last purchase of an account can be undone.
 */
public final class PurchaseUndo {
  private record Row(long id, long accountId, long entryId, long wh, String countsBefore) {}

  private final Handle handle;
  private final Instant now;

  public PurchaseUndo(Handle handle, Instant now) {
    this.handle = handle;
    this.now = now;
  }

  /**
   * Undoes what the payment bought, if it bought anything.
   *
   * @param payment      row of payment
   * @param mayOweWh     whether the account may have less than no Wh after it
   * @param balances     with the account locked; gets the money, saved by the caller
   * @return whether there was anything to undo
   * @throws Rejected 409 when there was a later purchase, or the units were used
   */
  public boolean undo(long payment, boolean mayOweWh, Balances balances) {
    Optional<Row> found = find(payment);
    found.ifPresent(row -> undo(row, mayOweWh, balances));
    return found.isPresent();
  }

  private void undo(Row row, boolean mayOweWh, Balances balances) {
    handle.createQuery("SELECT payment_id FROM vend WHERE account_id = :account AND id > :id AND entry_id IS NOT NULL"
            + " AND undone_entry_id IS NULL ORDER BY id DESC LIMIT 1")
        .bind("account", row.accountId()).bind("id", row.id()).mapTo(Long.class).findOne().ifPresent(later -> {
          throw new Rejected(409, "payment " + later + " bought kWh after this one; allowed is to undo that one first");
        });
    EnergyBalances energy = EnergyBalances.lock(handle, List.of(row.accountId()));
    if (energy.wh(row.accountId()) < row.wh() && !mayOweWh) {
      throw new Rejected(409, "the payment bought " + row.wh() + " Wh, " + energy.wh(row.accountId())
          + " Wh of them are left (the rest was used); allowDebt true gives back more and leaves the account in debt");
    }
    long money = handle.createQuery("SELECT COALESCE(SUM(p.amount), 0) FROM posting p JOIN ledger_account l"
            + " ON l.id = p.ledger_account_id WHERE p.entry_id = :entry AND l.account_id = :account")
        .bind("entry", row.entryId()).bind("account", row.accountId()).mapTo(Long.class).one();
    energy.change(row.accountId(), -row.wh());
    energy.save(handle);
    long entry = Journal.reverse(handle, "reversal:" + row.entryId(), row.entryId(), now, mirrored(row.entryId()));
    handle.createUpdate("UPDATE vend SET undone_entry_id = :entry WHERE id = :id").bind("entry", entry)
        .bind("id", row.id()).execute();
    balances.add(row.accountId(), -money);
    CountsBefore.Kept kept = CountsBefore.read(row.countsBefore());
    AccountCounts.restore(handle, row.accountId(), kept.periods(), kept.counts());
  }

  private List<Line> mirrored(long entry) {
    return handle.createQuery("SELECT ledger_account_id, amount FROM posting WHERE entry_id = :entry")
        .bind("entry", entry)
        .map((row, context) -> new Line(row.getLong("ledger_account_id"), -row.getLong("amount"))).list();
  }

  private Optional<Row> find(long payment) {
    return handle.createQuery("SELECT id, account_id, entry_id, energy_wh, counts_before FROM vend"
            + " WHERE payment_id = :payment AND entry_id IS NOT NULL AND undone_entry_id IS NULL FOR UPDATE")
        .bind("payment", payment).map((row, context) -> new Row(row.getLong("id"), row.getLong("account_id"),
            row.getLong("entry_id"), row.getLong("energy_wh"), row.getString("counts_before"))).findOne();
  }
}
