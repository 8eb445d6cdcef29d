package io.paywatt.ledger.reconcile;

/**
 * What a run did.
 *
 * @param meters      meters whose bill moved forward
 * @param readings    readings taken into account
 * @param energyWh    energy charged
 * @param quarantined readings kept aside because the register fell or jumped
 * @param skipped     meters left as they are because something must be put right first, see the desk
 */
public record ReconcileResult(long meters, long readings, long energyWh, long quarantined, long skipped) {
  static final ReconcileResult NOTHING = new ReconcileResult(0, 0, 0, 0, 0);

  ReconcileResult plus(ReconcileResult more) {
    return new ReconcileResult(meters + more.meters, readings + more.readings, energyWh + more.energyWh,
        quarantined + more.quarantined, skipped + more.skipped);
  }
}
