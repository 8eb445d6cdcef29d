package io.paywatt.ledger.reconcile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.journal.Journal;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.tariff.ChargeLine;
import org.jdbi.v3.core.Handle;

/** Writes the charges of a slice with a handful of statements, however many they are. */
final class ChargeWriter {
  private static final int ENTRIES_AT_ONCE = 500;

  private final Handle handle;
  private final Books books;
  private final Instant now;

  ChargeWriter(Handle handle, Books books, Instant now) {
    this.handle = handle;
    this.books = books;
    this.now = now;
  }

  /** Entries, postings, lines, balances, and how far the meters are billed. */
  void write(List<Charge> charges) {
    List<Charge> costly = charges.stream().filter(charge -> charge.cost() > 0).toList();
    Map<String, Long> entries = entries(costly);
    postings(costly, entries);
    lines(costly, entries);
    balances(costly);
    Bulk.execute(handle, "UPDATE meter_billing SET billed_register_wh = ?, billed_at = ?, has_unbilled = ?"
        + " WHERE meter_id = ?", charges.stream().map(charge -> new Object[] {charge.walk().wh(),
            Store.utc(charge.walk().at()), !charge.complete(), charge.bill().meterId()}).toList());
  }

  private Map<String, Long> entries(List<Charge> charges) {
    Map<String, Long> ids = new HashMap<>();
    for (int start = 0; start < charges.size(); start += ENTRIES_AT_ONCE) {
      List<Charge> part = charges.subList(start, Math.min(charges.size(), start + ENTRIES_AT_ONCE));
      List<Object> values = new ArrayList<>();
      for (Charge charge : part) {
        values.add(charge.entryKey());
        values.add(Store.utc(now));
      }
      Bulk.query(handle, "INSERT INTO journal_entry (entry_key, kind, posted_at) VALUES (?, 'consumption', ?)"
          + ", (?, 'consumption', ?)".repeat(part.size() - 1) + " RETURNING entry_key, id",
          row -> ids.put(row.getString(1), row.getLong(2)), values);
    }
    return ids;
  }

  private void postings(List<Charge> charges, Map<String, Long> entries) {
    Map<String, Long> revenue = new HashMap<>();
    List<Object[]> rows = new ArrayList<>();
    for (Charge charge : charges) {
      long entry = entries.get(charge.entryKey());
      long earned = revenue.computeIfAbsent(charge.bill().currency(),
          currency -> Journal.control(handle, "revenue:energy", currency));
      rows.add(new Object[] {entry, books.ledgerAccount(charge.bill().accountId()), -charge.cost()});
      rows.add(new Object[] {entry, earned, charge.cost()});
    }
    Bulk.execute(handle, "INSERT INTO posting (entry_id, ledger_account_id, amount) VALUES (?, ?, ?)", rows);
  }

  private void lines(List<Charge> charges, Map<String, Long> entries) {
    List<Object[]> rows = new ArrayList<>();
    for (Charge charge : charges) {
      long entry = entries.get(charge.entryKey());
      for (ChargeLine line : charge.lines()) {
        rows.add(ChargeLines.row(entry, charge.bill().meterId(), line));
      }
    }
    ChargeLines.insert(handle, rows);
  }

  private void balances(List<Charge> charges) {
    charges.forEach(charge -> books.take(charge.bill().accountId(), charge.cost()));
    books.save(handle);
  }
}
