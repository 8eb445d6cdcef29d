package io.paywatt.ledger.account;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Reads the entries of one account and what consumption entries were made of. */
record StatementQuery(long ledgerAccountId, String currency) {
  /** @param nano what the entry did to the account @param balanceNano balance after it */
  record Entry(long id, String key, String kind, Instant at, long nano, long balanceNano) {}

  /** @param nano what it cost */
  record Part(long entryId, long nano, StatementLine.Charge charge) {}

  /** The balance counts every posting before, also those outside the interval. */
  private static final String ENTRIES = "SELECT e.id, e.entry_key, e.kind, e.posted_at, s.nano, s.balance FROM"
      + " (SELECT entry_id, SUM(amount) AS nano, SUM(SUM(amount)) OVER (ORDER BY entry_id) AS balance FROM posting"
      + " WHERE ledger_account_id = :ledger GROUP BY entry_id) s JOIN journal_entry e ON e.id = s.entry_id"
      + " WHERE e.id > :after AND e.posted_at >= :from AND e.posted_at < :to ORDER BY e.id LIMIT :limit";
  private static final String PARTS = "SELECT c.entry_id, c.from_at, c.to_at, c.energy_wh, c.tariff, c.valid_from, c.tier,"
      + " c.period, c.price, c.amount, m.serial FROM charge_line c JOIN meter m ON m.id = c.meter_id"
      + " WHERE c.entry_id IN (<entries>) ORDER BY c.entry_id, c.id";

  /** @throws Rejected 404 unknown account */
  static StatementQuery of(Handle handle, String number) {
    return handle.createQuery("SELECT l.id, a.currency FROM account a JOIN ledger_account l ON l.account_id = a.id"
            + " WHERE a.number = :number")
        .bind("number", number)
        .map((row, context) -> new StatementQuery(row.getLong("id"), row.getString("currency")))
        .findOne().orElseThrow(() -> new Rejected(404, "account " + number + " is not known"));
  }

  List<Entry> entries(Handle handle, Instant from, Instant to, long after, int limit) {
    return handle.createQuery(ENTRIES).bind("ledger", ledgerAccountId).bind("after", after)
        .bind("from", Store.utc(from)).bind("to", Store.utc(to)).bind("limit", limit)
        .map((row, context) -> new Entry(row.getLong("id"), row.getString("entry_key"), row.getString("kind"),
            Store.instant(row.getObject("posted_at", LocalDateTime.class)), row.getLong("nano"), row.getLong("balance")))
        .list();
  }

  List<Part> parts(Handle handle, List<Entry> entries) {
    List<Long> consumptions = entries.stream().filter(entry -> entry.kind().equals("consumption")).map(Entry::id).toList();
    if (consumptions.isEmpty()) {
      return List.of();
    }
    return handle.createQuery(PARTS).bindList("entries", consumptions)
        .map((row, context) -> new Part(row.getLong("entry_id"), row.getLong("amount"), new StatementLine.Charge(
            row.getString("serial"), Store.instant(row.getObject("from_at", LocalDateTime.class)).toString(),
            Store.instant(row.getObject("to_at", LocalDateTime.class)).toString(), row.getLong("energy_wh"),
            row.getString("tariff"), row.getString("valid_from"), row.getInt("tier"), row.getString("period"),
            Exact.perKwh(row.getLong("price")))))
        .list();
  }
}
