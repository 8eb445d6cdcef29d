package io.paywatt.simulator.meter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
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
  private final List<FleetMember> members = new ArrayList<>();
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
    return add(body, clock);
  }

  /** As {@link #add(MeterBody)}, with a clock of its own. */
  SimulatedMeter add(MeterBody body, MeterClock own) {
    SimulatedMeter meter = new SimulatedMeter(body, own, faults(), timer, broker, plan.prefix(), connection());
    meters.put(body.serial(), meter);
    members.add(meter);
    return meter;
  }

  /** Adds a device of another make, or a gateway. */
  void add(Device device, MeterClock own) {
    members.add(new WireMember(device, own, faults(), timer, broker, connection()));
  }

  private LinkFaults faults() {
    return new LinkFaults(plan.faults(), new Random(random.nextLong()));
  }

  private MqttConnection connection() {
    return shared.isEmpty() ? null : shared.get(members.size() % shared.size());
  }

  /** Brings every meter online; none reports before {@link #report()}. */
  public void connect() throws Exception {
    for (MqttConnection connection : shared) {
      connection.connect().get(CONNECT_SECONDS, TimeUnit.SECONDS);
    }
    List<CompletableFuture<?>> connecting = new ArrayList<>();
    for (FleetMember member : members) {
      connecting.add(member.goOnline());
      if (connecting.size() == CONNECT_AT_ONCE) {
        await(connecting);
      }
    }
    await(connecting);
  }

  /** Starts the readings, spread over the interval. */
  public void report() {
    long interval = plan.interval().toMillis();
    for (FleetMember member : members) {
      Random own = new Random(random.nextLong());
      timer.scheduleAtFixedRate(() -> turn(member, own), random.nextLong(interval), interval, TimeUnit.MILLISECONDS);
    }
  }

  /** One interval of a member: it reports, or loses the network for a while. */
  private void turn(FleetMember member, Random own) {
    if (member.online() && own.nextDouble() < plan.linkDrops()) {
      member.goOffline();
      timer.schedule(member::goOnline, own.nextLong(plan.interval().toMillis()) + 1, TimeUnit.MILLISECONDS);
    } else {
      member.report();
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

  /** Everything that is on the network: meters, devices of other makes, gateways. */
  public List<FleetMember> members() {
    return Collections.unmodifiableList(members);
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
    members.forEach(member -> leaving.add(member.close(forget)));
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
