package io.paywatt.ledger.credit;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import io.paywatt.ledger.money.Energy;
import io.paywatt.ledger.money.Nano;

/**
 * When to warn and when to cut, from the configuration. Balances are nano units, or Wh where the unit is
 * {@link Energy#UNIT}.
 *
 * @param lowStagesMinor low-balance thresholds in minor units, highest first; a message at each
 * @param lowStagesWh    the same of accounts that hold kWh, Wh
 * @param readingMaxAge  no cut when the newest reading is older
 * @param debtNotice     how long before the first recovery a customer is told
 * @param zone           zone of hours and days
 * @param terms          what holds where neither account nor site say otherwise
 * @param warnings       further warnings
 */
public record CreditRules(List<Long> lowStagesMinor, List<Long> lowStagesWh, Duration readingMaxAge, Duration debtNotice,
    ZoneId zone, CreditTerms terms, Warnings warnings) {
  /** Percent of a threshold that a balance has to reach before it counts as left: one that swings around it warns once. */
  private static final int LEFT = 110;

  /** Without further warnings. */
  public CreditRules(List<Long> lowStagesMinor, List<Long> lowStagesWh, Duration readingMaxAge, Duration debtNotice,
      ZoneId zone, CreditTerms terms) {
    this(lowStagesMinor, lowStagesWh, readingMaxAge, debtNotice, zone, terms, Warnings.NONE);
  }

  /**
   * Without anything but thresholds, emergency credit and protected hours.
   *
   * @param protectedFrom start of the daily hours without a cut, or null for none
   * @param protectedTo   end of these hours, or null
   */
  public CreditRules(List<Long> lowStagesMinor, long emergencyMinor, Duration readingMaxAge, LocalTime protectedFrom,
      LocalTime protectedTo, ZoneId zone) {
    this(lowStagesMinor, List.of(20_000L, 5_000L), readingMaxAge, Duration.ofDays(7), zone, new CreditTerms(emergencyMinor,
        0, Recovery.parse("20%"), protectedFrom == null ? null : new Hours(protectedFrom, protectedTo), false, 0));
  }

  /** How many thresholds the balance has reached. @param full balance after the last payment, or null */
  int stage(long balance, String unit, Long full) {
    return reached(balance, unit, full, 100);
  }

  /** The stage after another one: it is left only well above the threshold. */
  int stageAfter(int before, long balance, String unit, Long full) {
    return Math.max(stage(balance, unit, full), Math.min(before, reached(balance, unit, full, LEFT)));
  }

  private int reached(long balance, String unit, Long full, int percent) {
    long money = stages(unit).stream().filter(limit -> balance <= scaled(limit, unit) / 100 * percent).count();
    long share = full == null ? 0
        : warnings.percents().stream().filter(of -> balance <= full / 10_000 * of * percent).count();
    return (int) (money + share);
  }

  CreditState.State state(long balance, String unit, CreditTerms of) {
    if (balance <= exhausted(unit, of)) {
      return CreditState.State.EXHAUSTED;
    }
    if (balance <= 0) {
      return CreditState.State.EMERGENCY;
    }
    return stage(balance, unit, null) > 0 ? CreditState.State.LOW : CreditState.State.OK;
  }

  /** ok, low, emergency or exhausted, where nothing else is said. */
  public String standing(long balance, String unit) {
    return state(balance, unit, terms).word();
  }

  /** Balance at and below which the credit is used up, where nothing else is said. */
  public long exhausted(String unit) {
    return exhausted(unit, terms);
  }

  /** Balance at and below which it is low; 0 when there is no threshold. */
  public long low(String unit) {
    return scaled(stages(unit).stream().mapToLong(Long::longValue).max().orElse(0), unit);
  }

  /** Balance above which nothing is to be said of an account that was well off before. */
  long calm(String unit) {
    return warnings.percents().isEmpty() ? Math.max(0, low(unit)) : Long.MAX_VALUE;
  }

  private static long exhausted(String unit, CreditTerms of) {
    return Energy.UNIT.equals(unit) ? -of.emergencyWh() : -Nano.fromMinor(of.emergencyMinor(), unit);
  }

  private List<Long> stages(String unit) {
    return Energy.UNIT.equals(unit) ? lowStagesWh : lowStagesMinor;
  }

  private static long scaled(long limit, String unit) {
    return Energy.UNIT.equals(unit) ? limit : Nano.fromMinor(limit, unit);
  }
}
