package io.paywatt.meter.command;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * A client for {@code paho-mqtt5:} at the beginning of an integrator's own route, with the safe settings: it connects only
 * when the route subscribes, so that nothing arrives before the route listens; session kept a day; manual
 * acknowledgement; few messages ahead, since more than ten block this library after an outage. One bean a route, named in
 * {@code client}, together with {@code manualAcksEnabled=true} and {@code qos=1}. Close it when the hub stops.
 */
public final class DeferredMqttClient extends MqttClient {
  private static final long SESSION_SECONDS = 86_400;
  private static final int RECEIVE_MAXIMUM = 8;
  private static final int MAX_RECONNECT_MILLIS = 10_000;
  private static final int ANSWER_MILLIS = 10_000;

  private final MqttConnectionOptions options;

  /** @param clientId unique at the broker, the same after every start */
  public DeferredMqttClient(BrokerAccount account, String clientId) throws MqttException {
    super(account.address().pahoUrl(), clientId, new MemoryPersistence());
    setManualAcks(true);
    setTimeToWait(ANSWER_MILLIS);
    options = account.options();
    options.setCleanStart(false);
    options.setSessionExpiryInterval(SESSION_SECONDS);
    options.setReceiveMaximum(RECEIVE_MAXIMUM);
    options.setAutomaticReconnect(true);
    options.setMaxReconnectDelay(MAX_RECONNECT_MILLIS);
  }

  @Override
  public IMqttToken subscribe(String topicFilter, int qos) throws MqttException {
    if (!isConnected()) {
      connect(options);
    }
    return super.subscribe(topicFilter, qos);
  }
}
