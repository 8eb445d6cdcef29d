package io.paywatt.meter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

class MeterSourceKameletTest {
  private static final String KAMELET = "file:../routes/kamelets/paywatt-meter-source.kamelet.yaml";

  @Test
  void a_yaml_route_takes_readings_through_the_kamelet_and_is_tried_again_when_it_fails() throws Exception {
    TestBroker broker = TestBroker.shared();
    String prefix = "k" + UUID.randomUUID().toString().substring(0, 8);
    Numbers good = new Numbers();
    AtomicInteger failures = new AtomicInteger();
    try (TestHub hub = TestHub.startRoute(broker, prefix, "direct:unused", route -> route.log("unused"))) {
      hub.context.getRegistry().bind("keep", (Processor) exchange -> {
        if (failures.getAndIncrement() < 2) {
          throw new IllegalStateException("database away");
        }
        good.add(TestHub.batch(exchange));
      });
      Resource kamelet = PluginHelper.getResourceLoader(hub.context).resolveResource(KAMELET);
      PluginHelper.getRoutesLoader(hub.context).loadRoutes(kamelet, ResourceHelper.fromString("take.yaml", """
          - route:
              id: take
              from:
                uri: kamelet:paywatt-meter-source
                parameters:
                  kind: reading
                  batchSize: 40
                steps:
                  - process:
                      ref: keep
          """));
      MeterConsumer consumer = meterConsumer(hub);
      await().atMost(Duration.ofSeconds(30)).until(() -> consumer.trouble() == null);
      broker.publishReadings(prefix, 0, 200);
      await().atMost(Duration.ofSeconds(30)).until(() -> good.different() == 200);
      assertThat(good.largestBatch()).isBetween(1, 40);
      assertThat(failures.get()).isGreaterThan(2);
    }
  }

  private static MeterConsumer meterConsumer(TestHub hub) {
    return hub.context.getRoutes().stream().map(Route::getConsumer).filter(MeterConsumer.class::isInstance)
        .map(MeterConsumer.class::cast).findFirst().orElseThrow();
  }
}
