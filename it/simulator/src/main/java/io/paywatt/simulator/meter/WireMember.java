package io.paywatt.simulator.meter;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.paywatt.simulator.meter.LinkFaults.Passed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A device of another make than native on the network. */
final class WireMember implements FleetMember {
  private static final Logger LOG = LoggerFactory.getLogger(WireMember.class);

  private final Device device;
  private final MeterClock clock;
  private final LinkFaults faults;
  private final ScheduledExecutorService timer;
  private final boolean ownConnection;
  private final MqttConnection connection;
  private final AtomicLong acknowledged = new AtomicLong();
  private volatile boolean online;

  /** @param shared a connection shared with others, or null for one of its own with a last will */
  WireMember(Device device, MeterClock clock, LinkFaults faults, ScheduledExecutorService timer, Broker broker,
      MqttConnection shared) {
    this.device = device;
    this.clock = clock;
    this.faults = faults;
    this.timer = timer;
    this.ownConnection = shared == null;
    this.connection = ownConnection ? new MqttConnection(broker, device.name(), device.presence(false), () -> { }) : shared;
  }

  @Override
  public CompletableFuture<?> goOnline() {
    CompletableFuture<?> ready = ownConnection ? connection.connect() : CompletableFuture.completedFuture(null);
    for (String topic : device.listens()) {
      ready = ready.thenCompose(done -> connection.subscribe(topic, this::hear));
    }
    return ready.thenCompose(done -> tell(true)).thenRun(() -> online = true);
  }

  @Override
  public CompletableFuture<?> goOffline() {
    online = false;
    if (ownConnection) {
      return connection.cut();
    }
    device.listens().forEach(connection::deafen);
    return tell(false);
  }

  @Override
  public void report() {
    if (online) {
      device.report(clock.now()).forEach(this::send);
    }
  }

  @Override
  public CompletableFuture<?> close(boolean forget) {
    if (!online) {
      return CompletableFuture.completedFuture(null);
    }
    online = false;
    CompletableFuture<?> told = tell(false);
    return ownConnection ? told.thenCompose(done -> connection.leave(forget)) : told;
  }

  @Override
  public boolean online() {
    return online;
  }

  @Override
  public int commandsActed() {
    return device.acted();
  }

  @Override
  public long acknowledged() {
    return acknowledged.get();
  }

  private void hear(Mqtt5Publish message) {
    List<Wire> answers = device.hear(message.getTopic().toString(), message.getPayloadAsBytes(), clock.now());
    answers.forEach(this::send);
  }

  /** Over the link, which may lose, delay, double or reorder it. */
  private void send(Wire wire) {
    for (Passed<Wire> passed : faults.pass(wire)) {
      if (passed.after().isZero()) {
        publish(passed.message());
      } else {
        timer.schedule(() -> publish(passed.message()), passed.after().toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  private CompletableFuture<?> tell(boolean here) {
    Wire presence = device.presence(here);
    return presence == null ? CompletableFuture.completedFuture(null) : publish(presence);
  }

  private CompletableFuture<?> publish(Wire wire) {
    return connection.publish(wire.topic(), wire.payload(), wire.retain()).whenComplete((result, fault) -> {
      if (fault == null) {
        acknowledged.incrementAndGet();
      } else {
        LOG.debug("{}: not published: {}", device.name(), fault.toString());
      }
    });
  }
}
