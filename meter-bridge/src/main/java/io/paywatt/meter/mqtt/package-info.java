/**
 * The Camel component {@code meter:}. An exchange is a batch of messages; the broker is acknowledged when the exchange has
 * ended well and not before. Why it exists: docs/decisions/meter-component.md. How a message passes:
 * {@code MeterConnection} (one life of one MQTT connection) -> {@code Inbox} -> {@code BatchWorker} -> the route.
 */
package io.paywatt.meter.mqtt;
