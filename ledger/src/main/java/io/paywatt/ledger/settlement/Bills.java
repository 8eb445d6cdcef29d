package io.paywatt.ledger.settlement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * Bills of providers. A bill is read in batches, each its own transaction, and becomes the one of its day in a last step:
 * until then, and when it breaks off, what was there before stands.
 */
public final class Bills {
  /** Who loads what the hub fetched itself. */
  static final String HUB = "hub";
  private static final int BATCH = 2000;
  /** A load that is older was left behind by a crash. */
  private static final Duration ABANDONED = Duration.ofHours(24);
  private static final String INSERT = "INSERT INTO bill_line (bill_id, line_no, kind, transaction_id, order_id,"
      + " refund_id, amount, currency, state, at, ref) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final Store store;

  public Bills(Store store) {
    this.store = store;
  }

  /**
   * Loads what the hub fetched from the provider. The same bytes again change nothing; others replace the bill of that day.
   *
   * @param ndjson normalised bill lines, one JSON object a line; null when the provider says there were no trades. The
   *               file is left where it is
   * @throws BillRejected when a line is wrong: nothing of it is taken
   */
  public Bill load(String provider, LocalDate day, Path ndjson) {
    return load(provider, day, ndjson, "provider", HUB);
  }

  /** Loads a statement that a person got from the provider, NDJSON or CSV. @param actor who, for the audit */
  public Bill loadStatement(String provider, LocalDate day, Path file, String actor) {
    return load(provider, day, file, "statement", actor);
  }

  /** The bill that stands for the day. */
  public Optional<Bill> find(String provider, LocalDate day) {
    return store.read(handle -> current(handle, provider, day, true));
  }

  private Bill load(String provider, LocalDate day, Path file, String source, String actor) {
    Path read = file == null ? empty() : file;
    store.inTransaction(handle -> Old.forget(handle, provider, day, store.now().minus(ABANDONED)));
    long bill = begin(provider, day, source, actor);
    boolean kept = false;
    try {
      Loading loading = new Loading(bill);
      String sha256 = new BillFile(read).read(loading::line);
      loading.flush();
      Bill stands = store.inTransaction(handle -> finish(handle, bill, provider, day, sha256, loading));
      kept = stands.id() == bill;
      return stands;
    } finally {
      if (!kept) {
        Old.delete(store, bill);
      }
      if (file == null) {
        delete(read);
      }
    }
  }

  private long begin(String provider, LocalDate day, String source, String actor) {
    return store.inTransaction(handle -> handle.createUpdate("INSERT INTO bill (provider, day, source, loaded_by,"
            + " loaded_at) VALUES (:provider, :day, :source, :actor, :now)")
        .bind("provider", provider).bind("day", day).bind("source", source).bind("actor", actor)
        .bind("now", Store.utc(store.now())).executeAndReturnGeneratedKeys("id").mapTo(Long.class).one());
  }

  /** The new one takes the place of the old one, unless it says the same. */
  private static Bill finish(Handle handle, long bill, String provider, LocalDate day, String sha256, Loading loading) {
    Optional<Bill> before = current(handle, provider, day, true);
    if (before.isPresent() && before.get().sha256().equals(sha256)) {
      return before.get();
    }
    before.ifPresent(old -> handle.execute("UPDATE bill SET state = 'replaced' WHERE id = ?", old.id()));
    handle.createUpdate("UPDATE bill SET state = 'current', sha256 = :sha, line_count = :lines, totals = :totals"
            + " WHERE id = :id")
        .bind("sha", sha256).bind("lines", loading.count).bind("totals", Json.write(loading.totals.view()))
        .bind("id", bill).execute();
    return current(handle, provider, day, false).orElseThrow();
  }

  private static Optional<Bill> current(Handle handle, String provider, LocalDate day, boolean known) {
    return handle.createQuery("SELECT id, source, sha256, line_count, loaded_by, loaded_at FROM bill"
            + " WHERE provider = :provider AND current_day = :day")
        .bind("provider", provider).bind("day", day)
        .map((row, context) -> new Bill(row.getLong("id"), provider, day.toString(), row.getString("source"),
            row.getString("sha256"), row.getLong("line_count"), row.getString("loaded_by"),
            Store.instant(row.getObject("loaded_at", LocalDateTime.class)).toString(), known))
        .findOne();
  }

  private static Path empty() {
    try {
      return Files.createTempFile("paywatt-bill-", ".ndjson");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lines on their way into the database. */
  private final class Loading {
    private final long bill;
    private final BillTotals totals = new BillTotals();
    private final List<Object[]> batch = new ArrayList<>(BATCH);
    private long count;

    Loading(long bill) {
      this.bill = bill;
    }

    void line(int number, BillLine line) {
      totals.add(line);
      count++;
      batch.add(line.row(bill, number));
      if (batch.size() == BATCH) {
        flush();
      }
    }

    void flush() {
      store.inTransaction(handle -> {
        Bulk.execute(handle, INSERT, batch);
        return null;
      });
      batch.clear();
    }
  }

  /** Loads that came to nothing. */
  private static final class Old {
    private static final int SLICE = 20_000;

    static int forget(Handle handle, String provider, LocalDate day, Instant before) {
      List<Long> left = handle.createQuery("SELECT id FROM bill WHERE provider = :provider AND day = :day"
              + " AND state = 'loading' AND loaded_at < :before")
          .bind("provider", provider).bind("day", day).bind("before", Store.utc(before)).mapTo(Long.class).list();
      left.forEach(id -> {
        handle.execute("DELETE FROM bill_line WHERE bill_id = ?", id);
        handle.execute("DELETE FROM bill WHERE id = ?", id);
      });
      return left.size();
    }

    static void delete(Store store, long bill) {
      while (store.inTransaction(handle ->
          handle.execute("DELETE FROM bill_line WHERE bill_id = ? LIMIT " + SLICE, bill)) == SLICE) {
        // a slice a transaction: a million lines in one would hold up others
      }
      store.inTransaction(handle -> handle.execute("DELETE FROM bill WHERE id = ?", bill));
    }
  }
}
