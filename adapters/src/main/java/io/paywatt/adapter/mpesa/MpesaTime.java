package io.paywatt.adapter.mpesa;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** M-Pesa's times: digits from year to second, in Nairobi. */
final class MpesaTime {
  private static final ZoneId NAIROBI = ZoneId.of("Africa/Nairobi");
  private static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

  private MpesaTime() {}

  static String write(Instant at) {
    return DIGITS.format(at.atZone(NAIROBI));
  }

  /** Null when it is no such time: a claim does without. */
  static Instant readOrNull(String digits) {
    try {
      return LocalDateTime.parse(digits, DIGITS).atZone(NAIROBI).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
