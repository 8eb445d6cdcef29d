package io.paywatt.ledger.payment;

import java.util.List;
import java.util.concurrent.CompletionStage;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.journal.ControlAccounts;
import io.paywatt.ledger.store.GroupCommit;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * The one door for money: a genuine notice becomes postings exactly once (design.md section 3). Notices that arrive
 * together share a transaction, each with the result it would have alone; a notice that fails takes none along.
 * Two tellings that meet at two hub nodes are told apart by the unique keys of the database: the second runs again and
 * finds the first. Safe for many threads; not to be called within a transaction.
 */
public final class PaymentIntake {
  /** Of two groups at a time one waits for the disk or the network while the other uses the processor. */
  private static final GroupCommit.Lanes LANES = new GroupCommit.Lanes(2, 16, 100);
  /** Far below the 16 MB that MariaDB takes in one statement. */
  private static final GroupCommit.Most MOST = new GroupCommit.Most(128, 2L << 20);

  private final Store store;
  private final CreditDesk credit;
  private final IntakeSettings settings;
  private final ControlAccounts controls;
  private final GroupCommit<PaymentNotice, PaymentResult> groups =
      new GroupCommit<>("payment-commit", LANES, MOST, notice -> notice.raw().length, this::decide);

  public PaymentIntake(Store store, CreditDesk credit, IntakeSettings settings) {
    this.store = store;
    this.credit = credit;
    this.settings = settings;
    this.controls = new ControlAccounts(store);
  }

  /**
   * Accepts a notice that an adapter has verified. What is returned is durable.
   *
   * @param json the normalised notice, see {@link PaymentNotice#parse}
   * @throws io.paywatt.ledger.Rejected    422 when the JSON is not a normalised notice
   * @throws io.paywatt.ledger.Unavailable when the database does not answer; send the notice again
   */
  public PaymentResult accept(byte[] json) {
    return accept(PaymentNotice.parse(json));
  }

  /** As {@link #accept(byte[])}, for a notice that was {@link PaymentNotice#checked}. */
  public PaymentResult accept(PaymentNotice notice) {
    return groups.call(notice);
  }

  /**
   * As {@link #accept(byte[])}, for a route: no thread waits for the commit. Ends with the same failures.
   *
   * @param json the normalised notice
   */
  public CompletionStage<PaymentResult> submit(byte[] json) {
    return groups.submit(PaymentNotice.parse(json));
  }

  /** As {@link #submit(byte[])}, for a notice that was {@link PaymentNotice#checked}. */
  public CompletionStage<PaymentResult> submit(PaymentNotice notice) {
    return groups.submit(notice);
  }

  /** What {@link #accept} would do with these notices now, one after the other; nothing is written. */
  public List<Forecast> forecast(List<byte[]> notices) {
    return new Forecaster(store, credit, settings).of(notices);
  }

  private List<PaymentResult> decide(List<PaymentNotice> notices) {
    for (PaymentNotice notice : notices) {
      if (notice.mismatch() == null) {
        controls.id(Telling.clearing(notice), notice.money().currency());
        controls.id("suspense", notice.money().currency());
      }
    }
    try {
      return decideTogether(notices);
    } catch (UnableToExecuteStatementException e) {
      if (!Store.isDuplicateKey(e)) {
        throw e;
      }
      return decideTogether(notices);
    }
  }

  private List<PaymentResult> decideTogether(List<PaymentNotice> notices) {
    return store.inTransaction(
        handle -> new PaymentGroup(handle, credit, controls, settings, store.now()).decide(notices));
  }
}
