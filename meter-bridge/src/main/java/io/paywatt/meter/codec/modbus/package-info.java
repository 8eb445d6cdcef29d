/**
 * Modbus RTU through a transparent gateway (DTU). What stands in which register is a file of {@code config/meters}; answers
 * carry no register number, so each is taken for what was just asked and for nothing else.
 */
package io.paywatt.meter.codec.modbus;
