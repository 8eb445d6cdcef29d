package io.paywatt.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./paywatt bench}. Exit status: 0 measured, 1 could not be measured, 2 used wrongly. Rates decide nothing. */
@Command(name = "paywatt bench", mixinStandardHelpOptions = true, sortOptions = false,
    subcommands = {KillCommand.class, DeskCommand.class, NoticesCommand.class}, description = {
    "Measures the hub on this machine, beside a plain program that does the least for the same work on the same servers.",
    "Starts a hub, a database and a broker of its own, and deletes their data afterwards. docs/operations/bench.md"})
public final class Main implements Callable<Integer> {
  /** Connections of the limit program of the reconciliation: as many as the hub has workers by itself. */
  private static final int WORKERS = Math.min(8, Runtime.getRuntime().availableProcessors());

  private enum What { readings, payments, reconcile, usage, outage, all }

  private final double loadBefore = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  @Spec
  private CommandSpec spec;
  @Parameters(arity = "0..1", defaultValue = "all", paramLabel = "WHAT",
      description = {"What to measure: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}, which is readings and payments).",
          "outage: hub killed, broker killed, database killed, in each round; how many readings are lost or doubled."})
  private What what;
  @Option(names = "--rounds", defaultValue = "3", paramLabel = "N",
      description = "Rounds that count, after those for warming up (${DEFAULT-VALUE}).")
  private int rounds;
  @Option(names = "--count", paramLabel = "N",
      description = "Payments, readings or questions a round; else 10000, 30000 and 500.")
  private Integer count;
  @Option(names = "--connections", defaultValue = "48", paramLabel = "N",
      description = "Connections that bring payments, on either side (${DEFAULT-VALUE}).")
  private int connections;
  @Option(names = "--effects", description = {"Payments with what follows their answer: commands and messages are made meanwhile.",
      "Without it the way of a notice is measured: request, signature, commit with outbox rows, answer."})
  private boolean effects;
  @Option(names = "--meters", defaultValue = "100000", paramLabel = "N",
      description = "Meters, with reconcile (${DEFAULT-VALUE}).")
  private int meters;
  @Option(names = "--sample", paramLabel = "N",
      description = "Meters of them that have a new reading in a round, with reconcile; else all.")
  private Integer sample;
  @Option(names = "--make", paramLabel = "MAKE", description = "With readings, those of one make alone: native or dlt645.")
  private String make;
  @Option(names = "--tariff", defaultValue = "flat", paramLabel = "CODE",
      description = "Tariff of the accounts, with reconcile: flat or tiered-tou (${DEFAULT-VALUE}).")
  private String tariff;
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
    check("--meters", meters, Reconciling.MOST_METERS);
    check("--sample", sample == null ? 1 : sample, meters);
    checkTariff(spec, tariff);
    if (kinds().isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--make is " + make + ", allowed are native and dlt645");
    }
    String reconcile = what == What.reconcile ? Stand.EVERY_SECOND : Stand.NEVER;
    return Stand.use(reconcile, effects || what != What.payments, (hub, servers) -> {
      if (what == What.outage) {
        outage(hub, servers);
        return;
      }
      Report report = measure(hub, servers);
      spec.commandLine().getOut().print(json ? report.json().toPrettyString() + "\n" : report.table());
      spec.commandLine().getOut().flush();
    });
  }

  private void check(String option, int value, int most) {
    check(spec, option, value, most);
  }

  static void check(CommandSpec spec, String option, int value, int most) {
    if (value < 1 || value > most) {
      throw new ParameterException(spec.commandLine(), option + " is " + value + ", allowed is 1 to " + most);
    }
  }

  static void checkTariff(CommandSpec spec, String tariff) {
    if (!tariff.matches("[a-z0-9-]{1,64}")) {
      throw new ParameterException(spec.commandLine(), "--tariff is " + tariff + ", allowed is the code of a tariff");
    }
  }

  private Report measure(HubUnderTest hub, Servers servers) throws Exception {
    List<Workload> workloads = new ArrayList<>();
    if (what == What.usage) {
      workloads.add(new UsageYear(hub, servers));
    }
    if (what == What.payments || what == What.all) {
      workloads.add(new Payments(hub, servers, connections, effects || what == What.all));
    }
    if (what == What.readings || what == What.all) {
      for (ReadingKind kind : kinds()) {
        workloads.add(new Readings(hub, servers, kind));
      }
    }
    if (what == What.reconcile) {
      workloads.add(new Reconciling(hub, servers, meters, sample == null ? meters : sample, tariff, WORKERS, Stand::say));
    }
    List<Comparison> comparisons = new ArrayList<>();
    for (Workload each : workloads) {
      try (each) {
        comparisons.add(new Bench(rounds, Stand::say).compare(each, count == null ? each.usualCount() : count));
      }
    }
    return new Report(loadBefore, comparisons);
  }

  private List<ReadingKind> kinds() {
    return Stream.of(new NativeReadings(), new Dlt645Readings())
        .filter(kind -> make == null || make.equals(kind.columns(0)[0])).toList();
  }

  /** @throws BenchFailed when a reading was lost or doubled */
  private void outage(HubUnderTest hub, Servers servers) throws Exception {
    OutageReport report = new Outage(hub, servers, Stand::say).run(rounds);
    spec.commandLine().getOut().print(json ? report.json().toPrettyString() + "\n" : report.table());
    spec.commandLine().getOut().flush();
    if (!report.whole()) {
      throw new BenchFailed("readings were lost or doubled");
    }
  }
}
