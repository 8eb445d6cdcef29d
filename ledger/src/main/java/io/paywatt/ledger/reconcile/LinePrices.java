package io.paywatt.ledger.reconcile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.tariff.ChargeKind;
import io.paywatt.ledger.tariff.ChargeLine;
import org.jdbi.v3.core.Handle;

/**
 * The prices of a slice, each once and by number, so that a bill of one line needs no more than the number: those of the
 * plain bills ({@link PlainBills}), then those that bills which were priced one by one came to.
 */
final class LinePrices {
  private static final String TABLE = "CREATE OR REPLACE TEMPORARY TABLE reconcile_price (no INT NOT NULL PRIMARY KEY,"
      + " tariff VARCHAR(64) NOT NULL, utility VARCHAR(16) NOT NULL DEFAULT '', currency CHAR(3) NOT NULL DEFAULT '',"
      + " from_at DATETIME(3) NULL, to_at DATETIME(3) NULL, valid_from DATE NOT NULL, tier INT NOT NULL DEFAULT 1,"
      + " period VARCHAR(32) NULL, tier_start DATE NULL, from_wh BIGINT NULL, to_wh BIGINT NULL, price BIGINT NOT NULL, price_rest SMALLINT NOT NULL DEFAULT 0, most_wh BIGINT NULL,"
      + " revenue_id BIGINT NULL, calm_nano BIGINT NULL, INDEX (tariff, currency))"
      + " ENGINE=MEMORY DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin";
  private static final long PICO_PER_NANO = 1000;

  private record Price(String tariff, LocalDate validFrom, int tier, String period, long pico) {}

  private final Map<Price, Integer> numbers = new HashMap<>();
  private final List<Object[]> rows = new ArrayList<>();
  private final int before;

  /** @param before how many there are already */
  LinePrices(int before) {
    this.before = before;
  }

  static void make(Handle handle) {
    handle.execute(TABLE);
  }

  /** Number of the price of a bill that is one line of energy over all of its time, otherwise null. */
  Integer number(Charge charge) {
    ChargeLine line = charge.lines().size() == 1 ? charge.lines().get(0) : null;
    if (line == null || line.kind() != ChargeKind.ENERGY || line.item() != null || !line.to().equals(charge.walk().at())) {
      return null;
    }
    Price price = new Price(line.tariff(), line.validFrom(), line.tier(), line.period(), line.pricePico());
    return numbers.computeIfAbsent(price, this::add);
  }

  private int add(Price price) {
    int no = before + numbers.size() + 1;
    rows.add(new Object[] {no, price.tariff(), price.validFrom(), price.tier(), price.period(), price.pico() / PICO_PER_NANO,
        price.pico() % PICO_PER_NANO});
    return no;
  }

  /** Writes those that were added. */
  void save(Handle handle) {
    Bulk.execute(handle, "INSERT INTO reconcile_price (no, tariff, valid_from, tier, period, price, price_rest)"
        + " VALUES (?, ?, ?, ?, ?, ?, ?)", rows);
  }
}
