package io.paywatt.ledger.reconcile;

/**
 * Limits of the reconciliation.
 *
 * @param maxPowerW     no meter can measure more (before its multiplier): a register that rises faster is a jump
 * @param sliceMeters   meters billed in one transaction
 * @param sliceReadings readings billed in one transaction, bounds the memory
 */
public record ReconcileRules(long maxPowerW, int sliceMeters, int sliceReadings) {
  /** 100 kW, 1000 meters, 50000 readings. */
  public static ReconcileRules defaults() {
    return new ReconcileRules(100_000, 1000, 50_000);
  }
}
