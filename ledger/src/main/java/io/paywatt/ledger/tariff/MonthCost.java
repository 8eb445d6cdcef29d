package io.paywatt.ledger.tariff;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What every item of a month comes to: a function of what the month has so far, and of nothing else. So it is the same
 * however the work was cut.
 */
final class MonthCost {
  private final TariffHead head;
  private final Household household;
  private final boolean rounded;

  /** The state of one part while its items are worked out. @param wholeTier see {@link PriceTable} @param values nano units by place */
  private record Sum(MonthPart part, long[] state, int wholeTier, long[] values) {
    Extras extras() {
      return part.version.extras();
    }
  }

  /** @param rounded as a bill shows it, otherwise exact */
  MonthCost(TariffHead head, Household household, boolean rounded) {
    this.head = head;
    this.household = household;
    this.rounded = rounded;
  }

  /**
   * Nano units of each item by its place in {@link Extras}, for each part.
   *
   * @param parts  all versions of the month
   * @param states what each has so far
   */
  List<long[]> of(List<MonthPart> parts, List<long[]> states) {
    List<Sum> sums = new ArrayList<>();
    int reached = states.stream().mapToInt(MonthPart::tier).max().orElse(0);
    for (int i = 0; i < parts.size(); i++) {
      TariffVersion version = parts.get(i).version;
      sums.add(new Sum(parts.get(i), states.get(i), PriceTable.wholeTier(version.tables(), reached),
          new long[version.extras().items()]));
    }
    long monthWh = states.stream().mapToLong(MonthPart::wh).sum();
    sums.forEach(sum -> charges(sum, monthWh));
    sums.forEach(sum -> shares(sum, monthWh, share -> share.kind() != ChargeKind.TAX && !share.more().late()));
    sums.forEach(sum -> minimum(sum, sums, false));
    sums.forEach(sum -> shares(sum, monthWh, share -> share.kind() == ChargeKind.TAX));
    sums.forEach(sum -> minimum(sum, sums, true));
    sums.forEach(sum -> shares(sum, monthWh, share -> share.more().late()));
    return sums.stream().map(Sum::values).toList();
  }

  private void charges(Sum sum, long monthWh) {
    Extras extras = sum.extras();
    sum.values[Extras.ENERGY] = sum.state[MonthPart.ENERGY];
    long fixed = 0;
    for (int i = 0; i < extras.charges().size(); i++) {
      FixedCharge charge = extras.charges().get(i);
      long amount = charge.amount(household, monthWh);
      sum.values[1 + i] = round(charge.rounding(), charged(charge, amount, sum));
      fixed = Math.addExact(fixed, sum.values[1 + i]);
    }
    long base = Math.addExact(sum.values[Extras.ENERGY], fixed);
    sum.values[extras.householdPlace()] = round(null, -Amounts.mulDivFloor(base, household.discountPpm(), Amounts.PPM));
  }

  private long charged(FixedCharge charge, long amount, Sum sum) {
    long days = sum.state[MonthPart.DAYS];
    return switch (charge.per()) {
      case DAY -> Math.multiplyExact(amount, Long.bitCount(days));
      case VEND -> Math.multiplyExact(amount, sum.state[MonthPart.PURCHASES]);
      case MONTH -> charge.prorate() ? prorated(amount, days, sum.part.monthStart)
          : Math.multiplyExact(amount, sum.state[MonthPart.BEGUN]);
    };
  }

  /** The days' parts of a month add up to the whole of it. */
  private long prorated(long amount, long days, LocalDate monthStart) {
    long length = ChronoUnit.DAYS.between(monthStart, head.month().next(monthStart));
    long sum = 0;
    for (int day = 0; day < length; day++) {
      if ((days >> day & 1) == 1) {
        sum += Amounts.mulDivFloor(amount, day + 1, length) - Amounts.mulDivFloor(amount, day, length);
      }
    }
    return sum;
  }

  private void shares(Sum sum, long monthWh, Predicate<Share> which) {
    Extras extras = sum.extras();
    for (int i = 0; i < extras.shares().size(); i++) {
      Share share = extras.shares().get(i);
      if (which.test(share) && share.applies(household, monthWh)) {
        long amount = share.capped(share.pricePico().isEmpty() ? share.of(base(share, sum)) : perWh(share, sum));
        sum.values[extras.sharePlace(i)] = round(share.rounding(), share.kind() == ChargeKind.DISCOUNT ? -amount : amount);
      }
    }
  }

  private static long base(Share share, Sum sum) {
    long base = 0;
    for (int place : share.on()) {
      base = Math.addExact(base, place == Extras.VEND ? sum.state[MonthPart.TENDERED] : sum.values[place]);
    }
    return base;
  }

  private static long perWh(Share share, Sum sum) {
    long pico = 0;
    long nano = 0;
    for (int tier = 1; tier <= sum.state.length - MonthPart.WH; tier++) {
      long price = share.price(Math.max(tier, sum.wholeTier));
      long wh = sum.state[MonthPart.WH + tier - 1];
      nano = Math.addExact(nano, Math.multiplyExact(price / Amounts.PICO_PER_NANO, wh));
      pico = Math.addExact(pico, price % Amounts.PICO_PER_NANO * wh);
    }
    return nano + pico / Amounts.PICO_PER_NANO;
  }

  /** What is missing, once the month has ended: in the part of the version that was in force then. */
  private void minimum(Sum sum, List<Sum> month, boolean afterTaxes) {
    MinimumBill minimum = sum.extras().minimum();
    if (minimum == null || minimum.afterTaxes() != afterTaxes || sum.state[MonthPart.ENDED] == 0) {
      return;
    }
    long reached = month.stream().mapToLong(MonthCost::towardsMinimum).sum();
    sum.values[sum.extras().minimumPlace()] = Math.max(0, minimum.amount(household) - reached);
  }

  private static long towardsMinimum(Sum sum) {
    MinimumBill minimum = sum.extras().minimum();
    if (minimum != null && !minimum.on().isEmpty()) {
      return minimum.on().stream().mapToLong(place -> sum.values[place]).sum();
    }
    long total = 0;
    for (int place = 0; place < sum.values.length; place++) {
      total += sum.extras().isInside(place) ? 0 : sum.values[place];
    }
    return total;
  }

  private long round(Rounding own, long nano) {
    Rounding rounding = own != null ? own : head.line();
    return rounded && rounding != null ? rounding.round(nano) : nano;
  }
}
