package io.paywatt.meter.command;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import io.paywatt.meter.mqtt.BrokerAddress;
import io.paywatt.meter.mqtt.TestBroker;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class DeferredMqttClientTest {
  private final TestBroker broker = TestBroker.shared();
  private final String prefix = "d" + UUID.randomUUID().toString().substring(0, 8);
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  @Test
  void a_backlog_reaches_an_integrators_paho_route_whole() throws Exception {
    run(0);
    for (int round = 0; round < 5; round++) {
      broker.publishReadings(prefix, round * 300, (round + 1) * 300);
      run((round + 1) * 300);
    }
  }

  /** Starts the route, waits for so many readings and stops it. */
  private void run(int expected) throws Exception {
    DeferredMqttClient client = new DeferredMqttClient(
        new BrokerAccount(BrokerAddress.of(broker.url()), broker.user(), broker.password()), prefix);
    try (CamelContext context = new DefaultCamelContext()) {
      context.getRegistry().bind("ownClient", client);
      context.addRoutes(new RouteBuilder() {
        @Override
        public void configure() {
          from("paho-mqtt5:" + prefix + "/+/reading?client=#bean:ownClient&manualAcksEnabled=true&qos=1")
              .process(exchange -> seen.add(exchange.getMessage().getBody(String.class)));
        }
      });
      context.start();
      await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20)).until(() -> seen.size() == expected);
    } finally {
      client.disconnect();
      client.close();
    }
  }
}
