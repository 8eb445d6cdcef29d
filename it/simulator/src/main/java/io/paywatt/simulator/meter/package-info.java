/**
 * Simulated meters that speak the native MQTT contract of design.md section 5. A {@code MeterBody} is the device itself,
 * a {@code SimulatedMeter} the device on the network, a {@code Fleet} many of them on a few threads.
 */
package io.paywatt.simulator.meter;
