/** Shelly devices of generation 2 and later, by their RPC over MQTT. */
package io.paywatt.meter.codec.shelly;
