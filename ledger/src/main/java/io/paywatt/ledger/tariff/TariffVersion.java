package io.paywatt.ledger.tariff;

import java.time.LocalDate;
import java.util.List;

/**
 * What energy costs from a day on, until the next version.
 *
 * @param code      of the tariff
 * @param validFrom first day, in the tariff's zone
 * @param validTo   last day, null: until the next version
 * @param seasons   rows of prices and limits
 * @param tiers     limits, or null without tiers
 * @param schedule  times of use
 * @param tables    prices; those behind the first reprice a tier period, by rising limit
 * @param free      energy that costs nothing, or null
 * @param extras    what is charged beside energy
 */
public record TariffVersion(String code, LocalDate validFrom, LocalDate validTo, Seasons seasons, Tiers tiers,
    Schedule schedule, List<PriceTable> tables, FreeUnits free, Extras extras) {

  /** The same from another day on. */
  TariffVersion from(LocalDate day) {
    return new TariffVersion(code, day, validTo, seasons, tiers, schedule, tables, free, extras);
  }

  /** The same up to another day. */
  TariffVersion to(LocalDate day) {
    return new TariffVersion(code, validFrom, day, seasons, tiers, schedule, tables, free, extras);
  }

  /** When tiers start again, null without tiers. */
  public TierPeriod tierPeriod() {
    return tiers == null ? null : tiers.period();
  }

  /** Number of tiers, at least one. */
  public int tierCount() {
    return tiers == null ? 1 : tiers.count();
  }

  /** Names of the times of use, empty without. */
  public List<String> periods() {
    return schedule.periods();
  }

  /** 10^-12 currency units a Wh on a day. @param period null without time of use @param tier from 1 */
  public long pricePico(LocalDate day, String period, int tier) {
    return tables.get(0).price(seasons.of(day), periodRow(period), tier);
  }

  int periodRow(String period) {
    return period == null ? 0 : schedule.periods().indexOf(period);
  }

  /** Whether all it charges is energy times price, at once: no charges, taxes, free units, or slabs that reprice. */
  public boolean isPlain() {
    return tables.size() == 1 && !tables.get(0).isFine() && free == null && extras.isNone();
  }

  /** What the version says, in a form that neither comments nor layout of the file change. */
  String canonical() {
    return Canonical.of(this);
  }
}
