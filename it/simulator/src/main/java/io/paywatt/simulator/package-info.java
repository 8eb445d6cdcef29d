/**
 * Simulated meters and providers, seeded and over the wire only: nothing here shares code with the hub, so a mistake in
 * the hub's reading of a protocol can't hide behind the same mistake on the other side.
 */
package io.paywatt.simulator;
