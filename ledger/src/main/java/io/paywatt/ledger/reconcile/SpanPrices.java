package io.paywatt.ledger.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import io.paywatt.ledger.tariff.Tariff;
import io.paywatt.ledger.tariff.TariffBook;

/**
 * Prices by tier and time of use as stretches: an interval that lies in one of them, and whose energy stays within a tier, has
 * one price. So have most, since meters speak more often than windows change. Only of tariffs that charge energy alone, and
 * only of the time before the newest reading: all others are priced one by one.
 */
final class SpanPrices {
  private static final Duration LOOK_BACK = Duration.ofDays(2);

  private final List<Tariff> tariffs;
  private final int fewestMeters;

  /**
   * @param flat         tariffs that have stretches already are left out
   * @param fewestMeters for fewer it is not worth while to write the stretches down
   */
  SpanPrices(TariffBook book, List<FlatPrices.Stretch> flat, int fewestMeters) {
    this.fewestMeters = fewestMeters;
    Set<String> known = flat.stream().map(FlatPrices.Stretch::tariff).collect(Collectors.toSet());
    this.tariffs = book.codes().stream().sorted().filter(code -> !known.contains(code)).map(code -> book.tariff(code).orElseThrow())
        .filter(tariff -> tariff.isPlain() && !tariff.holdsEnergy() && !tariff.countsRegisters()).toList();
  }

  /** The stretches of the readings that were claimed. */
  List<FlatPrices.Stretch> of(Claim claim) {
    Claim.Times times = tariffs.isEmpty() || claim.meters() < fewestMeters ? null : claim.times();
    if (times == null) {
      return List.of();
    }
    Instant first = times.newest().minus(LOOK_BACK);
    Instant from = times.oldest().isAfter(first) ? times.oldest() : first;
    return tariffs.stream().flatMap(tariff -> stretches(tariff, from, times.newest())).toList();
  }

  private static Stream<FlatPrices.Stretch> stretches(Tariff tariff, Instant from, Instant to) {
    return tariff.steps(from, to).stream().map(step -> new FlatPrices.Stretch(tariff.code(), tariff.utility(), tariff.currency(),
        step.from(), step.to(), step.validFrom(), step.tier(), step.period(), step.tierStart(), step.fromWh(), step.toWh(),
        step.priceNano(), tariff.highestPrice()));
  }
}
