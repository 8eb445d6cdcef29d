package io.paywatt.ledger.journal;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * Double entry, append only. Amounts are nano units ({@link io.paywatt.ledger.money.Nano}); money a customer gains is
 * positive on the customer's ledger account. A mistake is undone by an entry that names the first.
 */
public final class Journal {
  /** Kind of entry; the name in the database is the lower-case name. */
  public enum Kind { PAYMENT, SUSPENSE, CONSUMPTION, OPENING, REVERSAL }

  /** One side of an entry. @param ledgerAccountId row of ledger_account @param nano not zero */
  public record Line(long ledgerAccountId, long nano) {}

  private Journal() {}

  /**
   * Posts an entry in the running transaction.
   *
   * @param key says what is posted, once for ever: {@code payment:wechat:4200...}
   * @return id of the entry
   * @throws IllegalArgumentException when the lines do not sum to zero
   * @throws org.jdbi.v3.core.statement.UnableToExecuteStatementException with a duplicate key when it was posted before
   */
  public static long post(Handle handle, Kind kind, String key, Instant now, List<Line> lines) {
    if (lines.size() < 2 || lines.stream().mapToLong(Line::nano).reduce(0, Math::addExact) != 0) {
      throw new IllegalArgumentException("Entry " + key + " does not balance: " + lines);
    }
    long entry = handle.createUpdate("INSERT INTO journal_entry (entry_key, kind, posted_at) VALUES (:key, :kind, :now)")
        .bind("key", key).bind("kind", kind.name().toLowerCase(Locale.ROOT)).bind("now", Store.utc(now))
        .executeAndReturnGeneratedKeys("id").mapTo(Long.class).one();
    var batch = handle.prepareBatch("INSERT INTO posting (entry_id, ledger_account_id, amount) VALUES (:e, :a, :n)");
    lines.forEach(line -> batch.bind("e", entry).bind("a", line.ledgerAccountId()).bind("n", line.nano()).add());
    batch.execute();
    return entry;
  }

  /** The ledger account of a customer. */
  public static long customer(Handle handle, long accountId) {
    return handle.createQuery("SELECT id FROM ledger_account WHERE account_id = :a").bind("a", accountId)
        .mapTo(Long.class).one();
  }

  /**
   * A ledger account that belongs to no customer, made at its first use.
   *
   * @param code {@code clearing:<provider>}, {@code suspense}, {@code revenue:energy} or {@code opening}
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
