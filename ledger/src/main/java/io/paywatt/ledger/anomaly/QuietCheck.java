package io.paywatt.ledger.anomaly;

import java.time.Duration;
import java.time.Instant;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Ends what the meter has not said again: some tell that a cover is open, none that it is closed. */
final class QuietCheck {
  /** For what readings could have ended, and did not come. */
  private static final Duration NO_WORD = Duration.ofHours(24);
  private static final int MOST = 500;

  private final Store store;
  private final AnomalyRules rules;

  QuietCheck(Store store, AnomalyRules rules) {
    this.store = store;
    this.rules = rules;
  }

  void run() {
    for (AnomalyKind kind : AnomalyKind.values()) {
      if (kind.source != AnomalyKind.Source.CHECK) {
        rules.rule(kind).ifPresent(rule -> store.inTransaction(handle -> end(handle, rule, store.now())));
      }
    }
  }

  private static Object end(Handle handle, AnomalyRule rule, Instant now) {
    Duration quiet = rule.kind().source == AnomalyKind.Source.EVENT ? rule.clearFor() : NO_WORD;
    AnomalyBook book = new AnomalyBook(handle, now);
    handle.createQuery("SELECT a.id FROM anomaly a JOIN meter_state s ON s.meter_id = a.meter_id WHERE a.kind = :kind"
            + " AND a.state = 'open' AND a.last_at < :limit LIMIT " + MOST + " FOR UPDATE")
        .bind("kind", rule.kind().word()).bind("limit", Store.utc(now.minus(quiet))).mapTo(Long.class).list()
        .forEach(id -> {
          handle.createUpdate("DELETE FROM anomaly_watch WHERE anomaly_id = :id").bind("id", id).execute();
          book.close(rule, id, now, "not seen again for " + quiet.toHours() + " h");
        });
    return null;
  }
}
