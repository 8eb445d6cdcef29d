/**
 * Gateways (DTUs) with a serial bus behind them: one request at a time, answered before the next goes out. The bean {@code
 * meterBus} of routes is {@link io.paywatt.meter.bus.Buses}.
 */
package io.paywatt.meter.bus;
