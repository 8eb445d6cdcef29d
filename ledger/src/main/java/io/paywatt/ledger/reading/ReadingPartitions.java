package io.paywatt.ledger.reading;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Keeps a partition a month ready in table reading, so that old months can be dropped. */
public final class ReadingPartitions {
  private static final int MONTHS_AHEAD = 3;
  private static final int LOCK_SECONDS = 30;
  private static final String LOCK = "paywatt-reading-partitions";

  private final Store store;

  public ReadingPartitions(Store store) {
    this.store = store;
  }

  /** Adds what is missing for this month and the next three. Any number of hub nodes may call it, at start and daily. */
  public void ensure() {
    store.read(handle -> {
      // Only one node at a time; one that had to wait finds nothing left to add.
      if (handle.select("SELECT GET_LOCK(?, ?)", LOCK, LOCK_SECONDS).mapTo(Integer.class).one() == 1) {
        try {
          add(handle, store.now());
        } finally {
          handle.execute("DO RELEASE_LOCK(?)", LOCK);
        }
      }
      return null;
    });
  }

  private static void add(Handle handle, Instant now) {
    YearMonth month = YearMonth.from(now.atZone(ZoneOffset.UTC));
    YearMonth last = month.plusMonths(MONTHS_AHEAD);
    YearMonth next = firstMissing(handle);
    List<String> partitions = new ArrayList<>();
    for (YearMonth each = next.isAfter(month) ? next : month; !each.isAfter(last); each = each.plusMonths(1)) {
      partitions.add(String.format(Locale.ROOT, "PARTITION p_%d_%02d VALUES LESS THAN ('%s')", each.getYear(),
          each.getMonthValue(), each.plusMonths(1).atDay(1)));
    }
    if (!partitions.isEmpty()) {
      handle.execute("ALTER TABLE reading REORGANIZE PARTITION p_coming INTO (" + String.join(", ", partitions)
          + ", PARTITION p_coming VALUES LESS THAN (MAXVALUE))");
    }
  }

  /** The month after the last one that has a partition. */
  private static YearMonth firstMissing(Handle handle) {
    String limit = handle.createQuery("SELECT MAX(PARTITION_DESCRIPTION) FROM information_schema.PARTITIONS"
            + " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'reading' AND PARTITION_DESCRIPTION <> 'MAXVALUE'")
        .mapTo(String.class).one();
    return YearMonth.from(LocalDate.parse(limit.replace("'", "").substring(0, 10)));
  }
}
