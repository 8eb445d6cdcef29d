package io.paywatt.ledger.refund;

import java.math.BigInteger;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.journal.Balances;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.suspense.LockedPayment;

/**
 * How much of a payment can be given back: what is left of it, and of a posted payment no more than the balance, since
 * the rest was used. Minor units.
 *
 * @param balance   balance rounded down, or null: the money lies in suspense, nothing of it was used
 * @param recovered what the payment gave to a debt, nano units: it goes back in the proportion of the refund
 */
record Refundable(LockedPayment payment, Long balance, long recovered) {

  static Refundable of(LockedPayment payment, Balances balances, long recovered) {
    return new Refundable(payment, payment.inSuspense() ? null
        : Nano.toMinorFloor(balances.of(payment.accountId()), payment.currency()), recovered);
  }

  long most() {
    return balance == null ? payment.left() : Math.max(0, Math.min(payment.left(), reach()));
  }

  /** The refund that takes the balance to zero: of each unit only what did not go to the debt comes off the balance. */
  private long reach() {
    long left = Nano.fromMinor(payment.left(), payment.currency());
    if (recovered == 0 || balance < 0) {
      return balance;
    }
    return recovered >= left ? payment.left() : BigInteger.valueOf(balance).multiply(BigInteger.valueOf(left))
        .divide(BigInteger.valueOf(left - recovered)).min(BigInteger.valueOf(payment.left())).longValueExact();
  }

  /**
   * The amount to give back.
   *
   * @throws Rejected 409 with the figures when it is more than can be given back
   */
  long amount(RefundRequest request) {
    long asked = request.amount() == null ? payment.left() : request.amount();
    if (payment.left() == 0) {
      throw new Rejected(409, "payment " + payment.id() + " of " + money(payment.amount()) + " is refunded whole already");
    }
    if (asked > payment.left()) {
      throw new Rejected(409, "amount is " + money(asked) + ", more than is left of payment " + payment.id() + ": paid "
          + money(payment.amount()) + ", refunded or on the way " + money(payment.refunded()) + ", so at most "
          + money(most()) + " can be refunded");
    }
    if (asked > most() && !request.allowDebt()) {
      throw new Rejected(409, "amount is " + money(asked) + ", more than can be refunded without debt: paid "
          + money(payment.amount()) + ", refunded or on the way " + money(payment.refunded()) + ", balance "
          + money(balance) + " (the rest was used), so at most " + money(most()) + " can be refunded; allowDebt true gives"
          + " back more and leaves the account in debt");
    }
    return asked;
  }

  private String money(long minor) {
    return minor + " " + payment.currency();
  }
}
