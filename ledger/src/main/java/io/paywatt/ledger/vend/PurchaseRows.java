package io.paywatt.ledger.vend;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import io.paywatt.ledger.debt.Recoveries;
import io.paywatt.ledger.journal.Journal;
import io.paywatt.ledger.journal.Journal.Line;
import io.paywatt.ledger.money.Energy;
import io.paywatt.ledger.reconcile.AccountCounts;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.tariff.ChargeLine;
import io.paywatt.ledger.tariff.ChargeText;
import org.jdbi.v3.core.Handle;

/** Writes purchases: one entry each with a side in money and a side in Wh, the counts of the tariff, the receipt. */
final class PurchaseRows {
  private static final int LONGEST_REASON = 255;
  private static final int LONGEST_TEXT = 200;

  private final Handle handle;
  private final Instant now;

  PurchaseRows(Handle handle, Instant now) {
    this.handle = handle;
    this.now = now;
  }

  void write(Purchase purchase) {
    Purchase.Standing after = purchase.after();
    Long entry = purchase.isBought() ? (Long) Journal.post(handle, Journal.Kind.VEND, purchase.key(), now, sides(purchase))
        : null;
    if (purchase.quote() != null) {
      AccountCounts.save(handle, purchase.paid().accountId(), purchase.quote().usage());
    }
    Recoveries.Paid paid = purchase.paid();
    List<Object> values = new ArrayList<>(List.of(paid.accountId(), paid.paymentId(), paid.entryId(), Store.utc(now),
        purchase.tariff().code(), paid.currency(), paid.nano(), purchase.beforeOver(), purchase.recovered(),
        after.owed(), purchase.tendered(), purchase.leftOver(), purchase.energyWh(), after.wh(),
        CountsBefore.write(purchase)));
    values.add(entry);
    values.add(cut(purchase.refused(), LONGEST_REASON));
    long id = Bulk.insert(handle, "INSERT INTO vend (account_id, payment_id, payment_entry_id, at, tariff, currency, paid,"
        + " before_over, recovered, owed_after, tendered, left_over, energy_wh, balance_wh, counts_before, entry_id, refused)"
        + " VALUES %s RETURNING id", List.<Object[]>of(values.toArray()), row -> row.getLong(1)).get(0);
    List<Object[]> lines = new ArrayList<>();
    purchase.lines().forEach(line -> lines.add(line(id, lines.size() + 1, purchase, line, false)));
    purchase.included().forEach(line -> lines.add(line(id, lines.size() + 1, purchase, line, true)));
    Bulk.execute(handle, "INSERT INTO vend_line (vend_id, line_no, kind, item, energy_wh, valid_from, tier, period, price,"
        + " amount, from_at, to_at, inside, text_zh, text_en) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", lines);
  }

  private static Object[] line(long vend, int number, Purchase purchase, ChargeLine line, boolean inside) {
    return new Object[] {vend, number, line.kind().word(), line.item(), line.energyWh(), line.validFrom(), line.tier(),
        line.period(), line.pricePico(), line.amount(), Store.utc(line.from()), Store.utc(line.to()), inside,
        cut(ChargeText.of(purchase.tariff(), line, "zh"), LONGEST_TEXT),
        cut(ChargeText.of(purchase.tariff(), line, "en"), LONGEST_TEXT)};
  }

  /** Money goes from the customer to what it was for; as many Wh as were sold come to the customer. */
  private List<Line> sides(Purchase purchase) {
    TreeMap<String, Long> spent = new TreeMap<>();
    purchase.lines().forEach(line -> spent.merge(code(line), line.amount(), Math::addExact));
    List<Line> sides = new ArrayList<>();
    long total = spent.values().stream().mapToLong(Long::longValue).sum();
    add(sides, purchase.paid().ledgerAccountId(), -total);
    for (Map.Entry<String, Long> each : spent.entrySet()) {
      add(sides, Journal.control(handle, each.getKey(), purchase.paid().currency()), each.getValue());
    }
    add(sides, Journal.control(handle, "sold:energy", Energy.UNIT), -purchase.energyWh());
    add(sides, purchase.after().ledgerAccountId(), purchase.energyWh());
    return sides;
  }

  private static void add(List<Line> sides, long ledgerAccount, long amount) {
    if (amount != 0) {
      sides.add(new Line(ledgerAccount, amount));
    }
  }

  private static String code(ChargeLine line) {
    return switch (line.kind()) {
      case ENERGY, DISCOUNT, MINIMUM, ROUNDING -> "revenue:energy";
      case FIXED -> "revenue:fixed";
      case FEE -> "revenue:fees";
      case TAX -> "tax:" + line.item();
    };
  }

  private static String cut(String text, int most) {
    return text == null || text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
