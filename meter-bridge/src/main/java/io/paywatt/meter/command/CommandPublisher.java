package io.paywatt.meter.command;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/**
 * The client {@code paho-mqtt5:} publishes with (bean meterPublisher, option {@code client}). A publish that returns was
 * accepted by the broker; one that was not fails within seconds, so that the route can say so. It connects at the first
 * publish and again after every fault, each time with a fresh connection: what was in doubt on the old one is not sent
 * behind the caller's back. Only publishing works; several threads may publish at once.
 */
public final class CommandPublisher extends MqttClient {
  /** Longest time for the connection and again for the answer to a publish. */
  private static final long ANSWER_MILLIS = 5_000;
  // brokers commonly allow 10 unacknowledged publishes of one client
  private static final int AT_ONCE = 8;
  private static final int FIRST_ERROR = 0x80;

  private final MqttConnectionOptions options;
  private final Semaphore permits = new Semaphore(AT_ONCE, true);
  private MqttAsyncClient live;

  /** @param clientId unique at the broker */
  public CommandPublisher(BrokerAccount account, String clientId) throws MqttException {
    super(account.address().pahoUrl(), clientId, new MemoryPersistence());
    options = account.options();
    options.setCleanStart(true);
    options.setSessionExpiryInterval(0L);
    options.setAutomaticReconnect(false);
  }

  /** @throws MqttException when the broker is not reached, does not answer in time, or refuses the message */
  @Override
  public void publish(String topic, MqttMessage message) throws MqttException {
    enter();
    try {
      MqttAsyncClient client = connected();
      try {
        IMqttToken token = client.publish(topic, message);
        token.waitForCompletion(ANSWER_MILLIS);
        check(token);
      } catch (MqttException e) {
        drop(client);
        throw e;
      }
    } finally {
      permits.release();
    }
  }

  @Override
  public synchronized boolean isConnected() {
    return live != null && live.isConnected();
  }

  @Override
  public void disconnect() {
    close();
  }

  /** Disconnects; a later publish connects again. */
  @Override
  public synchronized void close() {
    if (live != null) {
      drop(live);
    }
  }

  private void enter() throws MqttException {
    try {
      if (!permits.tryAcquire(ANSWER_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new MqttException(MqttClientException.REASON_CODE_MAX_INFLIGHT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MqttException(e);
    }
  }

  private synchronized MqttAsyncClient connected() throws MqttException {
    if (live != null && live.isConnected()) {
      return live;
    }
    if (live != null) {
      drop(live);
    }
    MqttAsyncClient fresh = new MqttAsyncClient(getServerURI(), getClientId(), new MemoryPersistence());
    try {
      fresh.connect(options, null, null).waitForCompletion(ANSWER_MILLIS);
    } catch (MqttException e) {
      discard(fresh);
      throw e;
    }
    live = fresh;
    return fresh;
  }

  private static void check(IMqttToken token) throws MqttException {
    int[] codes = token.getReasonCodes();
    if (codes != null && codes.length > 0 && codes[0] >= FIRST_ERROR) {
      throw new MqttException(codes[0]);
    }
  }

  private synchronized void drop(MqttAsyncClient client) {
    if (live == client) {
      live = null;
    }
    discard(client);
  }

  // on a thread of its own: on a dead connection the library may wait long for its threads to end
  private static void discard(MqttAsyncClient client) {
    Thread end = new Thread(() -> {
      try {
        client.disconnectForcibly(0, 100, client.isConnected());
        client.close(true);
      } catch (MqttException e) {
        // it was not open: nothing left to close
      }
    }, "mqtt-discard");
    end.setDaemon(true);
    end.start();
  }
}
