/** Plugs and meters with Tasmota. */
package io.paywatt.meter.codec.tasmota;
