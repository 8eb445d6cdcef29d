package io.paywatt.console.meters;

import io.paywatt.ledger.tariff.Utility;
import io.paywatt.ledger.usage.Peers;

/**
 * A meter beside those of its site, in small units (Wh or l).
 *
 * @param from       first day compared
 * @param to         exclusive
 * @param unit       Wh or l
 * @param own        of this meter
 * @param others     how many it is compared with
 * @param lessThanMe percent of the others that used less; null, as the rest, when they are too few
 */
record PeersView(String from, String to, String unit, long own, int others, Integer lessThanMe, Long quartile1, Long median,
    Long quartile3) {

  static PeersView of(Peers.Comparison it, Utility utility) {
    return new PeersView(it.from().toString(), it.to().toString(), utility.smallUnit(), it.energyWh(), it.others(),
        it.lessThanMe(), it.quartile1(), it.median(), it.quartile3());
  }
}
