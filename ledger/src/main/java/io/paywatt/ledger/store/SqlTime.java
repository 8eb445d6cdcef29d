package io.paywatt.ledger.store;

import java.time.LocalDateTime;

/** Times as the server writes them: a parameter beside a column in an expression may be compared as text. */
final class SqlTime {
  private static final int NANOS_A_MILLI = 1_000_000;
  private static final int NANOS_A_MICRO = 1_000;

  private SqlTime() {}

  /** {@code 2026-11-28 12:00:00.000}, to the millisecond as the columns are, or to the microsecond when it has some. */
  static String text(LocalDateTime time) {
    StringBuilder text = new StringBuilder(26).append(time.toLocalDate()).append(' ');
    digits(text, time.getHour(), 10).append(':');
    digits(text, time.getMinute(), 10).append(':');
    digits(text, time.getSecond(), 10).append('.');
    int nano = time.getNano();
    return (nano % NANOS_A_MILLI < NANOS_A_MICRO ? digits(text, nano / NANOS_A_MILLI, 100)
        : digits(text, nano / NANOS_A_MICRO, 100_000)).toString();
  }

  /** @param first value of the first digit */
  private static StringBuilder digits(StringBuilder text, int number, int first) {
    for (int digit = first; digit > 0; digit /= 10) {
      text.append((char) ('0' + number / digit % 10));
    }
    return text;
  }
}
