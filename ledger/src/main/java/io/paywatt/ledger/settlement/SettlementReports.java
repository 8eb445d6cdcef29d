package io.paywatt.ledger.settlement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.audit.Audit;
import io.paywatt.ledger.settlement.DifferenceView.What;
import io.paywatt.ledger.csv.Spreadsheet;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.user.Scope;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** What settlements found, for pages, tables and programs; and how a person closes a difference. */
public final class SettlementReports {
  private static final int MOST_DAYS = 366;
  private static final int MOST = 1000;
  private static final int LONGEST_REASON = 500;
  private static final CSVFormat CSV = CSVFormat.RFC4180.builder().setHeader("id", "provider", "date", "class", "title_zh",
      "title_en", "transaction", "order", "refund", "payment", "account", "meter", "bill_amount", "bill_currency",
      "bill_state", "bill_at", "ours_amount", "ours_currency", "ours_state", "ours_at", "state", "action", "action_zh",
      "action_en", "found_at", "resolution", "resolved_at", "resolved_by", "reason").get();

  private final Store store;

  public SettlementReports(Store store) {
    this.store = store;
  }

  /**
   * Days from the newest to the oldest, with counts.
   *
   * @param provider or null for all
   * @param from     first day, inclusive
   * @param to       last day, inclusive
   * @throws Rejected 422 when the days are the wrong way round or more than a year
   */
  public List<SettlementView> list(String provider, LocalDate from, LocalDate to) {
    return list(provider, from, to, Scope.EVERY);
  }

  /** The same with the differences of the sites of who asks alone, without bill and totals. */
  public List<SettlementView> list(String provider, LocalDate from, LocalDate to, Scope scope) {
    if (from.isAfter(to) || from.plusDays(MOST_DAYS).isBefore(to)) {
      throw new Rejected(422, "from is " + from + " and to is " + to + ", allowed is from before to, at most " + MOST_DAYS
          + " days");
    }
    return store.read(handle -> SettlementRows.list(handle, provider, from, to, scope));
  }

  /** One day. @throws Rejected 404 when there is none */
  public SettlementView get(String provider, String date) {
    return get(provider, date, Scope.EVERY);
  }

  /** The same for the sites of who asks. */
  public SettlementView get(String provider, String date, Scope scope) {
    return store.read(handle -> SettlementRows.one(handle, provider, day(date), scope))
        .orElseThrow(() -> new Rejected(404, "There is no settlement of " + BillLine.shown(provider) + " for "
            + BillLine.shown(date)));
  }

  /**
   * Differences of a day in the order they were found.
   *
   * @param state open, waiting or resolved, or null for all
   * @param name  a class, or null for all
   * @param limit 1 to 1000
   * @param after {@code next} of the page before, or null
   * @param scope sites of who asks
   * @throws Rejected 404 when there is no such day, 422 a parameter is wrong
   */
  public Page<DifferenceView> differences(String provider, String date, String state, String name, int limit, String after,
      Scope scope) {
    get(provider, date, scope);
    if (after != null && !after.matches("\\d{1,18}")) {
      throw new Rejected(422, "after is not a place in this list, allowed is the next of the page before");
    }
    List<DifferenceView> found = store.read(handle -> DifferenceRows.list(handle, provider, date, state, name,
        Math.min(limit, MOST) + 1, after == null ? 0 : Long.parseLong(after), scope));
    boolean more = found.size() > limit;
    List<DifferenceView> shown = more ? found.subList(0, limit) : found;
    return new Page<>(shown, more ? Long.toString(shown.get(limit - 1).id()) : null);
  }

  /** Differences of a day as CSV with a byte order mark, so that a spreadsheet reads Chinese; amounts in minor units. */
  public void csv(String provider, String date, String state, String name, Scope scope, Appendable out) throws IOException {
    out.append('\uFEFF');
    CSVPrinter printer = new CSVPrinter(out, CSV);
    String after = null;
    do {
      Page<DifferenceView> page = differences(provider, date, state, name, MOST, after, scope);
      page.items().forEach(item -> print(printer, item));
      after = page.next();
    } while (after != null);
    printer.flush();
  }

  /**
   * A person closes a difference. It stays closed in later runs as long as both sides say what they say now.
   *
   * @param reason 1 to 500 characters, why it is right so or what was done
   * @throws Rejected 404 unknown, 409 closed before, 422 no reason
   */
  public DifferenceView resolve(long id, String reason, String actor) {
    if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
      throw new Rejected(422, "reason is " + (reason == null || reason.isBlank() ? "missing" : "too long")
          + ", allowed is 1 to " + LONGEST_REASON + " characters");
    }
    return store.inTransaction(handle -> {
      String state = handle.createQuery("SELECT state FROM settlement_difference WHERE id = :id FOR UPDATE").bind("id", id)
          .mapTo(String.class).findOne().orElseThrow(() -> new Rejected(404, "There is no difference " + id));
      if (state.equals("resolved")) {
        throw new Rejected(409, "Difference " + id + " is closed already");
      }
      handle.createUpdate("UPDATE settlement_difference SET state = 'resolved', resolution = 'person', resolved_at = :now,"
              + " resolved_by = :actor, reason = :reason WHERE id = :id")
          .bind("now", Store.utc(store.now())).bind("actor", actor).bind("reason", reason.strip()).bind("id", id).execute();
      Audit.change(handle, actor, "difference-resolve", "difference:" + id, state, "resolved", reason.strip());
      return DifferenceRows.one(handle, id);
    });
  }

  private static LocalDate day(String date) {
    try {
      return LocalDate.parse(date);
    } catch (DateTimeParseException e) {
      throw new Rejected(404, "There is no day " + BillLine.shown(date) + ", allowed is such as 2026-11-23");
    }
  }

  private static void print(CSVPrinter printer, DifferenceView it) {
    What theirs = it.theirs() == null ? new What(null, null, null, null) : it.theirs();
    What ours = it.ours() == null ? new What(null, null, null, null) : it.ours();
    var closed = it.resolution();
    Object[] cells = {it.id(), it.provider(), it.date(), it.name(), it.title().zh(), it.title().en(), it.transactionId(),
        it.orderId(), it.refundId(), it.payment(), it.account(), it.meter(), theirs.amount(), theirs.currency(),
        theirs.state(), theirs.at(), ours.amount(), ours.currency(), ours.state(), ours.at(), it.state(),
        it.action().kind(), it.action().text().zh(), it.action().text().en(), it.foundAt(),
        closed == null ? null : closed.kind(), closed == null ? null : closed.at(), closed == null ? null : closed.by(),
        closed == null ? null : closed.reason()};
    for (int i = 0; i < cells.length; i++) {
      cells[i] = cells[i] instanceof String text ? Spreadsheet.text(text) : cells[i];
    }
    try {
      printer.printRecord(cells);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
