/**
 * From bytes to readings, events, replies and presence, and from commands to bytes. One {@link
 * io.paywatt.meter.codec.MeterCodec} a make; routes use {@link io.paywatt.meter.codec.MeterCodecs}, the bean meterCodec.
 */
package io.paywatt.meter.codec;
