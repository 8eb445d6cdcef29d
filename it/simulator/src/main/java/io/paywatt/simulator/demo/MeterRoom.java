package io.paywatt.simulator.demo;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import io.paywatt.simulator.demo.DemoAccounts.Resident;
import io.paywatt.simulator.meter.Broker;
import io.paywatt.simulator.meter.Fleet;
import io.paywatt.simulator.meter.FleetPlan;
import io.paywatt.simulator.meter.HurriedClock;
import io.paywatt.simulator.meter.LinkFaults;
import io.paywatt.simulator.meter.MeterBody;
import io.paywatt.simulator.meter.PowerProfile;
import io.paywatt.simulator.meter.SimulatedMeter;

/** The meters of the story. Their clock stands three hours back until they are told to report. */
final class MeterRoom implements AutoCloseable {
  private static final Duration PAST = Duration.ofHours(3);
  /** Three hours in half a minute. */
  private static final double SPEED = 360;
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final int HERO_WATTS = 3000;

  private final HurriedClock clock = new HurriedClock(PAST, SPEED, InstantSource.system());
  private final Fleet fleet;

  /** @param residents the first one's meter draws 3 kW, the others are households */
  MeterRoom(DemoSettings settings, List<Resident> residents) throws IOException, StepFailed {
    String prefix = settings.get("paywatt.mqtt.prefix", "paywatt");
    FleetPlan plan = new FleetPlan(prefix, INTERVAL, LinkFaults.Rates.NONE, 0, 20);
    this.fleet = new Fleet(broker(settings), clock, plan);
    for (int i = 0; i < residents.size(); i++) {
      PowerProfile profile = i == 0 ? PowerProfile.constant(HERO_WATTS) : PowerProfile.household(i);
      fleet.add(new MeterBody(residents.get(i).meter(), profile, residents.get(i).registerWh(), clock.now()));
    }
  }

  private static Broker broker(DemoSettings settings) throws IOException, StepFailed {
    String url = settings.get("paywatt.mqtt.url", "embedded");
    if (!url.equals("embedded")) {
      return Broker.of(url, settings.get("paywatt.mqtt.user", null), settings.get("paywatt.mqtt.password", ""));
    }
    Path file = settings.data().resolve("embedded").resolve("state.properties");
    if (!Files.exists(file)) {
      throw new StepFailed("the embedded broker did not leave its address in " + file);
    }
    Properties state = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      state.load(reader);
    }
    return Broker.of(state.getProperty("mqtt.url"), state.getProperty("mqtt.user"), state.getProperty("mqtt.password"));
  }

  void connect() throws StepFailed {
    try {
      fleet.connect();
    } catch (Exception e) {
      throw new StepFailed("the meters could not connect to the broker: " + e);
    }
  }

  /** Starts the readings; three hours pass in half a minute. */
  void letTimePass() {
    clock.run();
    fleet.report();
  }

  SimulatedMeter meter(Resident resident) throws StepFailed {
    return fleet.meters().stream().filter(meter -> meter.body().serial().equals(resident.meter())).findFirst()
        .orElseThrow(() -> new StepFailed("no meter " + resident.meter()));
  }

  long online() {
    return fleet.meters().stream().filter(SimulatedMeter::online).count();
  }

  @Override
  public void close() {
    fleet.close(true);
  }
}
