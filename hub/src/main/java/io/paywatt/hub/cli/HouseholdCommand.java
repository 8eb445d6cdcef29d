package io.paywatt.hub.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.tariff.Household;
import io.paywatt.ledger.tariff.HouseholdFile;
import io.paywatt.ledger.tariff.Households;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./paywatt tariffs household}: what a tariff asks of an account. */
@Command(name = "household", mixinStandardHelpOptions = true, description = {
    "Show or set what tariffs ask of an account: people, load, free units, tier limits, discount.",
    "The file has the keys people, loadKw, freeKWh, tierUpTo, discountPercent; what it leaves out is unset.",
    "It counts from the next bill on; what was billed stays until it is recalculated."})
public final class HouseholdCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ACCOUNT", description = "Number of the account.")
  private String account;
  @Option(names = "--set", paramLabel = "YAML", description = "Take it from this file.")
  private Path file;
  @Option(names = "--json", description = "Answer as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (file != null && !Files.isRegularFile(file)) {
      System.err.println("paywatt: no such file: " + file);
      return 2;
    }
    Household told = file == null ? null
        : HouseholdFile.read(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
    try (Session session = new Session()) {
      Households households = new Households(session.ledger.store);
      if (told != null) {
        households.set(account, told, System.getProperty("user.name"));
      }
      Household household = households.get(account);
      System.out.println(json ? Json.write(household) : "people " + household.people() + ", load " + household.loadW()
          + " W, free Wh a month " + household.freeWh() + ", tier limits Wh " + household.tierLimitsWh()
          + ", discount millionths " + household.discountPpm());
      return 0;
    }
  }
}
