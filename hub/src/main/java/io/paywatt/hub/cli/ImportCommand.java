package io.paywatt.hub.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import io.paywatt.ledger.account.ImportRejected;
import io.paywatt.ledger.account.ImportResult;
import io.paywatt.ledger.store.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./paywatt import FILE}. */
@Command(name = "import", mixinStandardHelpOptions = true, description = {
    "Import sites, rooms, accounts, meters and opening balances from CSV (UTF-8), all or nothing.",
    "Columns: site,room,account,holder,phone,locale,meter,make,tariff,opening_balance,register_wh,multiplier",
    "For makes other than native also: address,gateway"})
public final class ImportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The CSV file.")
  private Path file;
  @Option(names = "--json", description = "Answer as JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    if (!Files.isReadable(file)) {
      System.err.println("paywatt: no file that can be read: " + file);
      return 2;
    }
    try (Session session = new Session()) {
      ImportResult result = session.ledger.accountImport.importCsv(file.toString(), Files.readAllBytes(file),
          System.getProperty("user.name"));
      System.out.println(json ? Json.write(result) : "Imported " + result.accounts() + " accounts and " + result.meters()
          + " meters in " + result.sites() + " new sites and " + result.rooms() + " new rooms.");
      return 0;
    } catch (ImportRejected e) {
      if (json) {
        System.out.println(Json.write(Map.of("problems", e.problems())));
      } else {
        e.problems().forEach(System.out::println);
        System.out.println("Nothing was imported: " + e.problems().size() + " to mend.");
      }
      return 1;
    }
  }
}
