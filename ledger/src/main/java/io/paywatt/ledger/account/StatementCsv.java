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

  /** Column of the meter: from there on a line without a charge is empty. */
  private static final int OF_CHARGE = 6;

  private final CSVPrinter printer;

  /** Prints the header. */
  StatementCsv(Appendable out) throws IOException {
    printer = new CSVPrinter(out, CSV);
  }

  void print(List<StatementLine> lines) throws IOException {
    for (StatementLine line : lines) {
      Object[] cells = new Object[CSV.getHeader().length];
      fill(cells, 0, line.at(), line.kind(), Spreadsheet.text(line.reference()), line.amountExact(), line.balanceExact(),
          line.currency());
      StatementLine.Charge c = line.charge();
      if (c != null) {
        fill(cells, OF_CHARGE, Spreadsheet.text(c.meter()), c.from(), c.to(), c.energyWh(), c.tariff(), c.validFrom(), c.tier(),
            c.period(), c.pricePerKwh(), c.utility(), c.quantity(), c.unit(), c.price(), c.kind(), Spreadsheet.text(c.item()));
      }
      printer.printRecord(cells);
    }
  }

  private static void fill(Object[] cells, int from, Object... values) {
    System.arraycopy(values, 0, cells, from, values.length);
  }

  void end() throws IOException {
    printer.flush();
  }
}
