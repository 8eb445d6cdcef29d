package io.paywatt.ledger.account;

import java.io.IOException;
import java.util.List;
import io.paywatt.ledger.csv.Spreadsheet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A statement as a table: amounts exact, texts that no spreadsheet takes for a formula. */
final class StatementCsv {
  private static final CSVFormat CSV = CSVFormat.RFC4180.builder().setHeader("at", "kind", "reference", "amount",
      "balance", "currency", "meter", "from", "to", "energy_wh", "tariff", "valid_from", "tier", "period", "price_per_kwh",
      "utility", "quantity", "unit", "price", "charge", "item").get();

  private final CSVPrinter printer;

  /** Prints the header. */
  StatementCsv(Appendable out) throws IOException {
    printer = new CSVPrinter(out, CSV);
  }

  void print(List<StatementLine> lines) throws IOException {
    for (StatementLine line : lines) {
      StatementLine.Charge c = line.charge();
      if (c == null) {
        printer.printRecord(line.at(), line.kind(), Spreadsheet.text(line.reference()), line.amountExact(),
            line.balanceExact(), line.currency(), null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, null);
      } else {
        printer.printRecord(line.at(), line.kind(), Spreadsheet.text(line.reference()), line.amountExact(),
            line.balanceExact(), line.currency(), Spreadsheet.text(c.meter()), c.from(), c.to(), c.energyWh(), c.tariff(),
            c.validFrom(), c.tier(), c.period(), c.pricePerKwh(), c.utility(), c.quantity(), c.unit(), c.price(), c.kind(),
            Spreadsheet.text(c.item()));
      }
    }
  }

  void end() throws IOException {
    printer.flush();
  }
}
