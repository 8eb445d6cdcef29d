package io.paywatt.ledger.payment;

import java.util.List;
import java.util.Locale;
import io.paywatt.ledger.debt.Recoveries;
import io.paywatt.ledger.journal.ControlAccounts;
import io.paywatt.ledger.journal.Journal;
import io.paywatt.ledger.journal.Journal.Line;
import io.paywatt.ledger.money.Nano;

/** One notice on its way through a group: what is known, what is decided, which rows were written for it. */
final class Telling {
  /** What becomes of a notice; the name in the database is the lower-case name. */
  enum Outcome {
    POSTED, DUPLICATE, CONFLICT, PARKED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final PaymentNotice notice;
  private final String sha256;
  private PaymentRow known;
  private Placement placement;
  private Outcome outcome;
  private long raw;
  private long payment;
  private Long entry;

  Telling(PaymentNotice notice) {
    this.notice = notice;
    this.sha256 = PaymentRow.contentSha256(notice);
  }

  PaymentNotice notice() {
    return notice;
  }

  /** Names the transaction. */
  String key() {
    return PaymentRow.key(notice.provider(), notice.transactionId());
  }

  /** Hash of what the notice says. */
  String sha256() {
    return sha256;
  }

  /** The first look. @param row what is known of the transaction, or null */
  void meet(PaymentRow row) {
    known = row;
    if (row == null) {
      if (notice.mismatch() != null) {
        outcome = Outcome.PARKED;
        placement = new Placement(null, null, "not for this hub: " + notice.mismatch());
      }
      return;
    }
    payment = row.id();
    if (!row.contentSha256().equals(sha256)) {
      outcome = Outcome.CONFLICT;
    } else if (!row.waits()) {
      outcome = Outcome.DUPLICATE;
    }
  }

  /** Whether it depends on where the money belongs. */
  boolean isOpen() {
    return outcome == null;
  }

  /** A parked payment that comes again, usually from the desk, may have a place by now. */
  void place(Placement found) {
    if (found.reason() != null && known != null) {
      outcome = Outcome.DUPLICATE;
      return;
    }
    placement = found;
    outcome = found.reason() == null ? Outcome.POSTED : Outcome.PARKED;
  }

  boolean is(Outcome asked) {
    return outcome == asked;
  }

  Outcome outcome() {
    return outcome;
  }

  /** Whether the payment has no row yet. */
  boolean isNew() {
    return known == null;
  }

  PaymentRow known() {
    return known;
  }

  /** Where it belongs, or why nobody knows; null for a duplicate or conflict. */
  Placement placement() {
    return placement;
  }

  /** Whether money moves in the ledger. Of a payment to another merchant we have none. */
  boolean moves() {
    return outcome == Outcome.POSTED || outcome == Outcome.PARKED && notice.mismatch() == null;
  }

  /** The money's way: from the provider, or from suspense when it was parked, to the customer or to suspense. */
  Journal.Entry entry(ControlAccounts controls) {
    String currency = notice.money().currency();
    long from = isNew() ? controls.id(clearing(notice), currency) : controls.id("suspense", currency);
    boolean posted = outcome == Outcome.POSTED;
    long to = posted ? placement.account().ledgerAccountId() : controls.id("suspense", currency);
    return new Journal.Entry(posted ? Journal.Kind.PAYMENT : Journal.Kind.SUSPENSE, entryKey(),
        List.of(new Line(from, -nano()), new Line(to, nano())));
  }

  String entryKey() {
    return (isNew() ? "payment:" : "unpark:") + key();
  }

  /** The provider's account in the ledger. */
  static String clearing(PaymentNotice notice) {
    return "clearing:" + notice.provider();
  }

  /** The amount in nano units. */
  long nano() {
    return Nano.fromMinor(notice.money().amount(), notice.money().currency());
  }

  void wroteRaw(long id) {
    raw = id;
  }

  long raw() {
    return raw;
  }

  void wroteEntry(Long id) {
    entry = id;
  }

  /** Journal entry that holds the money now, or null. */
  Long entry() {
    return entry;
  }

  /** As the debt sees it, once all rows are written. */
  Recoveries.Paid paid() {
    return new Recoveries.Paid(placement.account().id(), placement.account().ledgerAccountId(), payment, entry,
        notice.money().currency(), nano());
  }

  void wrotePayment(long id) {
    payment = id;
  }

  long payment() {
    return payment;
  }

  /** Once all is written. */
  PaymentResult result() {
    return switch (outcome) {
      case POSTED -> new PaymentResult.Posted(payment, placement.account().number());
      case DUPLICATE -> new PaymentResult.Duplicate(payment, known.state());
      case CONFLICT -> new PaymentResult.Conflict(payment, known.difference(notice));
      case PARKED -> new PaymentResult.Parked(payment, placement.reason());
    };
  }
}
