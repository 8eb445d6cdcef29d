package io.paywatt.ledger.tariff;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Energy of an account that counts towards the tiers, by first day of the tier period. */
public final class TierUsage {
  private final Map<LocalDate, Long> usedWh;
  private final Set<LocalDate> changed = new HashSet<>();

  /** @param usedWh what was counted before */
  public TierUsage(Map<LocalDate, Long> usedWh) {
    this.usedWh = new HashMap<>(usedWh);
  }

  /** Wh counted in the period, 0 when there are none. */
  public long used(LocalDate periodStart) {
    return usedWh.getOrDefault(periodStart, 0L);
  }

  void add(LocalDate periodStart, long wh) {
    usedWh.merge(periodStart, wh, Math::addExact);
    changed.add(periodStart);
  }

  /** The periods that were counted in, to be kept. */
  public Set<LocalDate> changed() {
    return changed;
  }
}
