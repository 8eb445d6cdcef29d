package io.paywatt.simulator.alipay;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Amounts and times as Alipay writes them: yuan in decimals, Beijing without zone. */
final class Yuan {
  static final ZoneOffset BEIJING = ZoneOffset.ofHours(8);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private Yuan() {}

  /** Fen. @throws ApiError invalid-parameter unless it is 0.01 to 100000000 with at most two decimals */
  static long fen(String field, String text) {
    if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,2})?")) {
      throw ApiError.parameter(field + " is no amount of yuan");
    }
    long fen = new BigDecimal(text).movePointRight(2).longValueExact();
    if (fen < 1 || fen > 10_000_000_000L) {
      throw ApiError.parameter(field + " is out of range");
    }
    return fen;
  }

  static String text(long fen) {
    return BigDecimal.valueOf(fen, 2).toPlainString();
  }

  static String time(Instant at) {
    return TIME.format(at.atOffset(BEIJING));
  }

  static Instant instant(String time) {
    return LocalDateTime.parse(time, TIME).toInstant(BEIJING);
  }
}
