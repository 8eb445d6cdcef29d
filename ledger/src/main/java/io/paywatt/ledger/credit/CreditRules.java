package io.paywatt.ledger.credit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import io.paywatt.ledger.money.Nano;

/**
 * When to warn and when to cut, from the configuration.
 *
 * @param lowStagesMinor low-balance thresholds in minor units, highest first; a message at each
 * @param emergencyMinor credit below zero before the relay opens, minor units, 0 for none
 * @param readingMaxAge  no cut when the newest reading is older
 * @param protectedFrom  start of the daily hours without a cut, or null for none; may lie after {@code protectedTo}
 * @param protectedTo    end of these hours, exclusive, or null
 * @param zone           zone of the protected hours
 */
public record CreditRules(List<Long> lowStagesMinor, long emergencyMinor, Duration readingMaxAge,
    LocalTime protectedFrom, LocalTime protectedTo, ZoneId zone) {

  /** How many thresholds the balance has reached. */
  int stage(long balanceNano, String currency) {
    return (int) lowStagesMinor.stream().filter(minor -> balanceNano <= Nano.fromMinor(minor, currency)).count();
  }

  CreditState.State state(long balanceNano, String currency) {
    if (balanceNano <= exhaustedNano(currency)) {
      return CreditState.State.EXHAUSTED;
    }
    if (balanceNano <= 0) {
      return CreditState.State.EMERGENCY;
    }
    return stage(balanceNano, currency) > 0 ? CreditState.State.LOW : CreditState.State.OK;
  }

  /** Balance, in nano units, at and below which the credit is used up. */
  public long exhaustedNano(String currency) {
    return -Nano.fromMinor(emergencyMinor, currency);
  }

  /** Balance, in nano units, at and below which it is low; 0 when there is no threshold. */
  public long lowNano(String currency) {
    return Nano.fromMinor(lowStagesMinor.stream().mapToLong(Long::longValue).max().orElse(0), currency);
  }

  boolean isProtected(Instant now) {
    if (protectedFrom == null || protectedTo == null) {
      return false;
    }
    LocalTime time = LocalTime.ofInstant(now, zone);
    boolean afterStart = !time.isBefore(protectedFrom);
    boolean beforeEnd = time.isBefore(protectedTo);
    return protectedFrom.isBefore(protectedTo) ? afterStart && beforeEnd : afterStart || beforeEnd;
  }
}
