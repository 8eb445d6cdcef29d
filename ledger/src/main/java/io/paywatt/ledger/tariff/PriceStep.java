package io.paywatt.ledger.tariff;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a Wh costs in a stretch of time and a tier, where nothing was agreed with the household.
 *
 * @param to        where the next stretch begins
 * @param period    time of use, or null
 * @param tier      from 1
 * @param tierStart first day of the tier period, or null without tiers
 * @param fromWh    when the tier period has so much before
 * @param toWh      and as far as it has so much
 * @param priceNano nano units
 */
public record PriceStep(Instant from, Instant to, LocalDate validFrom, String period, int tier, LocalDate tierStart, long fromWh,
    long toWh, long priceNano) {
  private static final long PICO_PER_NANO = 1000;

  /** One for each tier. */
  static List<PriceStep> of(Span span) {
    TariffVersion version = span.version();
    LocalDate tierStart = span.day().tierStart();
    List<Long> limits = tierStart == null ? List.of()
        : version.tiers().limitsWh(version.seasons(), span.day().date(), Household.NONE, tierStart);
    List<PriceStep> steps = new ArrayList<>();
    for (int tier = 1; tier <= limits.size() + 1; tier++) {
      steps.add(new PriceStep(Instant.ofEpochMilli(span.fromMillis()), Instant.ofEpochMilli(span.toMillis()),
          version.validFrom(), span.period(), tier, tierStart, tier == 1 ? 0 : limits.get(tier - 2),
          tier > limits.size() ? Long.MAX_VALUE : limits.get(tier - 1), version.tables().get(0).price(span.day().season(),
          version.periodRow(span.period()), tier) / PICO_PER_NANO));
    }
    return steps;
  }
}
