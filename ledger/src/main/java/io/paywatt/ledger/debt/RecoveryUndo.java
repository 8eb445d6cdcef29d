package io.paywatt.ledger.debt;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import io.paywatt.ledger.journal.Journal;
import io.paywatt.ledger.journal.Journal.Line;
import org.jdbi.v3.core.Handle;

/**
 * Gives back to the debt what a payment had given, when the payment is moved or given back itself: in the proportion in
 * which it leaves. Amounts are nano units; the balance of the account is locked by the caller, who also changes it.
 */
public final class RecoveryUndo {
  /** @param left what the payment still gives to the debt @param entryId entry that took it */
  private record Row(long id, long entryId, long left) {}

  private static final Row NONE = new Row(0, 0, 0);

  private final Handle handle;
  private final Instant now;

  public RecoveryUndo(Handle handle, Instant now) {
    this.handle = handle;
    this.now = now;
  }

  /** What the payment gives to the debt. @param paymentEntry entry that put it on the account */
  public long recovered(long paymentEntry) {
    return row(paymentEntry).left();
  }

  /** How much of that goes back when a part of the payment leaves; all of it with the whole. @param left of the payment */
  public static long part(long recovered, long leaves, long left) {
    return recovered - BigInteger.valueOf(recovered).multiply(BigInteger.valueOf(left - leaves))
        .divide(BigInteger.valueOf(left)).longValueExact();
  }

  /** The payment leaves the account: nothing of it stays with the debt. @return what the balance gets back */
  public long whole(long accountId, long ledgerAccountId, long paymentEntry) {
    Row row = row(paymentEntry);
    if (row.left() > 0) {
      Debts debts = Debts.lock(handle, List.of(accountId));
      Journal.reverse(handle, "reversal:" + row.entryId(), row.entryId(), now,
          List.of(new Line(ledgerAccountId, row.left()), debts.change(accountId, row.left())));
      debts.save(handle);
      undone(row, row.left());
    }
    return row.left();
  }

  /** A refund takes a part of the payment. @return what the balance gets back */
  public long refunded(String refundId, long accountId, long ledgerAccountId, long paymentEntry, long leaves, long left) {
    Row row = row(paymentEntry);
    long back = part(row.left(), leaves, left);
    post("recovery-undone:" + refundId, row, accountId, ledgerAccountId, back);
    return back;
  }

  /** The refund was refused: the debt gets it again, as far as it is still owed. @return what the balance gives */
  public long refused(String refundId, long accountId, long ledgerAccountId, long paymentEntry) {
    long before = handle.createQuery("SELECT COALESCE(SUM(p.amount), 0) FROM journal_entry e"
            + " JOIN posting p ON p.entry_id = e.id WHERE e.entry_key = :key AND p.ledger_account_id = :ledger")
        .bind("key", "recovery-undone:" + refundId).bind("ledger", ledgerAccountId).mapTo(Long.class).one();
    if (before == 0) {
      return 0;
    }
    long again = Math.min(before, Debts.lock(handle, List.of(accountId)).owed(accountId));
    post("recovery-again:" + refundId, row(paymentEntry), accountId, ledgerAccountId, -again);
    return again;
  }

  private void post(String key, Row row, long accountId, long ledgerAccountId, long back) {
    if (back == 0) {
      return;
    }
    Debts debts = Debts.lock(handle, List.of(accountId));
    Journal.post(handle, Journal.Kind.RECOVERY, key, now,
        List.of(new Line(ledgerAccountId, back), debts.change(accountId, back)));
    debts.save(handle);
    undone(row, back);
  }

  private void undone(Row row, long nano) {
    handle.createUpdate("UPDATE debt_recovery SET undone = undone + :nano WHERE id = :id").bind("nano", nano)
        .bind("id", row.id()).execute();
  }

  private Row row(long paymentEntry) {
    return handle.createQuery("SELECT id, entry_id, amount - undone AS left_over FROM debt_recovery"
            + " WHERE payment_entry_id = :entry FOR UPDATE").bind("entry", paymentEntry)
        .map((row, context) -> new Row(row.getLong("id"), row.getLong("entry_id"), row.getLong("left_over")))
        .findOne().orElse(NONE);
  }
}
