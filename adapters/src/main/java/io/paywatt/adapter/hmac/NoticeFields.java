package io.paywatt.adapter.hmac;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.regex.Pattern;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.payment.PaymentNotice;

/**
 * Where in the provider's JSON the fields of a payment stand: JSON Pointers (RFC 6901), an empty one for a field it lacks.
 *
 * @param provider      name in the ledger
 * @param event         of what tells the kind of notice, or empty when all are payments
 * @param eventValue    its value for a payment
 * @param transactionId of the provider's own id
 * @param orderId       of our top-up id
 * @param meter         of the meter's serial
 * @param amount        of the amount, number or text
 * @param major         the amount is in currency units such as 50.00, not in minor units
 * @param currency      pointer, or an ISO 4217 code for a provider that knows one only
 * @param paidAt        of the time: RFC 3339, or unix seconds or milliseconds
 */
record NoticeFields(String provider, String event, String eventValue, String transactionId, String orderId, String meter,
    String amount, boolean major, String currency, String paidAt) {
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,9})?");
  private static final long FIRST_MILLISECOND = 100_000_000_000L;

  /** The parsed notice. @throws Rejected 400 when it is no JSON object */
  static JsonNode read(byte[] body) {
    StrictJson.object(body, "the notice");
    try {
      return StrictJson.MAPPER.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).readTree(body);
    } catch (IOException e) {
      throw new Rejected(400, "the notice is not well-formed JSON");
    }
  }

  /** @throws Rejected 400 when a notice does not tell its kind */
  boolean isPayment(JsonNode notice) {
    return event.isEmpty() || text(notice, "event", event).equals(eventValue);
  }

  /** @throws Rejected 400 naming the field, where it should stand and what is allowed */
  PaymentNotice payment(JsonNode notice, byte[] raw) {
    String code = currency.startsWith("/") ? text(notice, "currency", currency) : currency;
    Currency unit;
    try {
      unit = Currency.getInstance(code);
    } catch (IllegalArgumentException e) {
      throw wrong("currency", currency, "an ISO 4217 code such as CNY");
    }
    return new PaymentNotice(provider, text(notice, "transactionId", transactionId), optional(notice, "orderId", orderId),
        optional(notice, "meter", meter), new Money(minor(notice, unit), code), time(notice), null, raw);
  }

  private long minor(JsonNode notice, Currency unit) {
    String text = text(notice, "amount", amount);
    int digits = major ? Math.max(0, unit.getDefaultFractionDigits()) : 0;
    try {
      if (DECIMAL.matcher(text).matches()) {
        return new BigDecimal(text).movePointRight(digits).longValueExact();
      }
    } catch (ArithmeticException e) {
      // a fraction of a minor unit: answered below
    }
    throw wrong("amount", amount, major ? "an amount of at most " + digits + " decimals" : "whole minor units");
  }

  private Instant time(JsonNode notice) {
    String text = text(notice, "paidAt", paidAt);
    try {
      if (!text.matches("[0-9]{9,14}")) {
        return OffsetDateTime.parse(text).toInstant();
      }
      long number = Long.parseLong(text);
      return number >= FIRST_MILLISECOND ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
    } catch (DateTimeException e) {
      throw wrong("paidAt", paidAt, "an RFC 3339 time with zone, or unix seconds");
    }
  }

  private static String text(JsonNode notice, String field, String pointer) {
    String value = optional(notice, field, pointer);
    if (value == null) {
      throw wrong(field, pointer, "a text or number");
    }
    return value;
  }

  private static String optional(JsonNode notice, String field, String pointer) {
    if (pointer.isEmpty()) {
      return null;
    }
    JsonNode node = at(notice, pointer);
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    String value = node.isNumber() ? node.decimalValue().toPlainString() : node.textValue();
    if (value == null || value.isBlank()) {
      throw wrong(field, pointer, "a text or number");
    }
    return value;
  }

  private static JsonNode at(JsonNode notice, String pointer) {
    return notice.at(JsonPointer.compile(pointer));
  }

  private static Rejected wrong(String field, String pointer, String allowed) {
    return new Rejected(400, field + " (" + pointer + " of the notice) is missing or wrong, allowed is " + allowed);
  }
}
