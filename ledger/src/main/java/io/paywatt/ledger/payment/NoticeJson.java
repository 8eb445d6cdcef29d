package io.paywatt.ledger.payment;

import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.money.Nano;

/** The normalised notice as JSON. */
final class NoticeJson {
  private static final Set<String> FIELDS = Set.of("provider", "transactionId", "orderId", "meter", "amount", "currency",
      "paidAt", "mismatch", "raw");
  private static final Pattern PROVIDER = Pattern.compile("[a-z0-9-]{1,32}");
  /** No blank at either end: the database compares without trailing blanks. */
  private static final Pattern TRANSACTION = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]{0,126}[\\x21-\\x7e])?");
  private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,64}");
  private static final Pattern ANY = Pattern.compile("(?s).+");
  private static final long MOST = 1_000_000_000_000L;
  /** A thousand million currency units: nine such payments still fit one balance. */
  private static final long MOST_NANO = 1_000_000_000L * Nano.PER_UNIT;

  private NoticeJson() {}

  static byte[] write(PaymentNotice notice) {
    var json = StrictJson.MAPPER.createObjectNode()
        .put("provider", notice.provider()).put("transactionId", notice.transactionId())
        .put("orderId", notice.orderId()).put("meter", notice.meter())
        .put("amount", notice.money().amount()).put("currency", notice.money().currency())
        .put("paidAt", notice.paidAt().toString()).put("mismatch", notice.mismatch())
        .put("raw", notice.raw() == null ? null : Base64.getEncoder().encodeToString(notice.raw()));
    try {
      return StrictJson.MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static PaymentNotice read(byte[] json) {
    StrictJson in = StrictJson.read(json, 422, FIELDS);
    String currency = there("currency", in.currencyOrNull("currency"), "an ISO 4217 code");
    long most = Math.min(MOST, MOST_NANO / Nano.perMinor(currency));
    byte[] raw = in.base64OrNull("raw");
    return new PaymentNotice(
        in.text("provider", PROVIDER, "1 to 32 of a-z, 0-9 and -"),
        in.text("transactionId", TRANSACTION, "1 to 128 printable ASCII characters, no blank at the ends"),
        in.textOrNull("orderId", NAME, "1 to 64 characters"),
        in.textOrNull("meter", NAME, "1 to 64 characters"),
        new Money(in.integer("amount", 1, most), currency),
        there("paidAt", in.timeOrNull("paidAt"), "an RFC 3339 time from 2000 to 2099"),
        in.textOrNull("mismatch", ANY, "a text"),
        raw == null ? json : raw);
  }

  private static <T> T there(String field, T value, String allowed) {
    if (value == null) {
      throw StrictJson.wrong(field, "missing", allowed);
    }
    return value;
  }
}
