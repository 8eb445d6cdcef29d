package io.paywatt.meter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import io.paywatt.ledger.reading.Reading;
import io.paywatt.meter.codec.MalformedMessage;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;

/** What the hub needs of any broker; each broker is a subclass. */
abstract class BrokerSuite {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  final TestBroker broker = broker();
  final String prefix = "t" + UUID.randomUUID().toString().substring(0, 8);
  private final Numbers good = new Numbers();

  /** The broker under test, running. */
  abstract TestBroker broker();

  @Test
  void a_route_that_fails_gets_its_batch_again_until_it_succeeds() throws Exception {
    AtomicInteger failures = new AtomicInteger();
    try (TestHub hub = started("meter:reading", exchange -> {
      if (failures.getAndIncrement() < 3) {
        throw new IllegalStateException("database away");
      }
      good.add(TestHub.batch(exchange));
    })) {
      broker.publishReadings(prefix, 0, 2000);
      await().atMost(PATIENCE).until(() -> good.different() == 2000);
      assertThat(good.messages()).as("none twice: no connection was lost").isEqualTo(2000);
      assertThat(good.largestBatch()).isBetween(2, 500);
    }
  }

  @Test
  void nothing_is_acknowledged_while_the_route_fails() throws Exception {
    CountDownLatch failed = new CountDownLatch(3);
    try (TestHub hub = started("meter:reading", exchange -> {
      failed.countDown();
      throw new IllegalStateException("database away");
    })) {
      broker.publishReadings(prefix, 0, 2000);
      assertThat(failed.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(hub.consumer().trouble()).contains("failed").contains("database away");
    }
    try (TestHub hub = started("meter:reading", exchange -> good.add(TestHub.batch(exchange)))) {
      await().atMost(PATIENCE).until(() -> good.different() == 2000);
    }
  }

  @Test
  void a_batch_that_is_running_when_the_route_stops_ends_and_is_acknowledged() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    TestHub hub = started("meter:reading?batchSize=10", exchange -> {
      running.countDown();
      assertThat(go.await(20, TimeUnit.SECONDS)).isTrue();
      good.add(TestHub.batch(exchange));
    });
    broker.publishReadings(prefix, 0, 100);
    assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
    Thread stop = new Thread(hub::close);
    stop.start();
    await().until(hub.consumer()::isSuspendingOrSuspended);
    go.countDown();
    stop.join();
    int done = good.messages();
    assertThat(done).isBetween(1, 10);

    Numbers rest = new Numbers();
    try (TestHub again = started("meter:reading", exchange -> rest.add(TestHub.batch(exchange)))) {
      await().atMost(PATIENCE).until(() -> rest.different() == 100 - done);
    }
    assertThat(rest.messages()).isEqualTo(100 - done);
  }

  @Test
  void a_route_that_goes_on_in_another_thread_is_waited_for() throws Exception {
    AtomicInteger failures = new AtomicInteger();
    try (TestHub hub = TestHub.startRoute(broker, prefix, "meter:reading", route -> route.delay(50).asyncDelayed()
        .process(exchange -> {
          if (failures.getAndIncrement() < 2) {
            throw new IllegalStateException("late failure");
          }
          good.add(TestHub.batch(exchange));
        }))) {
      subscribed(hub);
      broker.publishReadings(prefix, 0, 300);
      await().atMost(PATIENCE).until(() -> good.different() == 300);
      assertThat(good.messages()).isEqualTo(300);
    }
  }

  @Test
  void a_backlog_arrives_whole_at_every_start() throws Exception {
    started("meter:reading", exchange -> good.add(TestHub.batch(exchange))).close();
    for (int round = 0; round < 20; round++) {
      broker.publishReadings(prefix, round * 500, (round + 1) * 500);
      int expected = (round + 1) * 500;
      try (TestHub hub = TestHub.start(broker, prefix, "meter:reading",
          exchange -> good.add(TestHub.batch(exchange)))) {
        await("round " + round).atMost(PATIENCE).pollInterval(Duration.ofMillis(10))
            .until(() -> good.different() == expected);
      }
    }
    assertThat(good.messages()).as("a stop in order leaves nothing to be delivered again").isEqualTo(10_000);
  }

  @Test
  void more_than_a_window_that_queued_while_the_line_was_cut_arrives_without_a_stall() throws Exception {
    try (TcpRelay line = new TcpRelay(broker.port());
        TestHub hub = TestHub.start(new TestBroker(line.port(), broker.user(), broker.password()), prefix,
            "meter:reading?batchSize=20&receiveMaximum=20", exchange -> good.add(TestHub.batch(exchange)))) {
      await().atMost(PATIENCE).until(() -> hub.consumer().trouble() == null);
      for (int round = 0; round < 3; round++) {
        line.cut();
        await().atMost(PATIENCE).until(() -> hub.consumer().trouble() != null);
        broker.publishReadings(prefix, round * 200, (round + 1) * 200);
        line.mend();
        int expected = (round + 1) * 200;
        await("round " + round).atMost(PATIENCE).until(() -> good.different() == expected);
      }
    }
  }

