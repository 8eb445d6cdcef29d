package io.paywatt.simulator.meter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Many meters on two threads of its own and those of the MQTT client. */
public final class Fleet implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);
  private static final int CONNECT_SECONDS = 30;
  /** Connections opened at a time: a broker's backlog is not endless. */
  private static final int CONNECT_AT_ONCE = 100;

  private final FleetPlan plan;
  private final Broker broker;
  private final MeterClock clock;
  private final Random random;
  private final List<MqttConnection> shared = new ArrayList<>();
  private final Map<String, SimulatedMeter> meters = new LinkedHashMap<>();
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2, work -> {
    Thread thread = new Thread(work, "meters");
    thread.setDaemon(true);
    return thread;
  });

  public Fleet(Broker broker, MeterClock clock, FleetPlan plan) {
    this.broker = broker;
    this.clock = clock;
    this.plan = plan;
    this.random = new Random(plan.seed());
    for (int i = 0; i < plan.sharedConnections(); i++) {
      shared.add(new MqttConnection(broker, "meters-" + plan.seed() + "-" + i, null, () -> { }));
    }
  }

  /** Adds a meter; it is silent until {@link #connect()}. */
  public SimulatedMeter add(MeterBody body) {
    LinkFaults faults = new LinkFaults(plan.faults(), new Random(random.nextLong()));
    MqttConnection connection = shared.isEmpty() ? null : shared.get(meters.size() % shared.size());
    SimulatedMeter meter = new SimulatedMeter(body, clock, faults, timer, broker, plan.prefix(), connection);
    meters.put(body.serial(), meter);
    return meter;
  }

  /** Brings every meter online; none reports before {@link #report()}. */
  public void connect() throws Exception {
    for (MqttConnection connection : shared) {
      connection.connect().get(CONNECT_SECONDS, TimeUnit.SECONDS);
    }
    List<CompletableFuture<?>> connecting = new ArrayList<>();
    for (SimulatedMeter meter : meters.values()) {
      connecting.add(meter.goOnline());
      if (connecting.size() == CONNECT_AT_ONCE) {
        await(connecting);
      }
    }
    await(connecting);
  }

  /** Starts the readings, spread over the interval. */
  public void report() {
    long interval = plan.interval().toMillis();
    for (SimulatedMeter meter : meters.values()) {
      timer.scheduleAtFixedRate(meter::report, random.nextLong(interval), interval, TimeUnit.MILLISECONDS);
    }
  }

  private static void await(List<CompletableFuture<?>> connecting) throws Exception {
    CompletableFuture.allOf(connecting.toArray(CompletableFuture[]::new)).get(CONNECT_SECONDS, TimeUnit.SECONDS);
    connecting.clear();
  }

  /** In the order they were added. */
  public Collection<SimulatedMeter> meters() {
    return meters.values();
  }

  /** Switches everything off; sessions stay at the broker, so that commands wait for the next run. */
  @Override
  public void close() {
    close(false);
  }

  /** Switches everything off. @param forget whether the broker may drop the sessions */
  public void close(boolean forget) {
    timer.shutdownNow();
    List<CompletableFuture<?>> leaving = new ArrayList<>();
    meters.values().forEach(meter -> leaving.add(meter.close(forget)));
    try {
      CompletableFuture.allOf(leaving.toArray(CompletableFuture[]::new)).handle((done, fault) -> done)
          .get(5, TimeUnit.SECONDS);
      for (MqttConnection connection : shared) {
        connection.leave(forget).get(5, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("the broker is gone, there is nobody left to tell", e);
    }
  }
}
