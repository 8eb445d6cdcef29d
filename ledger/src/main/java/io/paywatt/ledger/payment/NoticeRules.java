package io.paywatt.ledger.payment;

import java.time.Instant;
import java.util.regex.Pattern;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.money.Nano;

/** What the fields of a payment notice may hold, whether it was read from JSON or made by an adapter. */
final class NoticeRules {
  static final Text PROVIDER = new Text("[a-z0-9-]{1,32}", "1 to 32 of a-z, 0-9 and -");
  /** No blank at either end: the database compares without trailing blanks. */
  static final Text TRANSACTION = new Text("[\\x21-\\x7e]([\\x20-\\x7e]{0,126}[\\x21-\\x7e])?",
      "1 to 128 printable ASCII characters, no blank at the ends");
  static final Text NAME = new Text("[^\\p{Cntrl}]{1,64}", "1 to 64 characters");
  static final Text ANY = new Text("(?s).+", "a text");
  static final String TIMES = "an RFC 3339 time from 2000 to 2099";
  private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("2100-01-01T00:00:00Z");
  private static final long MOST = 1_000_000_000_000L;
  /** A thousand million currency units: nine such payments still fit one balance. */
  private static final long MOST_NANO = 1_000_000_000L * Nano.PER_UNIT;

  /** What a text may be, and that in words. */
  record Text(Pattern pattern, String allowed) {
    Text(String pattern, String allowed) {
      this(Pattern.compile(pattern), allowed);
    }

    void check(String field, String value) {
      if (!pattern.matcher(value).matches()) {
        throw StrictJson.wrong(field, StrictJson.shown('"' + value + '"'), allowed);
      }
    }

    void checkOrNull(String field, String value) {
      if (value != null) {
        check(field, value);
      }
    }
  }

  private NoticeRules() {}

  /** @throws io.paywatt.ledger.Rejected 422 naming field, value and what is allowed */
  static void check(PaymentNotice notice) {
    PROVIDER.check("provider", notice.provider());
    TRANSACTION.check("transactionId", notice.transactionId());
    NAME.checkOrNull("orderId", notice.orderId());
    NAME.checkOrNull("meter", notice.meter());
    ANY.checkOrNull("mismatch", notice.mismatch());
    amount(notice.money());
    if (notice.paidAt().isBefore(FIRST) || !notice.paidAt().isBefore(END)) {
      throw StrictJson.wrong("paidAt", notice.paidAt().toString(), TIMES);
    }
  }

  /** The largest amount in minor units of the currency. */
  static long most(String currency) {
    return Math.min(MOST, MOST_NANO / Nano.perMinor(currency));
  }

  private static void amount(Money money) {
    long most = most(money.currency());
    if (money.amount() < 1 || money.amount() > most) {
      throw StrictJson.wrong("amount", String.valueOf(money.amount()), StrictJson.minorUnits(1, most));
    }
  }
}
