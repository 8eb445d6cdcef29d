package io.paywatt.ledger.refund;

import java.time.Instant;
import java.util.List;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.debt.Recoveries;
import io.paywatt.ledger.debt.RecoveryUndo;
import io.paywatt.ledger.journal.Balances;
import io.paywatt.ledger.journal.Journal;
import io.paywatt.ledger.journal.Journal.Line;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.suspense.LockedPayment;
import io.paywatt.ledger.suspense.MoneyEffects;
import io.paywatt.ledger.vend.Purchases;
import org.jdbi.v3.core.Handle;

/**
 * The postings of a refund: customer (or suspense) to {@code refund:<provider>} when it is asked for, from there to
 * {@code clearing:<provider>} when it is paid out, or back by a reversal when it is refused.
 */
final class RefundBooks {
  private final Handle handle;
  private final CreditDesk credit;
  private final Instant now;

  RefundBooks(Handle handle, CreditDesk credit, Instant now) {
    this.handle = handle;
    this.credit = credit;
    this.now = now;
  }

  /**
   * Takes the money off before anybody is asked to pay it out.
   *
   * @param accountId whose balance it is taken off, or null: out of suspense
   * @param balances  with this account's balance locked
   * @return the entry
   */
  long reserve(String refundId, LockedPayment payment, long amount, Long accountId, Balances balances) {
    String currency = payment.currency();
    long nano = Nano.fromMinor(amount, currency);
    long entry = Journal.post(handle, Journal.Kind.REFUND, "refund:" + refundId, now, List.of(
        new Line(source(accountId, currency), -nano), new Line(payable(payment.provider(), currency), nano)));
    if (accountId != null) {
      long back = new RecoveryUndo(handle, now).refunded(refundId, accountId, source(accountId, currency), payment.entryId(),
          nano, Nano.fromMinor(payment.left(), currency));
      long balance = balances.add(accountId, back - nano);
      balances.save(handle);
      tellMeter("balance:refund:" + refundId, payment.meterId(), balance, currency);
      credit.afterWithdrawal(handle, accountId, currency, balance, now);
    }
    return entry;
  }

  /** The money is out of the house. @return the entry */
  long paidOut(RefundRow refund) {
    long nano = Nano.fromMinor(refund.amount(), refund.currency());
    return Journal.post(handle, Journal.Kind.REFUND, "refund-done:" + refund.id(), now, List.of(
        new Line(payable(refund.provider(), refund.currency()), -nano),
        new Line(Journal.control(handle, "clearing:" + refund.provider(), refund.currency()), nano)));
  }

  /** It was not paid out: the customer has it again. @return the entry */
  long giveBack(RefundRow refund) {
    long nano = Nano.fromMinor(refund.amount(), refund.currency());
    // locked before the entry gets its id: an account's entries are in the order of its balances
    Balances balances = Balances.lock(handle, refund.accountId() == null ? List.of() : List.of(refund.accountId()));
    long entry = Journal.reverse(handle, "refund-refused:" + refund.id(), refund.entryId(), now, List.of(
        new Line(payable(refund.provider(), refund.currency()), -nano),
        new Line(source(refund.accountId(), refund.currency()), nano)));
    handle.createUpdate("UPDATE payment SET refunded = refunded - :amount WHERE id = :id")
        .bind("amount", refund.amount()).bind("id", refund.paymentId()).execute();
    if (refund.accountId() != null) {
      long again = new RecoveryUndo(handle, now).refused(refund.id(), refund.accountId(),
          source(refund.accountId(), refund.currency()), paymentEntry(refund));
      Purchases purchases = Purchases.lock(handle, credit, refund.accountId(), balances, now);
      long balance = purchases.useAgain(new Recoveries.Paid(refund.accountId(),
          source(refund.accountId(), refund.currency()), refund.paymentId(), entry, refund.currency(), nano), again).balance();
      purchases.save();
      balances.save(handle);
      tellMeter("balance:refund-refused:" + refund.id(), refund.meterId(), balance, refund.currency());
      credit.afterPayment(handle, refund.accountId(), refund.currency(), balance, now);
    }
    return entry;
  }

  private long paymentEntry(RefundRow refund) {
    return handle.createQuery("SELECT entry_id FROM payment WHERE id = :id").bind("id", refund.paymentId())
        .mapTo(Long.class).one();
  }

  private long source(Long accountId, String currency) {
    return accountId == null ? Journal.control(handle, "suspense", currency) : Journal.customer(handle, accountId);
  }

  private long payable(String provider, String currency) {
    return Journal.control(handle, "refund:" + provider, currency);
  }

  private void tellMeter(String key, Long meterId, long balanceNano, String currency) {
    if (meterId != null) {
      MoneyEffects.balance(handle, key, meterId, Nano.toMinorFloor(balanceNano, currency), currency, now);
    }
  }
}
