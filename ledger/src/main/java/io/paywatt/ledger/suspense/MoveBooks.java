package io.paywatt.ledger.suspense;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.debt.Recoveries;
import io.paywatt.ledger.debt.RecoveryUndo;
import io.paywatt.ledger.journal.Balances;
import io.paywatt.ledger.journal.Journal;
import io.paywatt.ledger.journal.Journal.Line;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.vend.PurchaseUndo;
import io.paywatt.ledger.vend.Purchases;
import org.jdbi.v3.core.Handle;

/**
 * The postings of a move: a reversal that names the entry which held the money, and a new entry to the right account. An
 * entry can be reversed once, so a payment is moved from one place once.
 */
final class MoveBooks {
  private final Handle handle;
  private final CreditDesk credit;
  private final Instant now;

  /**
   * @param reversal    entry that undoes the first
   * @param entry       entry that holds the money now
   * @param fromBalance balance of the account it was taken from, minor units, or null: out of suspense
   * @param toBalance   balance of the account it is on now, minor units
   * @param use         what became of it there
   */
  record Moved(long reversal, long entry, Long fromBalance, long toBalance, Purchases.Use use) {}

  MoveBooks(Handle handle, CreditDesk credit, Instant now) {
    this.handle = handle;
    this.credit = credit;
    this.now = now;
  }

  Moved move(LockedPayment payment, Target target) {
    String currency = payment.currency();
    long nano = Nano.fromMinor(payment.left(), currency);
    Long fromAccount = payment.inSuspense() ? null : payment.accountId();
    orderPaid(payment, target);
    // locked before the entries get their ids: an account's entries are in the order of its balances
    Balances balances = Balances.lock(handle,
        Stream.of(fromAccount, (Long) target.accountId()).filter(id -> id != null).toList());
    long source = ledgerAccount(payment.entryId(), "<");
    long place = ledgerAccount(payment.entryId(), ">");
    long reversal = Journal.reverse(handle, "reversal:" + payment.entryId(), payment.entryId(), now,
        List.of(new Line(source, nano), new Line(place, -nano)));
    long entry = Journal.post(handle, Journal.Kind.REALLOCATION, "reallocation:" + payment.entryId(), now,
        List.of(new Line(source, -nano), new Line(target.ledgerAccountId(), nano)));
    handle.createUpdate("UPDATE payment SET state = 'posted', account_id = :account, meter_id = :meter, entry_id = :entry"
            + " WHERE id = :id")
        .bind("account", target.accountId()).bind("meter", target.meterId()).bind("entry", entry)
        .bind("id", payment.id()).execute();
    if (fromAccount != null) {
      new PurchaseUndo(handle, now).undo(payment.id(), true, balances);
    }
    Recoveries.Paid paid = new Recoveries.Paid(target.accountId(), target.ledgerAccountId(), payment.id(), entry, currency,
        nano);
    long back = fromAccount == null ? 0
        : new RecoveryUndo(handle, now).whole(fromAccount, place, payment.entryId());
    return balances(balances, fromAccount, back - nano, paid, reversal);
  }

  /** @param change what the account it was taken from gets, negative: loses; nano units */
  private Moved balances(Balances balances, Long fromAccount, long change, Recoveries.Paid paid, long reversal) {
    long target = paid.accountId();
    String currency = paid.currency();
    if (fromAccount != null) {
      balances.add(fromAccount, change);
    }
    Purchases purchases = Purchases.lock(handle, credit, target, balances, now);
    Purchases.Use use = purchases.use(paid);
    purchases.save();
    balances.save(handle);
    if (fromAccount != null && fromAccount != target) {
      credit.afterWithdrawal(handle, fromAccount, currency, balances.of(fromAccount), now);
    }
    credit.afterPayment(handle, target, currency, balances.of(target), now);
    return new Moved(reversal, paid.entryId(), fromAccount == null ? null
        : (Long) Nano.toMinorFloor(balances.of(fromAccount), currency), Nano.toMinorFloor(balances.of(target), currency),
        use);
  }

  /** Which side of the entry: {@code <} where the money came from, {@code >} where it lies. */
  private long ledgerAccount(long entry, String side) {
    return handle.createQuery("SELECT ledger_account_id FROM posting WHERE entry_id = :entry AND amount " + side + " 0")
        .bind("entry", entry).mapTo(Long.class).one();
  }

  /** A person has decided that this payment is the one of its order. */
  private void orderPaid(LockedPayment payment, Target target) {
    if (payment.inSuspense() && payment.topupId() != null) {
      handle.createUpdate("UPDATE topup SET state = 'paid', claimed_at = NULL WHERE id = :id AND account_id = :account")
          .bind("id", payment.topupId()).bind("account", target.accountId()).execute();
    }
  }
}
