package io.paywatt.ledger.outbox;

import java.time.Instant;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * Side effects to be done after the commit. A row is written in the transaction that causes it, and its key makes a
 * second row for the same effect impossible.
 */
public final class Outbox {
  /** Kind of effect; the name in the database is {@link #word()}. */
  public enum Kind {
    METER_COMMAND("meter-command"), NOTICE("notice");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The word in the database. */
    public String word() {
      return word;
    }
  }

  private Outbox() {}

  /**
   * Adds the effect in the running transaction; the same key again changes nothing.
   *
   * @param key     says what the effect is for, e.g. {@code receipt:payment:17}
   * @param payload JSON, see {@link io.paywatt.ledger.outbox}
   */
  public static void add(Handle handle, String key, Kind kind, String payload, Instant now) {
    handle.createUpdate("INSERT IGNORE INTO outbox (effect_key, kind, payload, created_at, due_at)"
            + " VALUES (:key, :kind, :payload, :now, :now)")
        .bind("key", key).bind("kind", kind.word()).bind("payload", payload).bind("now", Store.utc(now)).execute();
  }
}
