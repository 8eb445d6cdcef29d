package io.paywatt.meter.mqtt;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a connection to the broker: after a fault the next is made in 0.5 s, doubling to 10 s while faults go on. */
final class MeterLink implements MeterConnection.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(MeterLink.class);
  private static final long FIRST_DELAY_MILLIS = 500;
  private static final long LAST_DELAY_MILLIS = 10_000;
  private static final long CLOSE_SECONDS = 5;
  /** Of the protocol. */
  private static final int LARGEST_RECEIVE_MAXIMUM = 65_535;

  private final MeterEndpoint endpoint;
  private final Inbox inbox;
  private final ScheduledExecutorService timer;
  private MeterConnection connection;
  private int receiveMaximum;
  private int connections;
  private long delayMillis = FIRST_DELAY_MILLIS;
  private boolean stopped;
  private volatile String trouble = "not connected yet";

  MeterLink(MeterEndpoint endpoint, Inbox inbox, ScheduledExecutorService timer) {
    this.endpoint = endpoint;
    this.inbox = inbox;
    this.timer = timer;
    this.receiveMaximum = endpoint.getConfiguration().getReceiveMaximum();
  }

  /** What is wrong with the connection, or null while it is subscribed. */
  String trouble() {
    return trouble;
  }

  /** Connects in the background. @throws IllegalArgumentException when the broker URL or the filter is malformed */
  synchronized void connect() {
    if (stopped) {
      return;
    }
    connections++;
    connection = new MeterConnection(connections, endpoint.getConfiguration(), receiveMaximum,
        endpoint.clientId(), endpoint.subscriptions(), this);
    connection.open();
  }

  /** Disconnects, the broker keeps the session. May be called again. */
  void stop() {
    MeterConnection last;
    synchronized (this) {
      if (stopped) {
        return;
      }
      stopped = true;
      last = connection;
    }
    trouble = "stopped";
    if (last != null) {
      try {
        last.close().get(CLOSE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        LOG.debug("{} was not connected when it was stopped", endpoint.clientId(), e);
      }
    }
  }

  @Override
  public void delivered(Delivery delivery) {
    inbox.put(delivery);
  }

  @Override
  public synchronized void subscribed(MeterConnection subscribed) {
    delayMillis = FIRST_DELAY_MILLIS;
    trouble = null;
    LOG.info("{} receives {}", endpoint.clientId(), String.join(" ", endpoint.subscriptions()));
  }

  @Override
  public synchronized void ended(MeterConnection ended, Throwable cause) {
    inbox.connectionLost(ended.number());
    if (stopped) {
      return;
    }
    if (isFlooded(cause)) {
      // Mosquitto 2.0, for one, counts what queued while we were away against its own limit and not against ours: it would
      // do the same again at every connection
      receiveMaximum = LARGEST_RECEIVE_MAXIMUM;
    }
    trouble = "broker " + endpoint.getConfiguration().getBrokerUrl() + ": " + MeterLink.reason(cause);
    long delay = delayMillis + ThreadLocalRandom.current().nextLong(delayMillis / 4);
    delayMillis = Math.min(delayMillis * 2, LAST_DELAY_MILLIS);
    LOG.warn("{} lost {}, trying again in {} ms", endpoint.clientId(), trouble, delay);
    timer.schedule(this::connect, delay, TimeUnit.MILLISECONDS);
  }

  private static boolean isFlooded(Throwable cause) {
    return cause instanceof Mqtt5DisconnectException disconnect
        && disconnect.getMqttMessage().getReasonCode() == Mqtt5DisconnectReasonCode.RECEIVE_MAXIMUM_EXCEEDED;
  }

  // the client wraps a refused connection twice; the innermost says what happened
  private static String reason(Throwable cause) {
    Throwable inner = cause;
    while (inner.getCause() != null && inner.getCause() != inner) {
      inner = inner.getCause();
    }
    return inner.getMessage() == null ? inner.getClass().getSimpleName() : inner.getMessage();
  }
}
