package io.paywatt.simulator.meter;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.meter.LinkFaults.Passed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A meter on the network: tells that it is there, reports, obeys commands and replies. */
public final class SimulatedMeter implements FleetMember {
  private static final Logger LOG = LoggerFactory.getLogger(SimulatedMeter.class);
  private static final byte[] ONLINE = "{\"online\":true}".getBytes(StandardCharsets.UTF_8);
  private static final String OFFLINE = "{\"online\":false}";

  private final MeterBody body;
  private final CommandUnit commands;
  private final MeterClock clock;
  private final LinkFaults faults;
  private final ScheduledExecutorService timer;
  private final String topics;
  private final boolean ownConnection;
  private final MqttConnection connection;
  private final AtomicLong acknowledged = new AtomicLong();
  private volatile CompletableFuture<Void> announced = new CompletableFuture<>();
  private volatile boolean online;

  /** @param shared a connection shared with others, or null for one of its own with a last will */
  SimulatedMeter(MeterBody body, MeterClock clock, LinkFaults faults, ScheduledExecutorService timer, Broker broker,
      String prefix, MqttConnection shared) {
    this.body = body;
    this.clock = clock;
    this.faults = faults;
    this.timer = timer;
    this.topics = prefix + "/" + body.serial() + "/";
    this.commands = new CommandUnit(body);
    this.ownConnection = shared == null;
    this.connection = ownConnection
        ? new MqttConnection(broker, "meter-" + body.serial(), offline(), this::announce) : shared;
  }

  @Override
  public CompletableFuture<?> goOnline() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    announced = done;
    if (ownConnection) {
      connection.connect().exceptionally(fault -> {
        done.completeExceptionally(fault);
        return null;
      });
    } else {
      announce();
    }
    return done.thenRun(() -> online = true);
  }

  // also after the client library connected again by itself: the broker may have forgotten everything. Only a meter that
  // can hear says that it is there, or a command sent at once would be lost.
  private void announce() {
    CompletableFuture<?> told = connection.subscribe(topics + "command", this::obey)
        .thenCompose(heard -> connection.publish(topics + "online", ONLINE, true));
    log(told);
    told.whenComplete((done, fault) -> {
      if (fault == null) {
        announced.complete(null);
      } else {
        announced.completeExceptionally(fault);
      }
    });
  }

  @Override
  public CompletableFuture<?> goOffline() {
    online = false;
    if (ownConnection) {
      return connection.cut();
    }
    connection.deafen(topics + "command");
    return connection.publish(offline().topic(), offline().payload(), true);
  }

  @Override
  public CompletableFuture<?> close(boolean forget) {
    if (!online) {
      return CompletableFuture.completedFuture(null);
    }
    online = false;
    CompletableFuture<?> told = connection.publish(offline().topic(), offline().payload(), true);
    return ownConnection ? told.thenCompose(done -> connection.leave(forget)) : told;
  }

  @Override
  public void report() {
    ObjectNode reading = body.reading(clock.now());
    if (online) {
      for (Passed<ObjectNode> passed : faults.pass(reading)) {
        Runnable send = () -> log(connection.publish(topics + "reading", Json.bytes(passed.message()), false));
        if (passed.after().isZero()) {
          send.run();
        } else {
          timer.schedule(send, passed.after().toMillis(), TimeUnit.MILLISECONDS);
        }
      }
    }
  }

  /** Reports something it noticed. @param detail may be null */
  public void notice(String kind, ObjectNode detail) {
    log(connection.publish(topics + "event", Json.bytes(body.event(clock.now(), kind, detail)), false));
  }

  private void obey(Mqtt5Publish command) {
    try {
      ObjectNode reply = commands.execute(command.getPayloadAsBytes(), clock.now());
      log(connection.answer(command, topics + "reply", Json.bytes(reply)));
      if ("read".equals(Json.parse(command.getPayloadAsBytes()).path("kind").asText())) {
        report();
      }
    } catch (IllegalArgumentException e) {
      LOG.warn("{}: command ignored: {}", body.serial(), e.getMessage());
    }
  }

  private Wire offline() {
    return Wire.kept(topics + "online", OFFLINE);
  }

  private void log(CompletableFuture<?> published) {
    published.whenComplete((result, fault) -> {
      if (fault == null) {
        acknowledged.incrementAndGet();
      } else {
        LOG.debug("{}: not published: {}", body.serial(), fault.toString());
      }
    });
  }

  /** The device behind the connection. */
  public MeterBody body() {
    return body;
  }

  @Override
  public boolean online() {
    return online;
  }

  @Override
  public int commandsActed() {
    return commands.acted();
  }

  @Override
  public long acknowledged() {
    return acknowledged.get();
  }
}
