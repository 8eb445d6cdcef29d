package io.paywatt.ledger.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * Double entry, append only. Amounts are nano units ({@link io.paywatt.ledger.money.Nano}); money a customer gains is
 * positive on the customer's ledger account. A mistake is undone by an entry that names the first.
 */
public final class Journal {
  /** Kind of entry; the name in the database is the lower-case name. */
  public enum Kind {
    PAYMENT, SUSPENSE, CONSUMPTION, OPENING, REVERSAL, REALLOCATION, REFUND, CORRECTION, DEBT, RECOVERY, VEND
  }

  /** One side of an entry. @param ledgerAccountId row of ledger_account @param nano not zero */
  public record Line(long ledgerAccountId, long nano) {}

  /**
   * Something to post.
   *
   * @param key      says what is posted, once for ever: {@code payment:wechat:4200...}
   * @param reverses id of the entry that this one undoes, or null
   * @throws IllegalArgumentException when the lines do not sum to zero
   */
  public record Entry(Kind kind, String key, Long reverses, List<Line> lines) {
    public Entry(Kind kind, String key, List<Line> lines) {
      this(kind, key, null, lines);
    }

    public Entry {
      if (lines.size() < 2 || lines.stream().mapToLong(Line::nano).reduce(0, Math::addExact) != 0) {
        throw new IllegalArgumentException("Entry " + key + " does not balance: " + lines);
      }
    }
  }

  private Journal() {}

  /** Posts one entry, as {@link #post(Handle, List, Instant)}. @return id of the entry */
  public static long post(Handle handle, Kind kind, String key, Instant now, List<Line> lines) {
    return post(handle, List.of(new Entry(kind, key, lines)), now).get(key);
  }

  /**
   * Undoes an entry, or what is still left of it, by one that names it. An entry can be undone once.
   *
   * @param reverses id of the entry that is undone
   * @return id of the new entry
   * @throws org.jdbi.v3.core.statement.UnableToExecuteStatementException with a duplicate key when it was undone before
   */
  public static long reverse(Handle handle, String key, long reverses, Instant now, List<Line> lines) {
    return post(handle, List.of(new Entry(Kind.REVERSAL, key, reverses, lines)), now).get(key);
  }

  /**
   * Posts entries in the running transaction.
   *
   * @return ids of the entries by their keys
   * @throws org.jdbi.v3.core.statement.UnableToExecuteStatementException with a duplicate key when one was posted before
   */
  public static Map<String, Long> post(Handle handle, List<Entry> entries, Instant now) {
    List<Entry> inOrder = entries.stream().sorted(Comparator.comparing(Entry::key)).toList();
    Map<String, Long> ids = new HashMap<>();
    Bulk.insert(handle, "INSERT INTO journal_entry (entry_key, kind, posted_at, reverses) VALUES %s"
            + " RETURNING entry_key, id",
        inOrder.stream().map(entry -> new Object[] {entry.key(), entry.kind().name().toLowerCase(Locale.ROOT),
            Store.utc(now), entry.reverses()}).toList(), row -> ids.put(row.getString(1), row.getLong(2)));
    List<Object[]> postings = new ArrayList<>();
    for (Entry entry : inOrder) {
      for (Line line : entry.lines()) {
        postings.add(new Object[] {ids.get(entry.key()), line.ledgerAccountId(), line.nano()});
      }
    }
    Bulk.execute(handle, "INSERT INTO posting (entry_id, ledger_account_id, amount) VALUES (?, ?, ?)", postings);
    return ids;
  }

  /** The ledger account of a customer. */
  public static long customer(Handle handle, long accountId) {
    return handle.createQuery("SELECT id FROM ledger_account WHERE account_id = :a").bind("a", accountId)
        .mapTo(Long.class).one();
  }

  /**
   * A ledger account that belongs to no customer, made at its first use.
   *
   * @param code {@code clearing:<provider>}, {@code suspense}, {@code refund:<provider>}, {@code revenue:energy},
   *     {@code opening}, ...: what stands before the colon is the kind
   */
  public static long control(Handle handle, String code, String currency) {
    var found = handle.createQuery("SELECT id FROM ledger_account WHERE code = :code AND currency = :currency")
        .bind("code", code).bind("currency", currency).mapTo(Long.class).findOne();
    if (found.isPresent()) {
      return found.get();
    }
    handle.createUpdate("INSERT IGNORE INTO ledger_account (code, kind, currency) VALUES (:code, :kind, :currency)")
        .bind("code", code).bind("kind", code.replaceFirst(":.*", "")).bind("currency", currency).execute();
    return handle.createQuery("SELECT id FROM ledger_account WHERE code = :code AND currency = :currency FOR UPDATE")
        .bind("code", code).bind("currency", currency).mapTo(Long.class).one();
  }

  /** Changes the balance row, which locks the account until the transaction ends. @return the new balance, nano units */
  public static long addToBalance(Handle handle, long accountId, long nano) {
    handle.createUpdate("UPDATE balance SET amount = amount + :n WHERE account_id = :a")
        .bind("n", nano).bind("a", accountId).execute();
    return handle.createQuery("SELECT amount FROM balance WHERE account_id = :a").bind("a", accountId)
        .mapTo(Long.class).one();
  }
}
