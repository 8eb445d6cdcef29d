package io.paywatt.hub.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;
import io.paywatt.hub.config.SettingsLoader;
import io.paywatt.hub.routes.Fault;
import io.paywatt.hub.routes.RouteCheck;
import io.paywatt.ledger.store.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./paywatt routes check}. */
@Command(name = "routes", mixinStandardHelpOptions = true, description = "Look after the routes in YAML.")
public final class RoutesCommand {
  @Command(name = "check", mixinStandardHelpOptions = true,
      description = "Check route files offline: YAML, schema, linter, trial load. Exit 1 when something is wrong.")
  int check(
      @Parameters(arity = "0..1", paramLabel = "PATH",
          description = "A folder of routes or one file; default: the folder of the hub.") Path path,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) throws IOException {
    Settings settings = SettingsLoader.ofProcess().load();
    Path folder = path == null ? settings.path(Keys.ROUTES) : path;
    if (!Files.exists(folder)) {
      System.err.println("paywatt: no such file or folder: " + folder);
      return 2;
    }
    RouteCheck check = new RouteCheck(settings.path(Keys.ROUTES), settings);
    List<Fault> faults = path == null ? check.run() : check.run(folder);
    if (json) {
      System.out.println(Json.write(Map.of("ok", faults.isEmpty(), "faults", faults)));
    } else {
      faults.forEach(System.out::println);
      System.out.println(faults.isEmpty() ? "All routes are right." : faults.size() + " to mend.");
    }
    return faults.isEmpty() ? 0 : 1;
  }
}
