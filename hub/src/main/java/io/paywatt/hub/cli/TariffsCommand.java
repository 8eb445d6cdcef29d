package io.paywatt.hub.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;
import io.paywatt.hub.config.SettingsLoader;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.tariff.TariffBook;
import io.paywatt.ledger.tariff.TariffRejected;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./paywatt tariffs check|price|recalculate|household|explain}. */
@Command(name = "tariffs", mixinStandardHelpOptions = true,
    subcommands = {TariffPriceCommand.class, RecalculateCommand.class, HouseholdCommand.class, ExplainCommand.class},
    description = "Check tariff files, and price readings and purchases with one. docs/tariffs.md says how they are written.")
public final class TariffsCommand {
  @Command(name = "check", mixinStandardHelpOptions = true,
      description = "Check tariff files offline; every fault is named with file and line. Exit 1 when something is wrong.")
  int check(
      @Parameters(arity = "0..1", paramLabel = "PATH",
          description = "A folder of tariffs or one file; default: the folder of the hub.") Path path,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    Settings settings = SettingsLoader.ofProcess().load();
    Path checked = path == null ? settings.path(Keys.TARIFFS) : path;
    if (!Files.exists(checked)) {
      System.err.println("paywatt: no such file or folder: " + checked);
      return 2;
    }
    List<String> faults = List.of();
    TreeSet<String> codes = new TreeSet<>();
    try {
      codes.addAll(TariffBook.check(checked, settings.get(Keys.TIME_ZONE)).codes());
    } catch (TariffRejected e) {
      faults = e.faults();
    }
    if (json) {
      System.out.println(Json.write(Map.of("ok", faults.isEmpty(), "tariffs", codes, "faults", faults)));
    } else {
      faults.forEach(System.out::println);
      System.out.println(faults.isEmpty() ? "All tariffs are right: " + String.join(", ", codes) : faults.size() + " to mend.");
    }
    return faults.isEmpty() ? 0 : 1;
  }
}
