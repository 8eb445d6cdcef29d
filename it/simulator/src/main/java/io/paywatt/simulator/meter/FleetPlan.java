package io.paywatt.simulator.meter;

import java.time.Duration;

/**
 * What a fleet is made of.
 *
 * @param prefix            first part of the topics
 * @param interval          real time between two readings of a meter
 * @param faults            how bad the links are
 * @param sharedConnections 0: each meter has its own connection with a last will; else they share so many
 * @param linkDrops         share of the fleet that loses the network at each interval, for up to one interval
 * @param seed              the same seed gives the same fleet
 */
public record FleetPlan(String prefix, Duration interval, LinkFaults.Rates faults, int sharedConnections, double linkDrops,
    long seed) {
  /** Without lost networks. */
  public FleetPlan(String prefix, Duration interval, LinkFaults.Rates faults, int sharedConnections, long seed) {
    this(prefix, interval, faults, sharedConnections, 0, seed);
  }
}
