package io.paywatt.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./paywatt bench}. Exit status: 0 measured, 1 could not be measured, 2 used wrongly. Rates decide nothing. */
@Command(name = "paywatt bench", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Measures the hub on this machine, beside a plain program that does the least for the same work on the same servers.",
    "Starts a hub, a database and a broker of its own, and deletes their data afterwards. docs/operations/bench.md"})
public final class Main implements Callable<Integer> {
  private enum What { readings, payments, outage, all }

  @Spec
  private CommandSpec spec;
  @Parameters(arity = "0..1", defaultValue = "all", paramLabel = "WHAT",
      description = {"What to measure: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}, without outage).",
          "outage: hub killed, broker killed, database killed, in each round; how many readings are lost or doubled."})
  private What what;
  @Option(names = "--rounds", defaultValue = "3", paramLabel = "N",
      description = "Rounds that count, after three for warming up (${DEFAULT-VALUE}).")
  private int rounds;
  @Option(names = "--count", paramLabel = "N",
      description = "Payments or readings a round; else 3000 payments, 30000 readings.")
  private Integer count;
  @Option(names = "--connections", defaultValue = "48", paramLabel = "N",
      description = "Connections that bring payments, on either side (${DEFAULT-VALUE}).")
  private int connections;
  @Option(names = "--json", description = "The result as JSON on standard output.")
  private boolean json;

  /** Ends the process, since the MQTT client keeps threads. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    check("--rounds", rounds, 100);
    check("--connections", connections, 100);
    check("--count", count == null ? 1 : count, what == What.readings ? Readings.MOST_COUNT : Payments.MOST_COUNT);
    // what goes wrong reaches us as an exception; standard output is for the result
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
    Path home = Path.of(System.getProperty("paywatt.home", ".")).toAbsolutePath().normalize();
    HubUnderTest hub = new HubUnderTest(home, data(home), defines());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(hub, false), "bench-stop"));
    try {
      if (what == What.outage) {
        boolean whole = outage(hub);
        stop(hub, true);
        return whole ? 0 : 1;
      }
      Report report = measure(hub);
      spec.commandLine().getOut().print(json ? report.json().toPrettyString() + "\n" : report.table());
      spec.commandLine().getOut().flush();
      stop(hub, true);
      return 0;
    } catch (Exception e) {
      say("paywatt bench: " + (e instanceof BenchFailed ? e.getMessage() : e.toString()));
      say("The logs are kept in " + hub.data() + "/logs");
      stop(hub, false);
      return 1;
    }
  }

  private void check(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw new ParameterException(spec.commandLine(), option + " is " + value + ", allowed is 1 to " + most);
    }
  }

  private Report measure(HubUnderTest hub) throws Exception {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    say("Starting a hub with its servers ...");
    Servers servers = hub.start();
    List<Workload> workloads = new ArrayList<>();
    if (what != What.readings) {
      workloads.add(new Payments(hub, servers, connections));
    }
    if (what != What.payments) {
      workloads.add(new Readings(hub, servers, new NativeReadings()));
      workloads.add(new Readings(hub, servers, new Dlt645Readings()));
    }
    List<Comparison> comparisons = new ArrayList<>();
    for (Workload each : workloads) {
      try (each) {
        comparisons.add(new Bench(rounds, Main::say).compare(each, count == null ? each.usualCount() : count));
      }
    }
    return new Report(load, comparisons);
  }

  /** @return whether nothing was lost or doubled */
  private boolean outage(HubUnderTest hub) throws Exception {
    say("Starting a hub with its servers ...");
    OutageReport report = new Outage(hub, hub.start(), Main::say).run(rounds);
    spec.commandLine().getOut().print(json ? report.json().toPrettyString() + "\n" : report.table());
    spec.commandLine().getOut().flush();
    return report.whole();
  }

  private static Path data(Path home) {
    String given = System.getenv("PAYWATT_DATA");
    return given == null || given.isEmpty() ? home.resolve("target/bench") : home.resolve(given).resolve("bench");
  }

  private static Map<String, String> defines() {
    Map<String, String> defines = new TreeMap<>();
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("paywatt.") && !name.equals("paywatt.home"))
        .forEach(name -> defines.put(name, System.getProperty(name)));
    return defines;
  }

  private static void stop(HubUnderTest hub, boolean delete) {
    try {
      hub.close();
      if (delete) {
        hub.deleteData();
      }
    } catch (IOException | InterruptedException e) {
      say("paywatt bench: the hub in " + hub.data() + " could not be ended: " + e);
    }
  }

  private static void say(String line) {
    System.err.println(line);
  }
}
