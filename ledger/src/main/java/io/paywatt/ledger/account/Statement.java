package io.paywatt.ledger.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.store.Store;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jdbi.v3.core.Handle;

/** What was put on and taken off an account, line by line, with the balance after each. */
public final class Statement {
  private static final int MOST = 1000;
  private static final CSVFormat CSV = CSVFormat.RFC4180.builder().setHeader("at", "kind", "reference", "amount",
      "balance", "currency", "meter", "from", "to", "energy_wh", "tariff", "valid_from", "tier", "period", "price_per_kwh")
      .get();

  private final Store store;

  public Statement(Store store) {
    this.store = store;
  }

  /**
   * Lines posted in the interval, oldest first. A page holds whole journal entries, so it may be longer than the limit.
   *
   * @param from  first instant, inclusive
   * @param to    last instant, exclusive
   * @param limit 1 to 1000 journal entries
   * @param after {@code next} of the page before, or null
   * @throws Rejected 404 unknown account, 422 a parameter is wrong
   */
  public Page<StatementLine> page(String number, Instant from, Instant to, int limit, String after) {
    if (limit < 1 || limit > MOST) {
      throw new Rejected(422, "limit is " + limit + ", allowed is 1 to " + MOST);
    }
    if (!from.isBefore(to)) {
      throw new Rejected(422, "from is " + from + " and to is " + to + ", allowed is from before to");
    }
    long start = Cursor.number(after);
    return store.read(handle -> {
      StatementQuery query = StatementQuery.of(handle, number);
      List<StatementQuery.Entry> entries = query.entries(handle, from, to, start, limit + 1);
      boolean more = entries.size() > limit;
      List<StatementQuery.Entry> shown = more ? entries.subList(0, limit) : entries;
      return new Page<>(lines(handle, query, shown), more ? Long.toString(shown.get(limit - 1).id()) : null);
    });
  }

  /** The same lines as CSV with a header line, amounts exact. @throws Rejected 404 unknown account */
  public void csv(String number, Instant from, Instant to, Appendable out) throws IOException {
    CSVPrinter printer = new CSVPrinter(out, CSV);
    String after = null;
    do {
      Page<StatementLine> page = page(number, from, to, MOST, after);
      page.items().forEach(line -> print(printer, line));
      after = page.next();
    } while (after != null);
    printer.flush();
  }

  private static List<StatementLine> lines(Handle handle, StatementQuery query, List<StatementQuery.Entry> entries) {
    Map<Long, List<StatementQuery.Part>> parts = query.parts(handle, entries).stream()
        .collect(Collectors.groupingBy(StatementQuery.Part::entryId));
    return entries.stream().flatMap(entry -> lines(query, entry, parts.getOrDefault(entry.id(), List.of())).stream())
        .toList();
  }

  /** The parts of a consumption, each with the balance it leaves; the last one leaves the balance of the entry. */
  private static List<StatementLine> lines(StatementQuery query, StatementQuery.Entry entry,
      List<StatementQuery.Part> parts) {
    if (parts.isEmpty()) {
      return List.of(line(query.currency(), entry, entry.nano(), entry.balanceNano(), null));
    }
    long[] balance = {entry.balanceNano() - entry.nano()};
    return parts.stream().map(part -> {
      balance[0] -= part.nano();
      return line(query.currency(), entry, -part.nano(), balance[0], part.charge());
    }).toList();
  }

  private static StatementLine line(String currency, StatementQuery.Entry entry, long nano, long balanceNano,
      StatementLine.Charge charge) {
    return new StatementLine(entry.at().toString(), entry.kind(), entry.key(), Nano.toMinorFloor(nano, currency),
        Exact.of(nano), Nano.toMinorFloor(balanceNano, currency), Exact.of(balanceNano), currency, charge);
  }

  private static void print(CSVPrinter printer, StatementLine line) {
    StatementLine.Charge c = line.charge();
    try {
      printer.printRecord(line.at(), line.kind(), line.reference(), line.amountExact(), line.balanceExact(),
          line.currency(), c == null ? null : c.meter(), c == null ? null : c.from(), c == null ? null : c.to(),
          c == null ? null : c.energyWh(), c == null ? null : c.tariff(), c == null ? null : c.validFrom(),
          c == null ? null : c.tier(), c == null ? null : c.period(), c == null ? null : c.pricePerKwh());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
