package io.paywatt.ledger.tariff;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a tariff knows of an account: its household, and what is kept from run to run, which is the energy that counts towards
 * the tiers, by first day of the tier period, and the counts of months and slabs.
 */
public final class TierUsage {
  private final Map<LocalDate, Long> usedWh;
  private final Map<Count, Long> counts;
  private final Household household;
  private final Set<LocalDate> changed = new HashSet<>();
  private final Set<Count> changedCounts = new HashSet<>();

  /** @param usedWh what was counted before */
  public TierUsage(Map<LocalDate, Long> usedWh) {
    this(usedWh, Map.of(), Household.NONE);
  }

  /** @param usedWh Wh by tier period @param counts what else was counted before @param household of the account */
  public TierUsage(Map<LocalDate, Long> usedWh, Map<Count, Long> counts, Household household) {
    this.household = household;
    this.usedWh = new HashMap<>(usedWh);
    this.counts = new HashMap<>(counts);
  }

  /** The same counts, to try something out. Nothing of the copy is changed yet. */
  public TierUsage copy() {
    return new TierUsage(usedWh, counts, household);
  }

  /** What is known of the account and agreed for it. */
  public Household household() {
    return household;
  }

  /** Wh counted in the period, 0 when there are none. */
  public long used(LocalDate periodStart) {
    return usedWh.getOrDefault(periodStart, 0L);
  }

  /** 0 when it was never counted. */
  public long count(Count count) {
    return counts.getOrDefault(count, 0L);
  }

  void add(LocalDate periodStart, long wh) {
    usedWh.merge(periodStart, wh, Math::addExact);
    changed.add(periodStart);
  }

  void set(Count count, long value) {
    counts.put(count, value);
    changedCounts.add(count);
  }

  void add(Count count, long value) {
    set(count, Math.addExact(count(count), value));
  }

  /** All counts. */
  Map<Count, Long> counts() {
    return counts;
  }

  /** The periods that were counted in, to be kept. */
  public Set<LocalDate> changed() {
    return changed;
  }

  /** The counts that were changed, to be kept. */
  public Set<Count> changedCounts() {
    return changedCounts;
  }
}
