package io.paywatt.adapter;

import java.time.Clock;
import java.util.regex.Pattern;
import io.paywatt.ledger.Rejected;

/** A signed time is believed for five minutes, past or future; providers sign anew when they repeat. */
public final class TimeWindow {
  /** Largest distance from the clock, in seconds. */
  public static final long SECONDS = 300;

  private static final Pattern UNIX_SECONDS = Pattern.compile("[1-9][0-9]{0,11}");

  private TimeWindow() {}

  /** @return the seconds of a timestamp header. @throws Rejected 401 when it isn't plain digits */
  public static long seconds(String header) {
    if (!UNIX_SECONDS.matcher(header).matches()) {
      throw new Rejected(401, "the timestamp must be unix seconds in digits");
    }
    return Long.parseLong(header);
  }

  /** @throws Rejected 401 when the time is more than {@link #SECONDS} away from the clock */
  public static void require(long seconds, Clock clock) {
    if (Math.abs(clock.instant().getEpochSecond() - seconds) > SECONDS) {
      throw new Rejected(401, "the timestamp is more than " + SECONDS + " s away from this server's clock");
    }
  }
}
