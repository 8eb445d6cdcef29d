package io.paywatt.ledger.reconcile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import io.paywatt.ledger.tariff.Tariff;
import io.paywatt.ledger.tariff.TariffBook;
import io.paywatt.ledger.tariff.TariffVersion;

/** The stretches of time in which a tariff has one price for every Wh, whatever the hour and the use. */
final class FlatPrices {
  private static final Instant NO_END = Instant.parse("9999-12-31T00:00:00Z");

  /**
   * One version of a tariff, while it is in force.
   *
   * @param to      where the next version begins; an interval may end there
   * @param price   nano units a Wh
   * @param highest nano units a Wh, of all versions of the tariff
   */
  record Stretch(String tariff, String currency, Instant from, Instant to, LocalDate validFrom, long price, long highest) {}

  private FlatPrices() {}

  static List<Stretch> of(TariffBook tariffs) {
    List<Stretch> stretches = new ArrayList<>();
    tariffs.codes().stream().sorted().forEach(code -> add(tariffs.tariff(code).orElseThrow(), stretches));
    return stretches;
  }

  private static void add(Tariff tariff, List<Stretch> stretches) {
    List<TariffVersion> versions = List.copyOf(tariff.versions());
    for (int i = 0; i < versions.size(); i++) {
      TariffVersion version = versions.get(i);
      if (version.tierPeriod() == null && version.windows().isEmpty()) {
        Instant to = i + 1 == versions.size() ? NO_END : start(tariff, versions.get(i + 1));
        stretches.add(new Stretch(tariff.code(), tariff.currency(), start(tariff, version), to, version.validFrom(),
            version.price(null, 1), tariff.highestPrice()));
      }
    }
  }

  private static Instant start(Tariff tariff, TariffVersion version) {
    return version.validFrom().atStartOfDay(tariff.zone()).toInstant();
  }
}
