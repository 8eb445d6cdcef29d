package io.paywatt.ledger.outbox;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import io.paywatt.ledger.store.Bulk;
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

  /**
   * An effect.
   *
   * @param key     says what the effect is for, e.g. {@code receipt:payment:17}
   * @param payload JSON, see {@link io.paywatt.ledger.outbox}
   */
  public record Effect(String key, Kind kind, String payload) {}

  private Outbox() {}

  /** Adds one effect, as {@link #add(Handle, List, Instant)}. */
  public static void add(Handle handle, String key, Kind kind, String payload, Instant now) {
    add(handle, List.of(new Effect(key, kind, payload)), now);
  }

  /** Adds the effects in the running transaction; a key that is there already changes nothing. */
  public static void add(Handle handle, List<Effect> effects, Instant now) {
    add(handle, effects, now, now);
  }

  /** As {@link #add(Handle, List, Instant)}, to be carried out not before {@code due}. */
  public static void add(Handle handle, List<Effect> effects, Instant now, Instant due) {
    LocalDateTime at = Store.utc(now);
    LocalDateTime dueAt = Store.utc(due);
    Bulk.execute(handle, "INSERT IGNORE INTO outbox (effect_key, kind, payload, created_at, due_at) VALUES (?, ?, ?, ?, ?)",
        effects.stream().map(effect -> new Object[] {effect.key(), effect.kind().word(), effect.payload(), at, dueAt})
            .toList());
  }
}
