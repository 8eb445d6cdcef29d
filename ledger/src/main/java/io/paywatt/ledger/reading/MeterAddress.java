package io.paywatt.ledger.reading;

/**
 * How a meter of another make than native is found on the wire.
 *
 * @param serial  the meter's serial in the account store
 * @param make    its make, chooses the codec
 * @param address its name in its own language: address of the meter, device or slave number; the serial unless imported
 * @param gateway the transmitter (DTU) it hangs on, or null
 */
public record MeterAddress(String serial, String make, String address, String gateway) {}
