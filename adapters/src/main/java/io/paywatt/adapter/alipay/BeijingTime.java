package io.paywatt.adapter.alipay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import io.paywatt.adapter.Printable;
import io.paywatt.ledger.Rejected;

/** Alipay's times: Beijing, without zone, sometimes with milliseconds. */
final class BeijingTime {
  private static final ZoneOffset BEIJING = ZoneOffset.ofHours(8);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter READ = new DateTimeFormatterBuilder().append(SECONDS)
      .appendFraction(ChronoField.NANO_OF_SECOND, 0, 3, true).toFormatter().withResolverStyle(ResolverStyle.STRICT);

  private BeijingTime() {}

  /** @throws Rejected 400 naming the field */
  static Instant read(String field, String text) {
    try {
      return LocalDateTime.parse(text == null ? "" : text, READ).toInstant(BEIJING);
    } catch (DateTimeException e) {
      throw new Rejected(400, field + (text == null ? " is missing" : " is " + Printable.of(text))
          + ": a time such as 2026-11-23 12:00:00");
    }
  }

  static String text(Instant time) {
    return SECONDS.format(time.atOffset(BEIJING));
  }
}
