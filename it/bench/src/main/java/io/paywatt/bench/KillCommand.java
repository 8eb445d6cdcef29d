package io.paywatt.bench;

import java.io.IOException;
import java.util.concurrent.Callable;
import io.paywatt.simulator.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./paywatt bench kill-reconcile}. Exit status: 0 every meter billed once, 1 not so, 2 used wrongly. */
@Command(name = "kill-reconcile", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Kills the reconciling hub or its database at random instants, goes on, and proves that no meter was billed twice or skipped.",
    "Starts a hub and servers of its own, and deletes their data afterwards."})
final class KillCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec;
  @Option(names = "--meters", defaultValue = "200000", paramLabel = "N", description = "Meters (${DEFAULT-VALUE}).")
  private int meters;
  @Option(names = "--rounds", defaultValue = "50", paramLabel = "N", description = "Kills (${DEFAULT-VALUE}).")
  private int rounds;
  @Option(names = "--tariff", defaultValue = "flat", paramLabel = "CODE",
      description = "Tariff of the accounts: flat or tiered-tou (${DEFAULT-VALUE}).")
  private String tariff;
  @Option(names = "--seed", paramLabel = "N", description = "Instants and victims again as in the run that said this number.")
  private Long seed;
  @Option(names = "--json", description = "The result as JSON on standard output.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Main.check(spec, "--meters", meters, Reconciling.MOST_METERS);
    Main.check(spec, "--rounds", rounds, 1000);
    Main.checkTariff(spec, tariff);
    long used = seed == null ? System.nanoTime() : seed;
    Stand.say("Seed " + used);
    return Stand.use(Stand.NEVER, (hub, servers) -> {
      KillReconcile.Result result = new KillReconcile(hub, servers, meters, used, Stand::say).run(rounds, tariff);
      spec.commandLine().getOut().println(json ? Json.object().put("meters", result.meters())
          .put("hubKills", result.hubKills()).put("databaseKills", result.databaseKills()).put("passes", result.passes())
          .put("seed", used) : result.line());
      spec.commandLine().getOut().flush();
    });
  }
}
