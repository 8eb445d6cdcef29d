package io.paywatt.ledger.reconcile;

import java.util.List;
import io.paywatt.ledger.tariff.ChargeLine;

/**
 * What a meter's bill came to in this run.
 *
 * @param complete whether no reading waits behind the last one
 */
record Charge(OpenBill bill, RegisterWalk walk, List<ChargeLine> lines, boolean complete) {
  /** Nano units; below zero when more is given back than charged. */
  long cost() {
    return lines.stream().mapToLong(ChargeLine::amount).reduce(0, Math::addExact);
  }

  long energyWh() {
    return lines.stream().mapToLong(ChargeLine::energyWh).sum();
  }
}
