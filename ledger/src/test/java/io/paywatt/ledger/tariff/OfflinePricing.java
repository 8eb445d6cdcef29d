package io.paywatt.ledger.tariff;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Prices a history by a tariff file, for tests in other packages. */
public final class OfflinePricing {
  private OfflinePricing() {}

  /** Currency units of all lines by "energy" or their item, without those that come to nothing. */
  public static Map<String, BigDecimal> totals(String file, List<Instant> times, List<Long> registers) {
    List<String> faults = new ArrayList<>();
    Tariff tariff = TariffFile.parse("plan.yaml", file, ZoneOffset.UTC, faults).map(TariffFile::tariff)
        .orElseThrow(() -> new TariffRejected(faults));
    Pricer pricer = new Pricer(tariff, new TierUsage(Map.of()));
    for (int i = 1; i < times.size(); i++) {
      pricer.add(times.get(i - 1), times.get(i), registers.get(i) - registers.get(i - 1));
    }
    Map<String, BigDecimal> totals = new TreeMap<>();
    pricer.lines().forEach(line -> totals.merge(line.kind() == ChargeKind.ENERGY ? "energy" : line.item(),
        BigDecimal.valueOf(line.amount(), 9), BigDecimal::add));
    totals.values().removeIf(amount -> amount.signum() == 0);
    return totals;
  }
}
