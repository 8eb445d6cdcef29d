package io.paywatt.ledger.reconcile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import io.paywatt.ledger.tariff.Tariff;
import io.paywatt.ledger.tariff.TariffBook;
import io.paywatt.ledger.tariff.TariffVersion;
import io.paywatt.ledger.tariff.Utility;

/** The stretches of time in which a tariff has one price for every Wh, whatever the hour and the use. See {@link SpanPrices} for others. */
final class FlatPrices {
  private static final LocalDate LEAP_YEAR = LocalDate.of(2024, 1, 1);
  private static final long PICO_PER_NANO = 1000;
  private static final Instant NO_END = Instant.parse("9999-12-31T00:00:00Z");

  /**
   * A price, while it is in force.
   *
   * @param to        the last instant an interval may end: where the next price begins
   * @param tier      from 1
   * @param period    time of use, or null
   * @param tierStart first day of the tier period, or null: whatever was used
   * @param fromWh    when the tier period has so much before
   * @param toWh      and as far as it has so much
   * @param price     nano units a Wh
   * @param highest   nano units a Wh, of all versions of the tariff
   */
  record Stretch(String tariff, Utility utility, String currency, Instant from, Instant to, LocalDate validFrom, int tier,
      String period, LocalDate tierStart, long fromWh, long toWh, long price, long highest) {}

  private FlatPrices() {}

  static List<Stretch> of(TariffBook tariffs) {
    List<Stretch> stretches = new ArrayList<>();
    tariffs.codes().stream().sorted().forEach(code -> add(tariffs.tariff(code).orElseThrow(), stretches));
    return stretches;
  }

  private static void add(Tariff tariff, List<Stretch> stretches) {
    List<TariffVersion> versions = List.copyOf(tariff.versions());
    for (int i = 0; i < versions.size() && tariff.isPlain() && !tariff.holdsEnergy(); i++) {
      TariffVersion version = versions.get(i);
      if (isFlat(version)) {
        stretches.add(new Stretch(tariff.code(), tariff.utility(), tariff.currency(), start(tariff, version.validFrom()),
            end(tariff, version, i + 1 == versions.size() ? null : versions.get(i + 1).validFrom()), version.validFrom(), 1, null, null, 0, Long.MAX_VALUE,
            version.pricePico(version.validFrom(), null, 1) / PICO_PER_NANO, tariff.highestPrice()));
      }
    }
  }

  /** One price all year, for every tier and time. */
  private static boolean isFlat(TariffVersion version) {
    return version.tierPeriod() == null && version.periods().isEmpty() && LEAP_YEAR.datesUntil(LEAP_YEAR.plusYears(1))
        .mapToLong(day -> version.pricePico(day, null, 1)).distinct().count() == 1;
  }

  /** Where the next version begins; after the last day of one without a next, nothing is in force. */
  private static Instant end(Tariff tariff, TariffVersion version, LocalDate next) {
    LocalDate last = version.validTo();
    if (last != null && (next == null || next.isAfter(last.plusDays(1)))) {
      return start(tariff, last.plusDays(1)).minusMillis(1);
    }
    return next == null ? NO_END : start(tariff, next);
  }

  private static Instant start(Tariff tariff, LocalDate day) {
    return day.atStartOfDay(tariff.zone()).toInstant();
  }
}
