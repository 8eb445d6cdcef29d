package io.paywatt.ledger.tariff;

import java.util.List;

/**
 * What is charged however much is used.
 *
 * @param name     named by taxes
 * @param per      when it falls due
 * @param by       what chooses the step
 * @param steps    amounts by rising limit, the last one without
 * @param minimum  nano units, at least so much
 * @param prorate  a month's charge is spread over its days
 * @param rounding of its line in a bill, null: as the others
 */
record FixedCharge(String name, Per per, By by, List<Step> steps, long minimum, boolean prorate, Rounding rounding) {
  enum Per { DAY, MONTH, VEND }

  enum By { NOTHING, USE, LOAD }

  /**
   * @param upTo  Wh of the month or W of the load
   * @param nano  for one day, month or purchase
   * @param perKw whether it is times the sanctioned load
   */
  record Step(long upTo, long nano, Load perKw) {}

  /** Nano units for one day, month or purchase. @param monthWh what the month has so far */
  long amount(Household household, long monthWh) {
    long value = by == By.USE ? monthWh : household.loadW();
    Step step = steps.stream().filter(each -> by == By.NOTHING || value <= each.upTo()).findFirst().orElseThrow();
    return Math.max(minimum, step.perKw().amount(step.nano(), household.loadW()));
  }
}
