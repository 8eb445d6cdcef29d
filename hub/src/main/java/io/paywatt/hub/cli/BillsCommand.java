package io.paywatt.hub.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import io.paywatt.ledger.settlement.Bill;
import io.paywatt.ledger.settlement.BillRejected;
import io.paywatt.ledger.settlement.SettlementView;
import io.paywatt.ledger.store.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./paywatt bills import}: the statement of a provider that gives no bill to programs. */
@Command(name = "bills", mixinStandardHelpOptions = true, description = "Load bills and statements of providers.")
public final class BillsCommand {
  @Command(name = "import", mixinStandardHelpOptions = true, description = {
      "Load a statement, all or nothing, and settle its day. The same file again changes nothing; another one replaces it.",
      "CSV (UTF-8) with kind,transactionId,orderId,refundId,amount,currency,state,at, or one JSON object a line.",
      "kind: payment, refund; amount in minor units; state: done, processing, failed; at: RFC 3339. Exit 1 for bad lines."})
  int load(@Parameters(paramLabel = "PROVIDER", description = "Such as mpesa.") String provider,
      @Parameters(paramLabel = "DATE", description = "Business day, such as 2026-11-23.") String date,
      @Parameters(paramLabel = "FILE", description = "The statement.") Path file,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      System.err.println("paywatt: no file that can be read: " + file);
      return 2;
    }
    try (Session session = new Session()) {
      Bill bill = session.ledger.settlements.importStatement(provider, date, file, System.getProperty("user.name"));
      SettlementView day = session.ledger.settlementReports.get(provider, date);
      System.out.println(json ? Json.write(Map.of("bill", bill, "settlement", day))
          : (bill.known() ? "Known already: " : "Loaded: ") + bill.lines() + " lines, SHA-256 " + bill.sha256() + "\n"
              + SettlementText.of(day));
      return 0;
    } catch (BillRejected e) {
      if (json) {
        System.out.println(Json.write(Map.of("wrong", e.wrong(), "problems", e.problems())));
      } else {
        e.problems().forEach(problem -> System.out.println(file + ": " + problem));
        System.out.println("Nothing was loaded: " + e.wrong() + " lines to mend.");
      }
      return 1;
    }
  }
}
