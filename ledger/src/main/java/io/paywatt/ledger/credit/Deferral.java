package io.paywatt.ledger.credit;

import java.time.Instant;
import java.util.Locale;

/**
 * Why an account without credit keeps its power for now.
 *
 * @param until when the reason ends by itself, or null: nobody knows
 * @param since when this reason was found first
 */
record Deferral(Reason reason, Instant until, Instant since) {
  /** What speaks against a cut; looked at in this order. */
  enum Reason {
    HELD, GRACE, HOLIDAY, WEATHER, WEEKEND, PROTECTED_HOURS, PAYMENT_PENDING, READINGS_OLD, READINGS_ESTIMATED,
    ANNOUNCED;

    /**
     * held, grace, holiday, weather, weekend, protected-hours, payment-pending, readings-old, readings-estimated or
     * announced.
     */
    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Reason of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  /** Whether the power goes off at a time that is known, unless somebody pays before. */
  boolean isCutAtKnownTime() {
    return until != null && reason != Reason.HELD && reason != Reason.PAYMENT_PENDING;
  }

  /** The same reason goes on since it was found first. */
  Deferral after(Deferral before) {
    return before != null && before.reason == reason ? new Deferral(reason, until, before.since) : this;
  }
}
