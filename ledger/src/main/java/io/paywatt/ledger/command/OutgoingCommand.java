package io.paywatt.ledger.command;

import java.time.Instant;

/**
 * A command claimed for sending. Sent again under the same id until the meter replies or it expires, so the meter must
 * act on an id once.
 *
 * @param id        UUID, also the MQTT 5 correlation data
 * @param serial    the meter
 * @param make      the meter's make, chooses the codec
 * @param kind      credit, relay, balance, price, read or display
 * @param json      payload without id and kind; a credit has the number it is of its meter as {@code count}
 * @param expiresAt the meter must not act on it later
 */
public record OutgoingCommand(String id, String serial, String make, String kind, String json, Instant expiresAt) {}
