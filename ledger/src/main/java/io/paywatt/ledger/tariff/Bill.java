package io.paywatt.ledger.tariff;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Readings priced without a database: the lines as the ledger would post them, and the months' bills as the tariff's rounding
 * shows them.
 *
 * @param tariff   it was priced by
 * @param lines    exact, in the order of time, energy first
 * @param included taxes inside the prices
 * @param bill     the lines of each month joined, and rounded when the tariff rounds lines
 */
public record Bill(Tariff tariff, List<ChargeLine> lines, List<ChargeLine> included, List<BillLine> bill) {

  /**
   * Prices the consumption between readings.
   *
   * @param usage    what the account had before; counts on
   * @param readings at least one, in the order of time, with registers that do not fall
   * @throws IllegalArgumentException when no version is in force
   */
  public static Bill of(Tariff tariff, Household household, TierUsage usage, List<RegisterReading> readings) {
    BillEnergy energy = new BillEnergy();
    Pricer pricer = new Pricer(tariff, household, usage, energy);
    for (int i = 1; i < readings.size(); i++) {
      RegisterReading from = readings.get(i - 1);
      RegisterReading to = readings.get(i);
      Map<String, Long> rises = rises(from, to);
      if (rises.isEmpty()) {
        pricer.add(from.at(), to.at(), to.energyWh() - from.energyWh());
      } else {
        pricer.add(from.at(), to.at(), to.energyWh() - from.energyWh(), rises, 1);
      }
    }
    List<BillLine> bill = new Rounded(tariff, energy).lines(pricer.months());
    return new Bill(tariff, pricer.lines(), pricer.included(), bill);
  }

  /** Nano units, rounded: of all months together, or of their bills when the tariff says how these are rounded. */
  public long total() {
    return tariff.head().total().round((tariff.head().roundsBills() ? months() : sums()).values().stream()
        .reduce(0L, Math::addExact));
  }

  /** What the bill of each month comes to, nano units, rounded. */
  public Map<LocalDate, Long> months() {
    Map<LocalDate, Long> months = sums();
    months.replaceAll((month, sum) -> tariff.head().total().round(sum));
    return months;
  }

  private Map<LocalDate, Long> sums() {
    Map<LocalDate, Long> sums = new TreeMap<>();
    bill.stream().filter(line -> !line.included()).forEach(line -> sums.merge(line.month(), line.amount(), Math::addExact));
    return sums;
  }

  /** Counts what an account used before, as if it was used at an instant. @param usage counts on @param energyWh Wh */
  public static void used(Tariff tariff, Household household, TierUsage usage, Instant at, long energyWh) {
    if (energyWh > 0) {
      new Pricer(tariff, household, usage).add(at, at, energyWh);
    }
  }

  private static Map<String, Long> rises(RegisterReading from, RegisterReading to) {
    Map<String, Long> rises = new TreeMap<>();
    to.registers().forEach((name, wh) -> {
      if (from.registers().containsKey(name)) {
        rises.put(name, wh - from.registers().get(name));
      }
    });
    return rises;
  }

  /** Exact nano units of all lines of a kind. */
  public long exact(ChargeKind kind) {
    return lines.stream().filter(line -> line.kind() == kind).mapToLong(ChargeLine::amount).reduce(0, Math::addExact);
  }

  /** Nano units of all lines of a kind as the bill shows them. */
  public long shown(ChargeKind kind) {
    return bill.stream().filter(line -> line.kind() == kind && !line.included()).mapToLong(BillLine::amount)
        .reduce(0, Math::addExact);
  }

  /** Wh. */
  public long energyWh() {
    return lines.stream().mapToLong(ChargeLine::energyWh).sum();
  }

  /** The months' lines: energy rounded first, so that what is taken of it is taken of what is shown. */
  private record Rounded(Tariff tariff, BillEnergy energy) {

    List<BillLine> lines(Months months) {
      List<BillLine> lines = new ArrayList<>();
      Map<LocalDate, Map<TariffVersion, Long>> sums = new HashMap<>();
      energy.sums().forEach((key, sum) -> {
        long amount = round(sum.amount());
        sums.computeIfAbsent(key.month(), month -> new HashMap<>()).merge(key.version(), amount, Math::addExact);
        lines.add(new BillLine(key.month(), ChargeKind.ENERGY, key.item(), key.version().validFrom(), key.tier(),
            key.period(), key.pricePico(), sum.energyWh(), amount, false));
      });
      if (months != null) {
        months.all().forEach(month -> items(months, month, sums.getOrDefault(month.start, Map.of()), lines));
      }
      lines.sort((a, b) -> a.month().compareTo(b.month()));
      return lines;
    }

    private void items(Months months, Months.Month month, Map<TariffVersion, Long> energy, List<BillLine> lines) {
      List<long[]> now = months.billed(month, energy);
      List<long[]> before = months.cost(month, false, true);
      for (int i = 0; i < month.parts.size(); i++) {
        TariffVersion version = month.parts.get(i).version;
        Extras extras = version.extras();
        for (int place = 1; place < extras.items(); place++) {
          long amount = now.get(i)[place] - before.get(i)[place];
          if (amount != 0) {
            lines.add(new BillLine(month.start, extras.kind(place), extras.name(place), version.validFrom(), 0, null,
                extras.isShare(place) ? extras.share(place).onePrice() : 0, 0, amount, extras.isInside(place)));
          }
        }
      }
    }

    private long round(long nano) {
      Rounding line = tariff.head().line();
      return line == null ? nano : line.round(nano);
    }
  }
}
