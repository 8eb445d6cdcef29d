package io.paywatt.meter.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PayloadFormatIndicator;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.command.OutgoingCommand;
import io.paywatt.meter.codec.MeterCodecs;
import io.paywatt.meter.mqtt.BrokerAddress;
import io.paywatt.meter.mqtt.TestBroker;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.junit.jupiter.api.Test;

class CommandPublisherTest {
  private final String prefix = "c" + UUID.randomUUID().toString().substring(0, 8);

  @Test
  void a_meter_receives_the_command_with_where_and_until_when_to_answer() throws Exception {
    TestBroker broker = TestBroker.shared();
    BlockingQueue<Mqtt5Publish> received = new LinkedBlockingQueue<>();
    Mqtt5AsyncClient meter = broker.client();
    meter.subscribeWith().topicFilter(prefix + "/142/command").qos(MqttQos.AT_LEAST_ONCE).callback(received::add).send()
        .join();
    try (CamelContext context = sink(broker)) {
      context.createProducerTemplate().sendBody("direct:command", command(Instant.now().plusSeconds(120)));
      Mqtt5Publish publish = received.poll(10, TimeUnit.SECONDS);
      assertThat(publish.getPayloadAsBytes()).asString()
          .isEqualTo("{\"id\":\"4f0c\",\"kind\":\"credit\",\"amount\":5000,\"currency\":\"CNY\"}");
      assertThat(publish.getResponseTopic().orElseThrow()).hasToString(prefix + "/142/reply");
      assertThat(publish.getCorrelationData().orElseThrow().remaining()).isEqualTo(4);
      assertThat(publish.getMessageExpiryInterval().orElseThrow()).isBetween(110L, 120L);
      assertThat(publish.getContentType().orElseThrow()).hasToString("application/json");
      assertThat(publish.getPayloadFormatIndicator()).contains(Mqtt5PayloadFormatIndicator.UTF_8);
      assertThat(publish.getQos()).isEqualTo(MqttQos.AT_LEAST_ONCE);
      assertThat(publish.isRetain()).isFalse();
    }
    meter.disconnect().join();
  }

  @Test
  void a_command_that_is_over_reaches_the_route_as_a_rejection() throws Exception {
    try (CamelContext context = sink(TestBroker.shared())) {
      ProducerTemplate template = context.createProducerTemplate();
      assertThat(catchThrowable(() -> template.sendBody("direct:command", command(Instant.now().minusSeconds(1)))))
          .isInstanceOf(CamelExecutionException.class).hasCauseInstanceOf(Rejected.class);
    }
  }

  @Test
  void a_broker_that_accepts_and_never_answers_is_known_within_seconds() throws Exception {
    try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      CommandPublisher publisher = new CommandPublisher(
          new BrokerAccount(BrokerAddress.of("mqtt://127.0.0.1:" + deaf.getLocalPort()), null, null), prefix);
      long begun = System.nanoTime();
      assertThat(catchThrowable(() -> publisher.publish(prefix, new MqttMessage(new byte[0]))))
          .isInstanceOf(MqttException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
    }
  }

  @Test
  void a_wrong_password_is_told_without_the_password() throws Exception {
    TestBroker broker = TestBroker.shared();
    BrokerAccount account = new BrokerAccount(BrokerAddress.of(broker.url()), broker.user(), "wrong-one");
    assertThat(catchThrowable(() -> new CommandPublisher(account, prefix).publish(prefix, new MqttMessage(new byte[0]))))
        .isInstanceOf(MqttException.class).hasMessageNotContaining("wrong-one");
    assertThat(account).asString().doesNotContain("wrong-one").contains(broker.user());
  }

  private CamelContext sink(TestBroker broker) throws Exception {
    CamelContext context = new DefaultCamelContext();
    context.getRegistry().bind("meterCodec", new MeterCodecs(prefix));
    context.getRegistry().bind("meterPublisher", new CommandPublisher(
        new BrokerAccount(BrokerAddress.of(broker.url()), broker.user(), broker.password()), prefix + "-commands"));
    load(context, "file:../routes/kamelets/paywatt-meter-sink.kamelet.yaml");
    PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("send.yaml", """
        - from:
            uri: direct:command
            steps:
              - to: kamelet:paywatt-meter-sink
        """));
    context.start();
    return context;
  }

  private static void load(CamelContext context, String location) throws Exception {
    Resource kamelet = PluginHelper.getResourceLoader(context).resolveResource(location);
    assertThat(kamelet.exists()).as(location).isTrue();
    PluginHelper.getRoutesLoader(context).loadRoutes(kamelet);
  }

  private static OutgoingCommand command(Instant expiresAt) {
    return new OutgoingCommand("4f0c", "142", "native", "credit", "{\"amount\":5000,\"currency\":\"CNY\"}", expiresAt);
  }
}
