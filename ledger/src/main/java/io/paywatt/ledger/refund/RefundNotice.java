package io.paywatt.ledger.refund;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.regex.Pattern;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.payment.StrictJson;
import io.paywatt.ledger.store.Idempotency;

/**
 * What a provider says of a refund, as an adapter read it from a verified notice.
 *
 * @param refundId      our refund number as the provider repeats it
 * @param transactionId the provider's id of the payment
 * @param amount        minor units given back by this refund
 * @param state         done, refused (for good) or abnormal (the payer's bank did not take it: a person has to act)
 * @param at            when, by the provider's clock
 */
record RefundNotice(String provider, String refundId, String transactionId, String providerRefundId, long amount,
    String currency, String state, Instant at) {
  private static final Set<String> FIELDS = Set.of("provider", "refundId", "transactionId", "providerRefundId", "amount",
      "currency", "state", "at", "raw");
  private static final Pattern PROVIDER = Pattern.compile("[a-z0-9-]{1,32}");
  private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]{0,126}[\\x21-\\x7e])?");
  private static final Pattern OUR_ID = Pattern.compile("[\\x21-\\x7e]{1,64}");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final Pattern STATE = Pattern.compile("done|refused|abnormal");
  private static final Pattern TIME = Pattern.compile("20\\d\\d-[^\\p{Cntrl}]{1,40}");
  private static final Pattern ANY = Pattern.compile("(?s).*");
  private static final long MOST = 1_000_000_000_000L;

  /** @throws Rejected 422 naming field, value and what is allowed */
  static RefundNotice parse(byte[] json) {
    StrictJson in = StrictJson.read(json, 422, FIELDS);
    in.textOrNull("raw", ANY, "base64");
    return new RefundNotice(in.text("provider", PROVIDER, "1 to 32 of a-z, 0-9 and -"),
        in.text("refundId", OUR_ID, "1 to 64 printable ASCII characters without blanks"),
        in.text("transactionId", ID, "1 to 128 printable ASCII characters, no blank at the ends"),
        in.textOrNull("providerRefundId", ID, "1 to 128 printable ASCII characters, no blank at the ends"),
        in.integer("amount", 1, MOST), in.text("currency", CURRENCY, "an ISO 4217 code"),
        in.text("state", STATE, "done, refused or abnormal"), time(in.text("at", TIME, "an RFC 3339 time")));
  }

  /** Hash of what it says; the raw bytes are signed anew at each delivery. */
  String contentSha256() {
    return Idempotency.sha256(provider, refundId, transactionId, amount, currency, state);
  }

  /** What it says otherwise than the refund we know, or null. */
  String difference(RefundRow refund, String paymentTransaction) {
    if (amount != refund.amount() || !currency.equals(refund.currency())) {
      return "amount is " + amount + " " + currency + ", asked for were " + refund.amount() + " " + refund.currency();
    }
    return transactionId.equals(paymentTransaction) ? null
        : "transactionId is " + transactionId + ", the refund is of " + paymentTransaction;
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw StrictJson.wrong("at", StrictJson.shown(text), "an RFC 3339 time");
    }
  }
}
