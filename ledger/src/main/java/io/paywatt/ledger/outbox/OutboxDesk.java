package io.paywatt.ledger.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import io.paywatt.ledger.Unavailable;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.notice.NoticeDesk;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns outbox rows into commands and notices. A row that can't be read goes to the desk and blocks no other. */
public final class OutboxDesk {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxDesk.class);
  private static final int SLICE = 200;
  private static final int MOST_SLICES = 50;
  private static final int PURGE_SLICE = 1000;
  private static final int MOST_TRIES = 5;
  private static final Duration KEEP_DONE = Duration.ofDays(7);
  private static final Duration WAIT = Duration.ofSeconds(10);

  private final Store store;
  private final Expansion expansion;

  public OutboxDesk(Store store, CommandDesk commands, NoticeDesk notices) {
    this.store = store;
    this.expansion = new Expansion(commands, notices);
  }

  /**
   * Expands what is due, 200 rows a transaction, each in the one that marks it done; other hub nodes take other rows.
   *
   * @return how many rows were done
   * @throws Unavailable when the database does not answer
   */
  public int dispatch() {
    int all = 0;
    for (int slice = 0; slice < MOST_SLICES; slice++) {
      int done = dispatchSlice();
      all += done;
      if (done < SLICE) {
        break;
      }
    }
    return all;
  }

  /** Deletes rows done more than 7 days ago. @return how many */
  public int purge() {
    LocalDateTime before = Store.utc(store.now().minus(KEEP_DONE));
    int all = 0;
    int slice;
    do {
      slice = store.inTransaction(handle -> handle
          .createUpdate("DELETE FROM outbox WHERE done_at < :before ORDER BY done_at LIMIT :slice")
          .bind("before", before).bind("slice", PURGE_SLICE).execute());
      all += slice;
    } while (slice == PURGE_SLICE);
    return all;
  }

  private int dispatchSlice() {
    try {
      return store.inTransaction(handle -> expansion.expand(handle, due(handle, SLICE), store.now()));
    } catch (Unavailable e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.warn("A slice of the outbox failed, its rows are tried one by one", e);
      return oneByOne();
    }
  }

  private List<OutboxRow> due(Handle handle, int max) {
    return OutboxRow.due(handle, max, store.now());
  }

  /** Finds the row that spoils the slice. */
  private int oneByOne() {
    List<OutboxRow> rows = store.inTransaction(handle -> due(handle, SLICE));
    int done = 0;
    for (OutboxRow row : rows) {
      try {
        done += store.inTransaction(handle -> expansion.expand(handle, OutboxRow.lock(handle, row.id()), store.now()));
      } catch (Unavailable e) {
        throw e;
      } catch (RuntimeException e) {
        store.inTransaction(handle -> later(handle, row, e));
      }
    }
    return done;
  }

  private int later(Handle handle, OutboxRow row, RuntimeException error) {
    Instant now = store.now();
    if (row.attempts() + 1 >= MOST_TRIES) {
      Expansion.toDesk(handle, row, error, now);
      return Expansion.markDone(handle, List.of(row), now);
    }
    return handle.createUpdate("UPDATE outbox SET attempts = attempts + 1, due_at = :later WHERE id = :id")
        .bind("later", Store.utc(now.plus(WAIT))).bind("id", row.id()).execute();
  }
}
