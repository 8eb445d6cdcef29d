package io.paywatt.meter.mqtt;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.suback.Mqtt5SubAck;
import io.paywatt.meter.topic.MeterMessage;
import io.reactivex.disposables.Disposable;

/**
 * One life of one connection, from CONNECT to its end; it never reconnects. Each has a client of its own, so that what an
 * earlier connection left unacknowledged can't hold up or be mistaken for what this one brings. The callback stands before
 * CONNECT goes out: a backlog may arrive right behind the answer.
 */
final class MeterConnection {
  private static final long ANSWER_SECONDS = 10;

  /** Who is told what happens; each call comes from a thread of the client and must not block. */
  interface Listener {
    void delivered(Delivery delivery);

    void subscribed(MeterConnection connection);

    /** Called once; nothing is delivered later. */
    void ended(MeterConnection connection, Throwable cause);
  }

  private final int number;
  private final MeterConfiguration configuration;
  private final int receiveMaximum;
  private final List<String> filters;
  private final Listener listener;
  private final Mqtt5AsyncClient client;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile Disposable publishes;
  private volatile Throwable fault;
  private volatile boolean closing;

  /** @param receiveMaximum most messages the broker may send ahead of the acknowledgement */
  MeterConnection(int number, MeterConfiguration configuration, int receiveMaximum, String clientId,
      List<String> filters, Listener listener) {
    this.number = number;
    this.configuration = configuration;
    this.receiveMaximum = receiveMaximum;
    this.filters = filters;
    this.listener = listener;
    this.client = client(configuration, clientId);
  }

  int number() {
    return number;
  }

  void open() {
    publishes = client.toRx().publishes(MqttGlobalPublishFilter.ALL, true).subscribe(this::received, this::abandon);
    client.connect(connectPacket()).thenCompose(answer -> subscribe()).whenComplete((answer, fault) -> {
      if (fault == null) {
        listener.subscribed(this);
      } else {
        abandon(fault);
      }
    });
  }

  /** Disconnects; the broker keeps the session. */
  CompletableFuture<Void> close() {
    closing = true;
    return client.disconnect();
  }

  private CompletableFuture<Mqtt5SubAck> subscribe() {
    if (closing) {
      return CompletableFuture.failedFuture(new IllegalStateException("closed while connecting"));
    }
    if (filters.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return client.subscribe(Mqtt5Subscribe.builder().addSubscriptions(filters.stream()
        .map(filter -> Mqtt5Subscription.builder().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).build()).toList()).build())
        .orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS);
  }

  // must not throw: an exception would end the flow, and without a flow the client acknowledges by itself
  private void received(Mqtt5Publish publish) {
    try {
      listener.delivered(new Delivery(
          new MeterMessage(publish.getTopic().toString(), publish.getPayloadAsBytes(), Instant.now()), publish, number));
    } catch (Throwable fault) {
      abandon(fault);
    }
  }

  private void abandon(Throwable cause) {
    fault = cause;
    client.disconnect().whenComplete((done, notConnected) -> end(cause));
  }

  // the flow is let go only now: while connected, a message without a flow would be acknowledged by the client
  private void end(Throwable cause) {
    if (ended.compareAndSet(false, true)) {
      publishes.dispose();
      listener.ended(this, fault == null ? cause : fault);
    }
  }

  private Mqtt5Connect connectPacket() {
    return Mqtt5Connect.builder().cleanStart(false).keepAlive(configuration.getKeepAliveSeconds())
        .sessionExpiryInterval(configuration.getSessionExpirySeconds())
        .restrictions().receiveMaximum(receiveMaximum)
        .maximumPacketSize(configuration.getMaxPacketBytes()).topicAliasMaximum(0).applyRestrictions()
        .build();
  }

  private Mqtt5AsyncClient client(MeterConfiguration configuration, String clientId) {
    BrokerAddress address = BrokerAddress.of(configuration.getBrokerUrl());
    Mqtt5ClientBuilder builder = MqttClient.builder().useMqttVersion5().identifier(clientId)
        .transportConfig().serverHost(address.host()).serverPort(address.port())
        .socketConnectTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).mqttConnectTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
        .sslConfig(address.tls() ? tls(configuration).config() : null)
        .applyTransportConfig()
        .executorConfig().nettyExecutor(ownThread(clientId)).nettyThreads(1).applyExecutorConfig()
        .addDisconnectedListener(context -> end(context.getCause()));
    if (configuration.getUsername() != null) {
      builder.simpleAuth().username(configuration.getUsername())
          .password(bytes(configuration.getPassword())).applySimpleAuth();
    }
    return builder.buildAsync();
  }

  private static MqttTls tls(MeterConfiguration configuration) {
    return configuration.getTls() == null ? MqttTls.standard() : configuration.getTls();
  }

  private static byte[] bytes(String password) {
    return password == null ? new byte[0] : password.getBytes(StandardCharsets.UTF_8);
  }

  // a thread of its own ends with the connection, and with it the client's timer for the session, which would
  // otherwise keep every past connection in memory for the length of a session
  private static Executor ownThread(String clientId) {
    return new Executor() {
      @Override
      public void execute(Runnable task) {
        Thread thread = new Thread(task, clientId);
        thread.setDaemon(true);
        thread.start();
      }
    };
  }
}
