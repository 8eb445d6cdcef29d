package io.paywatt.ledger.tariff;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.money.Nano;

/** Quotes purchases: what money buys at an instant, and what energy costs, with all charges, fees and taxes. */
public final class Vend {
  /** Nobody buys more at once: 100 GWh. */
  private static final long MOST_WH = 100_000_000_000L;
  private static final int UNPROCESSABLE = 422;

  private final Tariff tariff;
  private final Household household;
  private final TierUsage usage;
  private final Instant at;
  private final VendRules rules;

  private Vend(Tariff tariff, Household household, TierUsage usage, Instant at) {
    this.tariff = tariff;
    this.household = household;
    this.usage = usage;
    this.at = at;
    this.rules = tariff.spanAt(at.toEpochMilli()).version().extras().vend();
  }

  /**
   * The most energy, in steps of the tariff, whose cost is not more than the money.
   *
   * @param usage    of the account, not changed
   * @param tendered nano units
   * @throws Rejected 422 when the amount is outside the tariff's limits, or less than the charges that are due
   * @throws IllegalArgumentException when no version is in force
   */
  public static VendQuote forMoney(Tariff tariff, Household household, TierUsage usage, Instant at, long tendered) {
    return new Vend(tariff, household, usage, at).sell(tendered);
  }

  /**
   * The least money, in minor units, that buys at least so much energy.
   *
   * @throws Rejected 422 when the tariff does not sell so much at once
   */
  public static VendQuote forEnergy(Tariff tariff, Household household, TierUsage usage, Instant at, long energyWh) {
    return new Vend(tariff, household, usage, at).buy(energyWh);
  }

  /** Counts what an account bought before at an instant, with the charges that were due. @param usage counts on */
  public static void bought(Tariff tariff, Household household, TierUsage usage, Instant at, long energyWh) {
    new Vend(tariff, household, usage, at).priced(usage, energyWh, 0);
  }

  private VendQuote sell(long tendered) {
    if (tendered < rules.minimum() || tendered > rules.maximum()) {
      throw new Rejected(UNPROCESSABLE, "the amount is " + text(tendered) + ", a purchase is "
          + (tendered < rules.minimum() ? "at least " + text(rules.minimum()) : "at most " + text(rules.maximum())));
    }
    if (cost(0, tendered) > tendered) {
      throw new Rejected(UNPROCESSABLE, "the amount is " + text(tendered) + ", but charges of "
          + text(cost(0, tendered)) + " are due");
    }
    return quote(tendered, steps(most(tendered)));
  }

  /** In steps: down, or to the nearest one. */
  private long steps(long wh) {
    long half = rules.nearest() ? rules.stepWh() / 2 : 0;
    return (wh + half) / rules.stepWh() * rules.stepWh();
  }

  private long most(long tendered) {
    long low = 0;
    long high = 1000;
    while (high < MOST_WH && cost(high, tendered) <= tendered) {
      low = high;
      high *= 2;
    }
    if (high >= MOST_WH) {
      throw new Rejected(UNPROCESSABLE, "energy costs nothing at " + at + ", nothing can be sold");
    }
    while (high - low > 1) {
      long middle = (low + high) >>> 1;
      if (cost(middle, tendered) <= tendered) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private VendQuote buy(long energyWh) {
    long minor = Nano.perMinor(tariff.currency());
    long low = Math.floorDiv(Math.max(0, rules.minimum() - 1), minor);
    long high = Math.max(1, low + 1);
    while (sold(high * minor) < energyWh) {
      low = high;
      high = Math.multiplyExact(high, 2);
    }
    while (high - low > 1) {
      long middle = (low + high) >>> 1;
      if (sold(middle * minor) < energyWh) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return sell(high * minor);
  }

  private long sold(long tendered) {
    if (tendered > rules.maximum()) {
      throw new Rejected(UNPROCESSABLE, "so much is not sold at once, a purchase is at most " + text(rules.maximum()));
    }
    return cost(0, tendered) > tendered ? -1 : steps(most(tendered));
  }

  private long cost(long energyWh, long tendered) {
    return priced(usage.copy(), energyWh, tendered).lines().stream().mapToLong(ChargeLine::amount)
        .reduce(0, Math::addExact);
  }

  private Pricer priced(TierUsage counts, long energyWh, long tendered) {
    Pricer pricer = new Pricer(tariff, household, counts);
    pricer.purchase(at, tendered);
    pricer.add(at, at, energyWh);
    return pricer;
  }

  private VendQuote quote(long tendered, long energyWh) {
    TierUsage after = usage.copy();
    Pricer pricer = priced(after, energyWh, tendered);
    List<ChargeLine> lines = new ArrayList<>(pricer.lines());
    long change = tendered - lines.stream().mapToLong(ChargeLine::amount).reduce(0, Math::addExact);
    if (rules.nearest() && change != 0) {
      LocalDate version = tariff.spanAt(at.toEpochMilli()).version().validFrom();
      lines.add(new ChargeLine(at, at, ChargeKind.ROUNDING, null, 0, tariff.code(), version, 0, null, 0, change));
      change = 0;
    }
    return new VendQuote(at, energyWh, tendered, change, List.copyOf(lines), pricer.included(), after);
  }

  private String text(long nano) {
    return BigDecimal.valueOf(nano, 9).stripTrailingZeros().toPlainString() + " " + tariff.currency();
  }
}
