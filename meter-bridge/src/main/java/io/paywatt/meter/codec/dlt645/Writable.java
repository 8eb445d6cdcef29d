package io.paywatt.meter.codec.dlt645;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.command.OutgoingCommand;
import io.paywatt.meter.codec.CommandLife;

/**
 * What a command writes by function 14H: clock, limits, customer, settlement day, and the tables that wait for their time. The
 * tables in force are never written: a meter that is switched off in between would bill by half a table.
 */
final class Writable {
  private static final String ALLOWED = "0400010[1289C]|0400040E|04000B01|0400100[1-5]|04000F0[1-4]|04001401|0402000[0-8]"
      + "|040502(FF|0[1-9A-C])";
  private static final Map<String, String> CLOCKS = Map.of("04000101", "yyMMdd", "04000102", "HHmmss", "0400010C", "yyMMdd");
  private static final String TIME = "04000102";
  private static final String DATE_AND_TIME = "0400010C";
  private static final String NOW = "now";
  private static final Duration NEAR_MIDNIGHT = Duration.ofMinutes(5);
  private static final Duration NEAR = Duration.ofMinutes(2);
  private static final int UNPROCESSABLE = 422;

  private final String di;
  private final String text;
  private final byte[] value;

  private Writable(String di, String text, byte[] value) {
    this.di = di;
    this.text = text;
    this.value = value;
  }

  /**
   * @param command {@code item} with {@code value}: numbers and digits as they are read, commas between the fields of a table; a
   *                clock may be {@code now}
   * @throws Rejected when it may not be written, or not so, or the clock now
   */
  static Writable of(OutgoingCommand command, ZoneId zone, Instant now) {
    String di = CommandLife.body(command).path("item").asText();
    String text = CommandLife.body(command).path("value").asText();
    if (!di.matches(ALLOWED)) {
      throw wrong(command, "item is '" + di + "', allowed are clock 04000101, 04000102, 0400010C, customer 0400040E, settlement day"
          + " 04000B01, limits 04001001 to 05, 04000F01 to 04, trip delay 04001401, the second set of tables 0402000n and of prices"
          + " 040502nn, and when they change 04000108, 04000109");
    }
    try {
      String digits = text.equals(NOW) && CLOCKS.containsKey(di) ? clock(di, zone, now) : text;
      return new Writable(di, digits, DataItems.of(di).orElseThrow().write(digits));
    } catch (IllegalArgumentException e) {
      throw wrong(command, "value is '" + text + "': " + e.getMessage());
    }
  }

  String di() {
    return di;
  }

  /** As on the wire, without the 33H. */
  byte[] value() {
    return value;
  }

  /** Whether the meter has it. @param read what it told after the write; a clock may be two minutes off: it has gone on */
  boolean isIn(byte[] read) {
    if (!di.equals(TIME) && !di.equals(DATE_AND_TIME) || read.length != value.length) {
      return Arrays.equals(read, value);
    }
    try {
      String told = Bcd.hexReversed(read, 0, read.length);
      Duration gone = Duration.between(time(text), time(told));
      return text.startsWith(told.substring(0, told.length() - 6)) && gone.abs().compareTo(NEAR) <= 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static LocalTime time(String digits) {
    return LocalTime.parse(digits.substring(digits.length() - 6), DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT));
  }

  private static String clock(String di, ZoneId zone, Instant now) {
    LocalDateTime local = LocalDateTime.ofInstant(now, zone);
    if (Duration.between(local.toLocalDate().atStartOfDay(), local).compareTo(NEAR_MIDNIGHT) < 0
        || Duration.between(local, local.toLocalDate().plusDays(1).atStartOfDay()).compareTo(NEAR_MIDNIGHT) < 0) {
      throw new IllegalArgumentException("a clock is not set within 5 minutes of midnight, which could make two days of one");
    }
    DateTimeFormatter format = DateTimeFormatter.ofPattern(CLOCKS.get(di), Locale.ROOT);
    // the days of the week count from Sunday = 0
    String weekday = "0" + local.getDayOfWeek().getValue() % 7;
    return switch (di) {
      case TIME -> format.format(local);
      case DATE_AND_TIME -> format.format(local) + weekday + DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT).format(local);
      default -> format.format(local) + weekday;
    };
  }

  private static Rejected wrong(OutgoingCommand command, String what) {
    return new Rejected(UNPROCESSABLE, "command " + command.id() + ": " + what);
  }
}
