package io.paywatt.simulator.mpesa;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

final class Times {
  private static final DateTimeFormatter DIGITS =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneId.of("Africa/Nairobi"));

  private Times() {}

  static String digits(Instant at) {
    return DIGITS.format(at);
  }
}
