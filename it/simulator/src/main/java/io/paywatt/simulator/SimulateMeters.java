package io.paywatt.simulator;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import io.paywatt.simulator.meter.Broker;
import io.paywatt.simulator.meter.Fleet;
import io.paywatt.simulator.meter.FleetMember;
import io.paywatt.simulator.meter.FleetMemory;
import io.paywatt.simulator.meter.FleetPlan;
import io.paywatt.simulator.meter.LinkFaults;
import io.paywatt.simulator.meter.Makes;
import io.paywatt.simulator.meter.MeterBody;
import io.paywatt.simulator.meter.MeterClock;
import io.paywatt.simulator.meter.MixedFleet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code simulate meters}: a fleet of households that remembers its registers from run to run. */
@Command(name = "meters", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "A fleet of simulated meters that reports and obeys commands until Ctrl-C.",
    "Registers are kept in --state, so a later run goes on where this one ended.",
    "Meters of other makes than native are imported with --csv; those on a serial bus speak when the hub asks them."})
final class SimulateMeters implements Callable<Integer> {
  private static final int MOST_CONNECTIONS = 500;
  private static final int WATCH_MILLIS = 10_000;

  @Spec
  private CommandSpec spec;
  @Option(names = "--count", defaultValue = "20", description = "How many meters (${DEFAULT-VALUE}).")
  private int count;
  @Option(names = "--makes", defaultValue = "native", description = "MAKE:SHARE,..., makes are native, dlt645, sdm630,"
      + " tasmota, shelly, zigbee2mqtt (${DEFAULT-VALUE}).")
  private String makes;
  @Option(names = "--broker", description = "tcp://host:port or ssl://host:port; else the embedded one of this data folder.")
  private String broker;
  @Option(names = "--user", description = "User at the broker.")
  private String user;
  @Option(names = "--password", description = "Password at the broker.", interactive = true, arity = "0..1")
  private String password;
  @Option(names = "--prefix", defaultValue = "paywatt", description = "First part of the topics (${DEFAULT-VALUE}).")
  private String prefix;
  @Option(names = "--interval", defaultValue = "60", description = "Seconds between two readings (${DEFAULT-VALUE}).")
  private double interval;
  @Option(names = "--seed", defaultValue = "1", description = "The same seed gives the same fleet (${DEFAULT-VALUE}).")
  private long seed;
  @Option(names = "--shared-connections", description = "Share so many connections; by default each of up to "
      + MOST_CONNECTIONS + " meters has its own with a last will, more share 8.")
  private Integer shared;
  @Option(names = "--lost", defaultValue = "0", description = "Share of readings lost, 0 to 1.")
  private double lost;
  @Option(names = "--doubled", defaultValue = "0", description = "Share of readings sent twice, 0 to 1.")
  private double doubled;
  @Option(names = "--overtaken", defaultValue = "0", description = "Share of readings that come after the next, 0 to 1.")
  private double overtaken;
  @Option(names = "--late", defaultValue = "0", description = "Share of readings up to 30 s late, 0 to 1.")
  private double late;
  @Option(names = "--link-drops", defaultValue = "0",
      description = "Share of the fleet that loses the network at each interval, 0 to 1.")
  private double linkDrops;
  @Option(names = "--rollovers", defaultValue = "0", description = "Share of registers about to start again, 0 to 1.")
  private double rollovers;
  @Option(names = "--wrong-clocks", defaultValue = "0", description = "Share of clocks up to two hours off, 0 to 1.")
  private double wrongClocks;
  @Option(names = "--state", description = "File of registers; default simulator/meters-SEED.json in the data folder.")
  private Path state;
  @Option(names = "--csv", description = "Write the import file of this fleet and end.")
  private Path csv;

  @Override
  public Integer call() throws Exception {
    if (count < 1 || interval <= 0) {
      throw new ParameterException(spec.commandLine(), "--count and --interval must be above 0");
    }
    MixedFleet mixed = new MixedFleet(new MixedFleet.Mix(count, makes(), rollovers, wrongClocks, seed));
    List<MeterBody> bodies = mixed.bodies();
    Path memory = state == null ? data().resolve("simulator").resolve("meters-" + seed + ".json") : state;
    FleetMemory.load(memory, bodies);
    if (csv != null) {
      Files.writeString(csv, mixed.csv());
      System.out.println("Wrote " + count + " lines to " + csv + "; next: ./paywatt import " + csv);
      return 0;
    }
    Fleet fleet = new Fleet(broker(), MeterClock.real(), plan());
    mixed.join(fleet);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(fleet, memory, bodies)));
    fleet.connect();
    fleet.report();
    return watch(fleet);
  }

  private FleetPlan plan() {
    LinkFaults.Rates rates = new LinkFaults.Rates(lost, doubled, overtaken, late, Duration.ofSeconds(30));
    int connections = shared != null ? shared : count > MOST_CONNECTIONS ? 8 : 0;
    return new FleetPlan(prefix, Duration.ofMillis((long) (interval * 1000)), rates, connections, linkDrops,
        seed);
  }

  private Makes makes() {
    try {
      return Makes.of(makes);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private static Path data() {
    String home = System.getProperty("paywatt.home", ".");
    return Path.of(home).resolve(System.getenv().getOrDefault("PAYWATT_DATA", "data"));
  }

  private Broker broker() throws IOException {
    if (broker != null) {
      return broker(broker, user, password);
    }
    Path file = data().resolve("embedded").resolve("state.properties");
    if (!Files.exists(file)) {
      throw new ParameterException(spec.commandLine(), "no embedded broker runs on " + data()
          + " (start ./paywatt run), so --broker is needed");
    }
    Properties embedded = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      embedded.load(reader);
    }
    return broker(embedded.getProperty("mqtt.url"), embedded.getProperty("mqtt.user"),
        embedded.getProperty("mqtt.password"));
  }

  private Broker broker(String url, String name, String secret) {
    try {
      return Broker.of(url, name, secret == null ? "" : secret);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private static void end(Fleet fleet, Path memory, List<MeterBody> bodies) {
    fleet.close();
    try {
      FleetMemory.save(memory, bodies);
    } catch (IOException e) {
      System.err.println("registers could not be kept in " + memory + ": " + e);
    }
  }

  private int watch(Fleet fleet) throws InterruptedException {
    System.out.println(count + " meters on " + fleet.members().size() + " devices and gateways are online. Ctrl-C ends them.");
    long before = 0;
    while (true) {
      Thread.sleep(WATCH_MILLIS);
      long acknowledged = fleet.members().stream().mapToLong(FleetMember::acknowledged).sum();
      int acted = fleet.members().stream().mapToInt(FleetMember::commandsActed).sum();
      long online = fleet.members().stream().filter(FleetMember::online).count();
      System.out.printf("%s  online %d, messages acknowledged %d (%d/s), commands done %d%n", Instant.now(), online,
          acknowledged, (acknowledged - before) * 1000 / WATCH_MILLIS, acted);
      before = acknowledged;
    }
  }
}