  @Test
  void a_route_that_is_suspended_takes_nothing_and_gets_all_when_it_is_resumed() throws Exception {
    try (TestHub hub = started("meter:reading", exchange -> good.add(TestHub.batch(exchange)))) {
      hub.context.getRouteController().suspendRoute(TestHub.ROUTE);
      await().until(() -> "stopped".equals(hub.consumer().trouble()));
      broker.publishReadings(prefix, 0, 300);
      assertThat(good.messages()).isZero();
      hub.context.getRouteController().resumeRoute(TestHub.ROUTE);
      await().atMost(PATIENCE).until(() -> good.different() == 300);
    }
  }

  @Test
  void nodes_of_a_group_share_the_messages() throws Exception {
    try (TestHub one = started("meter:reading?sharedGroup=g&node=one", exchange -> good.add(TestHub.batch(exchange)));
        TestHub two = started("meter:reading?sharedGroup=g&node=two", exchange -> good.add(TestHub.batch(exchange)))) {
      broker.publishReadings(prefix, 0, 500);
      await().atMost(PATIENCE).until(() -> good.different() == 500);
      assertThat(good.messages()).isEqualTo(500);
    }
  }

  @Test
  void poison_is_set_aside_and_its_batch_goes_on() throws Exception {
    AtomicReference<List<?>> malformed = new AtomicReference<>(List.of());
    AtomicInteger readings = new AtomicInteger();
    try (TestHub hub = TestHub.startRoute(broker, prefix, "meter:reading", route -> route
        .to("bean:meterCodec?method=readings").process(exchange -> {
          List<?> poison = exchange.getProperty("malformed", List.class);
          malformed.accumulateAndGet(poison, (old, now) -> now.isEmpty() ? old : now);
          readings.addAndGet(exchange.getMessage().getBody(List.class).size());
          assertThat(exchange.getMessage().getBody(List.class)).allMatch(Reading.class::isInstance);
        }))) {
      subscribed(hub);
      broker.client().publishWith().topic(prefix + "/7/reading").qos(MqttQos.AT_LEAST_ONCE)
          .payload("{\"at\":1}".getBytes()).send().join();
      broker.publishReadings(prefix, 0, 20);
      await().atMost(PATIENCE).until(() -> readings.get() == 20);
      assertThat(malformed.get()).singleElement().isInstanceOfSatisfying(MalformedMessage.class, poison -> {
        assertThat(poison.topic()).isEqualTo(prefix + "/7/reading");
        assertThat(poison.reason()).contains("at is 1");
      });
      assertThat(hub.consumer().trouble()).isNull();
    }
  }

  @Test
  void a_retained_online_sign_is_seen_by_a_hub_that_starts_later() throws Exception {
    broker.client().publishWith().topic(prefix + "/7/online").qos(MqttQos.AT_LEAST_ONCE).retain(true)
        .payload("{\"online\":true}".getBytes()).send().join();
    AtomicInteger seen = new AtomicInteger();
    try (TestHub hub = TestHub.start(broker, prefix, "meter:online",
        exchange -> seen.addAndGet(TestHub.batch(exchange).size()))) {
      await().atMost(PATIENCE).until(() -> seen.get() == 1);
    }
  }

  @Test
  void an_option_out_of_range_stops_the_start_with_name_value_and_what_is_allowed() {
    assertThatThrownBy(() -> TestHub.start(broker, prefix, "meter:reading?batchSize=5000", exchange -> { }))
        .rootCause().hasMessage("option receiveMaximum is 4000, allowed is batchSize (5000) to 65535");
    assertThatThrownBy(() -> TestHub.start(broker, prefix, "meter:raeding", exchange -> { }))
        .rootCause().hasMessageContaining("'raeding', allowed are reading, event, online");
    assertThatThrownBy(() -> TestHub.start(broker, prefix, "meter:reading?batchsise=3", exchange -> { }))
        .rootCause().hasMessageContaining("batchsise");
  }

  TestHub started(String uri, Processor step) throws Exception {
    TestHub hub = TestHub.start(broker, prefix, uri, step);
    subscribed(hub);
    return hub;
  }

  static void subscribed(TestHub hub) {
    await().atMost(PATIENCE).until(() -> hub.consumer().trouble() == null
        || hub.consumer().trouble().startsWith("a batch"));
  }
}
