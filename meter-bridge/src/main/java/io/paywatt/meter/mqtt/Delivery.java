package io.paywatt.meter.mqtt;

import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.paywatt.meter.topic.MeterMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A message together with the way to acknowledge it.
 *
 * @param message    what the route gets
 * @param publish    what the client gave
 * @param connection number of the connection it came over
 */
record Delivery(MeterMessage message, Mqtt5Publish publish, int connection) {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  /** Tells the broker. Over a connection that is gone this does nothing, and the broker delivers again. */
  void acknowledge() {
    try {
      publish.acknowledge();
    } catch (RuntimeException e) {
      LOG.debug("Connection {} is gone, {} will be delivered again", connection, message.topic(), e);
    }
  }
}
