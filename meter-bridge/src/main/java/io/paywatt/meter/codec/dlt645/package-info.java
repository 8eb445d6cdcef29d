/**
 * DL/T 645-2007, the Chinese standard of meters on RS-485, through a transparent gateway (DTU): the MQTT payload is what is on
 * the bus. {@link io.paywatt.meter.codec.dlt645.Dlt645Codec} puts frames together, asks by schedule and tells answers from
 * late answers by address, control code and data identifier, never by their order.
 */
package io.paywatt.meter.codec.dlt645;
