package io.paywatt.ledger.payment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.journal.Journal;
import io.paywatt.ledger.journal.Journal.Line;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * The one door for money: a genuine notice becomes postings exactly once, in one transaction (design.md section 3).
 * Two tellings that arrive together are told apart by the unique keys of the database: the second runs again and finds
 * the first.
 */
public final class PaymentIntake {
  private final Store store;
  private final CreditDesk credit;
  private final IntakeSettings settings;

  public PaymentIntake(Store store, CreditDesk credit, IntakeSettings settings) {
    this.store = store;
    this.credit = credit;
    this.settings = settings;
  }

  /**
   * Accepts a notice that an adapter has verified.
   *
   * @param json the normalised notice, see {@link PaymentNotice#parse}
   * @throws io.paywatt.ledger.Rejected    422 when the JSON is not a normalised notice
   * @throws io.paywatt.ledger.Unavailable when the database does not answer; send the notice again
   */
  public PaymentResult accept(byte[] json) {
    PaymentNotice notice = PaymentNotice.parse(json);
    try {
      return store.inTransaction(handle -> decide(handle, notice));
    } catch (UnableToExecuteStatementException e) {
      if (!Store.isDuplicateKey(e)) {
        throw e;
      }
      return store.inTransaction(handle -> decide(handle, notice));
    }
  }

  private PaymentResult decide(Handle handle, PaymentNotice notice) {
    Instant now = store.now();
    Optional<PaymentRow> known = PaymentRow.lock(handle, notice);
    if (known.isEmpty()) {
      return first(handle, notice, now);
    }
    PaymentRow payment = known.get();
    if (!payment.contentSha256().equals(PaymentRow.contentSha256(notice))) {
      return Parking.conflict(handle, payment, notice, now);
    }
    if (payment.state().equals("parked") && payment.entryId() != null) {
      return again(handle, payment, notice, now);
    }
    return duplicate(handle, payment, notice, now);
  }

  private PaymentResult first(Handle handle, PaymentNotice notice, Instant now) {
    if (notice.mismatch() != null) {
      Placement foreign = new Placement(null, null, "not for this hub: " + notice.mismatch());
      return Parking.park(handle, notice, foreign, null, now);
    }
    Placement placement = Placement.find(handle, notice, settings.currency());
    String key = notice.provider() + ":" + notice.transactionId();
    if (placement.reason() != null) {
      long suspense = Journal.control(handle, "suspense", notice.money().currency());
      long entry = move(handle, Journal.Kind.SUSPENSE, "payment:" + key, clearing(handle, notice), suspense, notice, now);
      return Parking.park(handle, notice, placement, entry, now);
    }
    Placement.Account account = placement.account();
    long entry = move(handle, Journal.Kind.PAYMENT, "payment:" + key, clearing(handle, notice),
        account.ledgerAccountId(), notice, now);
    long raw = PaymentRows.addRaw(handle, notice, "posted", now);
    long payment = PaymentRows.add(handle, notice, placement, raw, entry, now);
    return posted(handle, notice, placement, payment, now);
  }

  /** A parked payment comes again, usually from the desk: what has been put right since may place it. */
  private PaymentResult again(Handle handle, PaymentRow payment, PaymentNotice notice, Instant now) {
    Placement placement = Placement.find(handle, notice, settings.currency());
    if (placement.reason() != null) {
      return duplicate(handle, payment, notice, now);
    }
    long suspense = Journal.control(handle, "suspense", notice.money().currency());
    String key = "unpark:" + notice.provider() + ":" + notice.transactionId();
    long entry = move(handle, Journal.Kind.PAYMENT, key, suspense, placement.account().ledgerAccountId(), notice, now);
    PaymentRows.addRaw(handle, notice, "posted", now);
    PaymentRows.unpark(handle, payment.id(), placement, entry);
    return posted(handle, notice, placement, payment.id(), now);
  }

  private static PaymentResult duplicate(Handle handle, PaymentRow payment, PaymentNotice notice, Instant now) {
    PaymentRows.addRaw(handle, notice, "duplicate", now);
    return new PaymentResult.Duplicate(payment.id(), payment.state());
  }

  private PaymentResult posted(Handle handle, PaymentNotice notice, Placement placement, long payment, Instant now) {
    Placement.Account account = placement.account();
    if (placement.topupId() != null) {
      PaymentRows.orderPaid(handle, placement.topupId());
    }
    long balance = Journal.addToBalance(handle, account.id(), nano(notice));
    PaymentEffects.posted(handle, payment, notice, account, Nano.toMinorFloor(balance, account.currency()), now);
    credit.afterPayment(handle, account.id(), account.currency(), balance, now);
    return new PaymentResult.Posted(payment, account.number());
  }

  private static long move(Handle handle, Journal.Kind kind, String key, long from, long to, PaymentNotice notice,
      Instant now) {
    return Journal.post(handle, kind, key, now, List.of(new Line(from, -nano(notice)), new Line(to, nano(notice))));
  }

  private static long clearing(Handle handle, PaymentNotice notice) {
    return Journal.control(handle, "clearing:" + notice.provider(), notice.money().currency());
  }

  private static long nano(PaymentNotice notice) {
    return Nano.fromMinor(notice.money().amount(), notice.money().currency());
  }
}
