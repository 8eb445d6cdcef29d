package io.paywatt.ledger.tariff;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tariffs whose prices for a whole tier period change once it has more than a limit. What the period has so far is counted
 * by price, so that it can be brought to the new prices.
 */
final class Slabs {
  private static final String TABLE = "table";

  private final Tariff tariff;
  private final Household household;
  private final TierUsage usage;

  /** Energy whose price changes. @param pricePico new price less the old one */
  record Cell(long pricePico, long energyWh) {}

  /** A version's energy of a tier period that comes to the prices of another table. */
  record Change(TariffVersion version, LocalDate tierStart, PriceTable table, List<Cell> cells) {}

  Slabs(Tariff tariff, Household household, TierUsage usage) {
    this.tariff = tariff;
    this.household = household;
    this.usage = usage;
  }

  /** How much can still be used until a version of the tier period has its next table. */
  long room(Span span, long used) {
    LocalDate start = span.day().tierStart();
    long room = Long.MAX_VALUE;
    for (TariffVersion version : versions(span)) {
      List<Long> limits = limits(version, span, start);
      for (PriceTable table : version.tables()) {
        long left = table.threshold(limits) - used;
        room = left > 0 ? Math.min(room, left) : room;
      }
    }
    return room;
  }

  /** Enters the table of the next Wh, for every version of the tier period. @return row of the table of this span */
  int enter(Span span, long used, Consumer<Change> correction) {
    LocalDate start = span.day().tierStart();
    int entered = 0;
    for (TariffVersion version : versions(span)) {
      int table = table(version, limits(version, span, start), used);
      change(version, start, table, correction);
      entered = version == span.version() ? table : entered;
    }
    return entered;
  }

  /** Those with tables that count the same tier period. */
  private List<TariffVersion> versions(Span span) {
    LocalDate start = span.day().tierStart();
    return tariff.between(start, span.day().date()).stream()
        .filter(version -> version.tables().size() > 1 && start.equals(version.tierPeriod().start(start))).toList();
  }

  private List<Long> limits(TariffVersion version, Span span, LocalDate start) {
    return version.tiers().limitsWh(version.seasons(), span.day().date(), household, start);
  }

  private static int table(TariffVersion version, List<Long> limits, long used) {
    int table = 0;
    for (int i = 1; i < version.tables().size(); i++) {
      table = used >= version.tables().get(i).threshold(limits) ? i : table;
    }
    return table;
  }

  private void change(TariffVersion version, LocalDate start, int table, Consumer<Change> correction) {
    Count count = new Count(tariff.code(), start, version.validFrom(), TABLE);
    int before = (int) usage.count(count);
    if (before == table) {
      return;
    }
    usage.set(count, table);
    List<Cell> cells = new ArrayList<>();
    List<List<List<Long>>> prices = version.tables().get(0).pricePico();
    for (int season = 0; season < prices.size(); season++) {
      for (int period = 0; period < prices.get(season).size(); period++) {
        for (int tier = 1; tier <= version.tierCount(); tier++) {
          long wh = usage.count(cell(version, start, season, period, tier));
          cells.add(new Cell(version.tables().get(table).price(season, period, tier)
              - version.tables().get(before).price(season, period, tier), wh));
        }
      }
    }
    correction.accept(new Change(version, start, version.tables().get(table), cells));
  }

  /** Counts energy that was priced. */
  void count(Span span, int period, int tier, long energyWh) {
    if (span.version().tables().size() > 1) {
      usage.add(cell(span.version(), span.day().tierStart(), span.day().season(), period, tier), energyWh);
    }
  }

  private Count cell(TariffVersion version, LocalDate start, int season, int period, int tier) {
    return new Count(tariff.code(), start, version.validFrom(), "wh " + season + " " + period + " " + tier);
  }
}
