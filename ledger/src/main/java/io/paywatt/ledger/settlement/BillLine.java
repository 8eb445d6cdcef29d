package io.paywatt.ledger.settlement;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import io.paywatt.ledger.store.Store;

/**
 * One line of a bill: what the provider says happened.
 *
 * @param transactionId the provider's id of the payment, also for a refund
 * @param refundId      ours, or null
 * @param amount        minor units, more than zero
 */
record BillLine(String kind, String transactionId, String orderId, String refundId, long amount, String currency,
    String state, Instant at) {
  static final List<String> FIELDS = List.of("kind", "transactionId", "orderId", "refundId", "amount", "currency",
      "state", "at");
  static final long MOST = 1_000_000_000_000L;

  private static final Map<String, Function<String, String>> RULES = Map.of(
      "kind", oneOf("payment", "refund"),
      "transactionId", matching("[\\x21-\\x7e]([\\x20-\\x7e]{0,126}[\\x21-\\x7e])?",
          "1 to 128 printable ASCII characters, no blank at the ends"),
      "orderId", matching("[^\\p{Cntrl}]{1,64}", "1 to 64 characters, or nothing"),
      "refundId", matching("[^\\p{Cntrl}]{1,64}", "1 to 64 characters, or nothing"),
      "amount", matching("[1-9][0-9]{0,12}", "a whole number of minor units from 1 to " + MOST + " (5000 is 50.00 of CNY)"),
      "currency", BillLine::currencyRule,
      "state", oneOf("done", "processing", "failed"),
      "at", BillLine::timeRule);

  /**
   * Makes a line of its fields.
   *
   * @param fields values by {@link #FIELDS}; null where there is none
   * @throws BadLine naming field, value and what is allowed
   */
  static BillLine of(Map<String, String> fields) {
    for (String name : FIELDS) {
      String value = fields.get(name);
      boolean optional = name.equals("orderId") || name.equals("refundId");
      String allowed = value == null ? (optional ? null : RULES.get(name).apply("")) : RULES.get(name).apply(value);
      if (allowed != null) {
        throw new BadLine(name + " is " + (value == null ? "missing" : shown(value)) + ", allowed is " + allowed);
      }
    }
    long amount = Long.parseLong(fields.get("amount"));
    if (amount > MOST) {
      throw new BadLine("amount is " + amount + ", allowed is at most " + MOST);
    }
    return new BillLine(fields.get("kind"), fields.get("transactionId"), fields.get("orderId"), fields.get("refundId"),
        amount, fields.get("currency"), fields.get("state"), OffsetDateTime.parse(fields.get("at")).toInstant());
  }

  Object[] row(long bill, int number) {
    return new Object[] {bill, number, kind, transactionId, orderId, refundId, amount, currency, state, Store.utc(at), ref()};
  }

  /** A refund without our number can only be told from another one of its payment by its time. */
  private String ref() {
    if (kind.equals("payment")) {
      return transactionId;
    }
    return refundId != null ? refundId : "of:" + transactionId + ":" + at.getEpochSecond();
  }

  static String shown(String value) {
    String line = value.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= 80 ? line : line.substring(0, 80) + "...";
  }

  /** What is wrong with a line, in words. */
  static final class BadLine extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadLine(String message) {
      super(message, null, false, false);
    }
  }

  private static Function<String, String> oneOf(String one, String... more) {
    List<String> words = java.util.stream.Stream.concat(java.util.stream.Stream.of(one), List.of(more).stream()).toList();
    return value -> words.contains(value) ? null : String.join(", ", words);
  }

  private static Function<String, String> matching(String pattern, String allowed) {
    Pattern compiled = Pattern.compile(pattern);
    return value -> compiled.matcher(value).matches() ? null : allowed;
  }

  private static String currencyRule(String code) {
    try {
      return code.length() == 3 && Currency.getInstance(code).getDefaultFractionDigits() >= 0 ? null : "an ISO 4217 code";
    } catch (IllegalArgumentException e) {
      return "an ISO 4217 code";
    }
  }

  private static String timeRule(String text) {
    try {
      int year = OffsetDateTime.parse(text).getYear();
      return year >= 2000 && year < 2100 ? null : "an RFC 3339 time from 2000 to 2099";
    } catch (DateTimeException e) {
      return "an RFC 3339 time such as 2026-11-23T12:00:00+08:00";
    }
  }
}
