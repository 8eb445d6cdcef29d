package io.paywatt.ledger.account;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.money.Energy;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Reads the entries of one account and what consumption entries were made of. */
record StatementQuery(long accountId, long ledgerAccountId, String currency) {
  /** @param nano what the entry did to the account @param balanceNano balance after it */
  record Entry(long id, String key, String kind, Instant at, long nano, long balanceNano) {}

  /** @param nano what it cost */
  private record Part(long entryId, long nano, Posted.Charge charge) {}

  /** Every posting of the account, and the entries of what was free: those have charge lines and no posting. */
  private static final String POSTED = "(SELECT entry_id, amount FROM posting WHERE ledger_account_id = :ledger UNION ALL"
      + " SELECT DISTINCT c.entry_id, 0 FROM meter m JOIN charge_line c ON c.meter_id = m.id AND c.amount = 0"
      + " LEFT JOIN posting n ON n.entry_id = c.entry_id WHERE m.account_id = :account AND n.id IS NULL) p";
  /** In the order of time, with the balance after each entry. */
  private static final String HISTORY = "(SELECT e.id, e.entry_key, e.kind, e.posted_at, SUM(p.amount) AS nano,"
      + " SUM(SUM(p.amount)) OVER (ORDER BY e.posted_at, e.id) AS balance FROM " + POSTED
      + " JOIN journal_entry e ON e.id = p.entry_id WHERE e.posted_at < :to GROUP BY e.id) h";
  private static final String ENTRIES = "SELECT * FROM " + HISTORY + " WHERE h.posted_at >= :from AND (h.posted_at, h.id) >"
      + " (COALESCE((SELECT posted_at FROM journal_entry WHERE id = :after), '1000-01-01'), :after)"
      + " ORDER BY h.posted_at, h.id LIMIT :limit";
  private static final String BALANCE = "SELECT COALESCE(SUM(p.amount), 0) FROM posting p JOIN journal_entry e"
      + " ON e.id = p.entry_id WHERE p.ledger_account_id = :ledger AND e.posted_at < :at";

  /** @throws Rejected 404 unknown account */
  static StatementQuery of(Handle handle, String number) {
    return handle.createQuery("SELECT a.id AS account, l.id, a.currency FROM account a JOIN ledger_account l ON l.account_id = a.id"
            + " WHERE a.number = :number")
        .bind("number", number)
        .map((row, context) -> new StatementQuery(row.getLong("account"), row.getLong("id"), row.getString("currency")))
        .findOne().orElseThrow(() -> new Rejected(404, "account " + number + " is not known"));
  }

  /** Of the Wh of an account that holds kWh. @throws Rejected 404 unknown account, 422 it holds money */
  static StatementQuery ofUnits(Handle handle, String number) {
    StatementQuery money = of(handle, number);
    return handle.createQuery("SELECT id FROM ledger_account WHERE holder_id = :account AND kind = 'energy'")
        .bind("account", money.accountId()).mapTo(Long.class).findOne()
        .map(id -> new StatementQuery(money.accountId(), id, Energy.UNIT))
        .orElseThrow(() -> new Rejected(422, "account " + number + " holds money, no units"));
  }

  List<Entry> entries(Handle handle, Instant from, Instant to, long after, int limit) {
    return handle.createQuery(ENTRIES).bind("ledger", ledgerAccountId).bind("account", accountId).bind("after", after)
        .bind("from", Store.utc(from)).bind("to", Store.utc(to)).bind("limit", limit)
        .map((row, context) -> new Entry(row.getLong("id"), row.getString("entry_key"), row.getString("kind"),
            Store.instant(row.getObject("posted_at", LocalDateTime.class)), row.getLong("nano"), row.getLong("balance")))
        .list();
  }

  /** Nano units, after everything that was posted before an instant. */
  long balance(Handle handle, Instant at) {
    return handle.createQuery(BALANCE).bind("ledger", ledgerAccountId).bind("at", Store.utc(at)).mapTo(Long.class).one();
  }

  /** The lines of the entries: of a consumption one for each of its charges, of any other entry one. */
  List<Posted> lines(Handle handle, List<Entry> entries) {
    Map<Long, List<Part>> parts = parts(handle, entries).stream().collect(Collectors.groupingBy(Part::entryId));
    return entries.stream().flatMap(entry -> lines(entry, parts.getOrDefault(entry.id(), List.of())).stream()).toList();
  }

  /** The entries of Wh, each with the time it was used in. */
  List<Posted> units(Handle handle, List<Entry> entries) {
    Map<Long, Posted.Charge> used = parts(handle, entries).stream()
        .collect(Collectors.toMap(Part::entryId, Part::charge, (first, second) -> first));
    return entries.stream().map(entry -> new Posted(entry.at(), entry.kind(), entry.key(), entry.nano(), entry.balanceNano(),
        used.get(entry.id()))).toList();
  }

  /** Each part with the balance it leaves; the last one leaves the balance of the entry. */
  private static List<Posted> lines(Entry entry, List<Part> parts) {
    List<Posted> lines = new ArrayList<>();
    long balance = entry.balanceNano() - entry.nano();
    for (Part part : parts) {
      balance -= part.nano();
      lines.add(new Posted(entry.at(), entry.kind(), entry.key(), -part.nano(), balance, part.charge()));
    }
    return parts.isEmpty()
        ? List.of(new Posted(entry.at(), entry.kind(), entry.key(), entry.nano(), entry.balanceNano(), null)) : lines;
  }

  private static List<Part> parts(Handle handle, List<Entry> entries) {
    List<Long> consumptions = entries.stream().filter(entry -> entry.kind().equals("consumption")).map(Entry::id).toList();
    return consumptions.isEmpty() ? List.of()
        : handle.createQuery(ChargeRows.SELECT + " WHERE c.entry_id IN (<entries>) ORDER BY c.entry_id, c.id")
            .bindList("entries", consumptions).map((row, context) -> new Part(row.getLong("entry_id"),
                row.getLong("amount"), ChargeRows.of(row))).list();
  }

  /**
   * What was charged for a stretch of time, without what was taken back, in the order of time.
   *
   * @return the lines that touch it
   */
  static List<Posted.Charge> charges(Handle handle, String number, Instant from, Instant to) {
    return handle.createQuery(ChargeRows.SELECT + " JOIN account a ON a.id = m.account_id"
            + " LEFT JOIN journal_entry r ON r.reverses = c.entry_id WHERE a.number = :number AND c.to_at > :from"
            + " AND c.from_at < :to AND r.id IS NULL ORDER BY m.id, c.from_at, c.id")
        .bind("number", number).bind("from", Store.utc(from)).bind("to", Store.utc(to))
        .map((row, context) -> ChargeRows.of(row)).list();
  }
}
