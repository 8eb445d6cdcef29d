package io.paywatt.ledger.failed;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** The desk of failed messages: kept whole until a person has dealt with them. */
public final class FailedDesk {
  private final Store store;

  public FailedDesk(Store store) {
    this.store = store;
  }

  /** Adds an item in the running transaction. @return its id */
  public static long add(Handle handle, FailedMessage message, Instant now) {
    return Parking.insert(handle, message, now);
  }

  /**
   * Closes the items of a payment that a person has dealt with in another way than by a replay.
   *
   * @param failedAt when the payment came, which is when its item was made
   * @param result   what became of it, for the clerk
   */
  public static void dealtWith(Handle handle, String route, String provider, String transactionId, Instant failedAt,
      String result) {
    handle.createUpdate("UPDATE failed_message SET state = 'replayed', replay_result = :result WHERE route_id = :route"
            + " AND failed_at BETWEEN :from AND :to AND state IN ('open', 'failed-again')"
            + " AND JSON_VALUE(headers, '$.provider') = :provider"
            + " AND JSON_VALUE(headers, '$.transactionId') = :transaction")
        .bind("route", route).bind("from", Store.utc(failedAt.minusSeconds(1)))
        .bind("to", Store.utc(failedAt.plusSeconds(1))).bind("provider", provider).bind("transaction", transactionId)
        .bind("result", Parking.cut(result, 500)).execute();
  }

  /** Adds an item in a transaction of its own. Headers that look like credentials are dropped. @return its id */
  public long park(FailedMessage message) {
    return store.inTransaction(handle -> add(handle, message, store.now()));
  }

  /**
   * Newest first.
   *
   * @param state open, replaying, replayed or failed-again, or null for all
   * @param route route id, or null for all
   * @param after {@code next} of the part before, or null
   * @throws io.paywatt.ledger.Rejected 400 for another state or a wrong {@code after}
   */
  public Page<FailedView> list(String state, String route, int limit, String after) {
    return store.read(handle -> FailedReads.list(handle, state, route, limit, after));
  }

  /** What is not dealt with yet, by route, step and cause; the largest group first. */
  public List<FailedGroup> groups() {
    return store.read(FailedReads::groups);
  }

  /** One item, whole. */
  public Optional<FailedDetail> get(long id) {
    return store.read(handle -> FailedReads.get(handle, id));
  }

  /** Dry run: what {@link #start} would do. @throws io.paywatt.ledger.Rejected 400 without ids or with more than 1000 */
  public ReplayPlan plan(List<Long> ids) {
    return store.read(handle -> Replays.plan(handle, ids, false));
  }

  /** Sends exactly these items in again, and says so in the audit. @throws io.paywatt.ledger.Rejected as {@link #plan} */
  public ReplayStarted start(List<Long> ids, String actor) {
    return store.inTransaction(handle -> Replays.start(handle, ids, actor, store.now()));
  }

  /** Takes items to hand to their doors; one not reported on within 5 min is handed out again. */
  public List<ReplayItem> claimReplays(int max) {
    return store.inTransaction(handle -> Replays.claim(handle, max, store.now()));
  }

  /** The item went through. @param result what it brought, for the clerk */
  public void replayed(long id, String result) {
    end(id, "replayed", result);
  }

  /** The item failed once more; it can be replayed again. */
  public void failedAgain(long id, Throwable error) {
    String cause = error == null ? "-" : error.getClass().getSimpleName() + ": " + Parking.messageOf(error);
    end(id, "failed-again", cause);
  }

  private void end(long id, String state, String result) {
    store.inTransaction(handle -> {
      Replays.end(handle, id, state, result);
      return null;
    });
  }
}
