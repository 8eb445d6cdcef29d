package io.paywatt.meter.codec;

/**
 * A message that could not be understood, for the desk.
 *
 * @param topic   as received; a replay needs it in the header CamelMqttTopic
 * @param payload as received
 * @param reason  names field, value and what is allowed
 */
public record MalformedMessage(String topic, byte[] payload, String reason) {}
