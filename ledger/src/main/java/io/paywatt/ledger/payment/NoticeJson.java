package io.paywatt.ledger.payment;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Currency;
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
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final Pattern TIME =
      Pattern.compile("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");
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
    String currency = currency(in.text("currency", CURRENCY, "an ISO 4217 code"));
    long most = Math.min(MOST, MOST_NANO / Nano.perMinor(currency));
    return new PaymentNotice(
        in.text("provider", PROVIDER, "1 to 32 of a-z, 0-9 and -"),
        in.text("transactionId", TRANSACTION, "1 to 128 printable ASCII characters, no blank at the ends"),
        in.textOrNull("orderId", NAME, "1 to 64 characters"),
        in.textOrNull("meter", NAME, "1 to 64 characters"),
        new Money(in.integer("amount", 1, most), currency),
        time(in.text("paidAt", TIME, "an RFC 3339 time from 2000 to 2099")),
        in.textOrNull("mismatch", ANY, "a text"),
        raw(in.textOrNull("raw", ANY, "base64"), json));
  }

  private static String currency(String code) {
    try {
      if (Currency.getInstance(code).getDefaultFractionDigits() >= 0) {
        return code;
      }
    } catch (IllegalArgumentException e) {
      // answered below, together with codes that are no money (gold, testing)
    }
    throw StrictJson.wrong("currency", StrictJson.shown(code), "an ISO 4217 code");
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw StrictJson.wrong("paidAt", StrictJson.shown(text), "an RFC 3339 time from 2000 to 2099");
    }
  }

  private static byte[] raw(String base64, byte[] json) {
    try {
      return base64 == null ? json : Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw StrictJson.wrong("raw", base64.length() + " characters that are not base64", "base64");
    }
  }
}
