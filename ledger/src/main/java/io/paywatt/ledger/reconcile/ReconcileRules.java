package io.paywatt.ledger.reconcile;

import java.time.Duration;

/**
 * Limits of the reconciliation.
 *
 * @param maxPowerW     no meter can measure more (before its multiplier): a register that rises faster is a jump
 * @param sliceMeters   meters billed in one transaction
 * @param sliceReadings readings priced one by one in one transaction, bounds the memory of a worker
 * @param workers       slices at work at the same time, each with a database connection
 * @param estimateAfter an estimated reading is billed when the meter was billed so long ago, otherwise it waits
 */
public record ReconcileRules(long maxPowerW, int sliceMeters, int sliceReadings, int workers, Duration estimateAfter) {
  /** One worker; estimates are billed after 35 days. */
  public ReconcileRules(long maxPowerW, int sliceMeters, int sliceReadings) {
    this(maxPowerW, sliceMeters, sliceReadings, 1, Duration.ofDays(35));
  }

  /** 100 kW, 20000 meters, 50000 readings, one worker, 35 days. */
  public static ReconcileRules defaults() {
    return new ReconcileRules(100_000, 20_000, 50_000);
  }
}
