package io.paywatt.meter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import io.paywatt.ledger.command.OutgoingCommand;
import io.paywatt.meter.codec.EncodedCommand;
import io.paywatt.meter.codec.MeterCodecs;
import io.paywatt.meter.command.BrokerAccount;
import io.paywatt.meter.command.CommandPublisher;
import org.apache.camel.health.HealthCheck.State;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The broker goes and comes back on the same port with what it had accepted, and lines are cut; each broker is a subclass. */
abstract class OutageSuite {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int READINGS = 2000;

  private final Numbers good = new Numbers();
  private final TestBroker broker = begin();

  /** Starts the broker. */
  abstract TestBroker begin();

  /** Ends it, hard if it keeps what it had accepted even then. */
  abstract void die();

  /** Starts it again with what it had. */
  abstract void comeBack();

  /** Ends it for good. */
  abstract void stop();

  @AfterEach
  void end() {
    stop();
  }

  @Test
  void with_a_full_window_and_a_failing_route_nothing_is_lost_or_stuck_when_the_broker_dies_twice() throws Exception {
    AtomicBoolean databaseAway = new AtomicBoolean(true);
    try (TestHub hub = TestHub.start(broker, "full", "meter:reading?batchSize=50&receiveMaximum=100", exchange -> {
      if (databaseAway.get()) {
        throw new IllegalStateException("database away");
      }
      good.add(TestHub.batch(exchange));
    })) {
      failing(hub);
      broker.publishReadings("full", 0, READINGS);
      killAndRestart(hub);
      killAndRestart(hub);
      databaseAway.set(false);
      await().atMost(PATIENCE).until(() -> good.different() == READINGS);
      broker.publishReadings("full", READINGS, READINGS + 100);
      await().atMost(PATIENCE).until(() -> good.different() == READINGS + 100);
      assertThat(hub.consumer().trouble()).isNull();
      assertThat(Thread.getAllStackTraces().keySet()).filteredOn(t -> t.getName().equals("hub-full-meter-reading"))
          .as("threads of connections").hasSize(1);
    }
  }

  @Test
  void a_hub_that_starts_without_a_broker_says_so_and_connects_when_it_comes() throws Exception {
    die();
    try (TestHub hub = TestHub.start(broker, "late", "meter:reading", exchange -> good.add(TestHub.batch(exchange)))) {
      await().until(() -> hub.consumer().trouble().contains("Connection refused"));
      assertThat(hub.consumer().getHealthCheck().call()).satisfies(health -> {
        assertThat(health.getState()).isEqualTo(State.DOWN);
        assertThat(health.getMessage().orElseThrow()).contains(broker.url()).doesNotContain(broker.password());
      });
      comeBack();
      await().atMost(PATIENCE).until(() -> hub.consumer().trouble() == null);
      assertThat(hub.consumer().getHealthCheck().call().getState()).isEqualTo(State.UP);
      broker.publishReadings("late", 0, 10);
      await().atMost(PATIENCE).until(() -> good.different() == 10);
    }
  }

  @Test
  void commands_fail_at_once_while_the_broker_is_dead_and_go_out_when_it_is_back() throws Exception {
    EncodedCommand command = new MeterCodecs("out").codec("native").encode(new OutgoingCommand("c-1", "7", "native",
        "read", "{}", Instant.now().plusSeconds(60)), Instant.now());
    CommandPublisher publisher = new CommandPublisher(
        new BrokerAccount(BrokerAddress.of(broker.url()), broker.user(), broker.password()), "hub-commands");
    MqttMessage message = new MqttMessage(command.payload());
    message.setQos(1);
    publisher.publish(command.topic(), message);
    die();
    for (int i = 0; i < 5; i++) {
      long begun = System.nanoTime();
      assertThat(catchThrowable(() -> publisher.publish(command.topic(), message)))
          .isInstanceOf(MqttException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(6));
    }
    comeBack();
    publisher.publish(command.topic(), message);
    publisher.close();
  }

  private void killAndRestart(TestHub hub) {
    die();
    await().atMost(PATIENCE).until(() -> hub.consumer().trouble().contains("broker"));
    comeBack();
    failing(hub);
  }

  /** Connected again; what is wrong is only the route. */
  private static void failing(TestHub hub) {
    await().atMost(PATIENCE).until(() -> hub.consumer().trouble() == null || hub.consumer().trouble().contains("a batch"));
  }
}
