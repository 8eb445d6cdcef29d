package io.paywatt.meter.codec;

/**
 * A command ready for the wire. It is published with QoS 1 and never retained: a meter that starts again must not do it
 * again.
 *
 * @param topic         where the meter listens
 * @param payload       bytes
 * @param responseTopic where the meter answers (MQTT 5 response topic), or null
 * @param correlation   bytes the meter hands back (MQTT 5 correlation data), or null
 * @param expirySeconds the broker drops it when it could not be delivered by then
 * @param contentType   media type of the payload
 * @param text          whether the payload is UTF-8 text (MQTT 5 payload format indicator)
 */
public record EncodedCommand(String topic, byte[] payload, String responseTopic, byte[] correlation, long expirySeconds,
    String contentType, boolean text) {}
