package io.paywatt.ledger.failed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.audit.Audit;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.user.Scope;
import org.jdbi.v3.core.Handle;

/** The desk of failed messages: kept whole until a person has dealt with them, however long that takes. */
public final class FailedDesk {
  /** States of a message; {@code replayed} and {@code closed} are dealt with. */
  public static final List<String> STATES =
      List.of("open", "replaying", "replayed", "failed-again", "quarantined", "closed");
  private static final int LONGEST_REASON = 500;
  private static final int AT_A_TIME = 500;
  private static final int MOST_INDEXED = 5000;
  private static final Duration KEPT = Duration.ofDays(90);

  private final Store store;
  private final Duration retention;

  /** With what is dealt with kept for 90 days. */
  public FailedDesk(Store store) {
    this(store, KEPT);
  }

  /** @param retention how long messages are kept after they were dealt with */
  public FailedDesk(Store store, Duration retention) {
    this.store = store;
    this.retention = retention;
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
    handle.createUpdate("UPDATE failed_message SET state = 'replayed', replay_result = :result,"
            + " dealt_at = UTC_TIMESTAMP(3) WHERE route_id = :route"
            + " AND failed_at BETWEEN :from AND :to AND state IN ('open', 'failed-again', 'quarantined')"
            + " AND JSON_VALUE(headers, '$.provider') = :provider"
            + " AND JSON_VALUE(headers, '$.transactionId') = :transaction")
        .bind("route", route).bind("from", Store.utc(failedAt.minusSeconds(1)))
        .bind("to", Store.utc(failedAt.plusSeconds(1))).bind("provider", provider).bind("transaction", transactionId)
        .bind("result", Parking.cut(result, LONGEST_REASON)).execute();
  }

  /** Adds an item in a transaction of its own. Headers that look like credentials are dropped. @return its id */
  public long park(FailedMessage message) {
    return store.inTransaction(handle -> add(handle, message, store.now()));
  }

  /** A message on replay failed once more: its item says why it failed this time. */
  public void again(long id, FailedMessage message) {
    store.inTransaction(handle -> {
      Parking.again(handle, id, message, store.now());
      return null;
    });
  }

  /**
   * Newest first.
   *
   * @param after {@code next} of the part before, or null
   * @throws Rejected 400 for a filter that can't be, or a wrong {@code after}
   */
  public Page<FailedView> list(FailedFilter filter, int limit, String after) {
    return list(filter, limit, after, Scope.EVERY);
  }

  /** The same for the sites of who asks. */
  public Page<FailedView> list(FailedFilter filter, int limit, String after, Scope scope) {
    return store.read(handle -> FailedReads.list(handle, filter, limit, after, scope));
  }

  /** Ids of the newest messages that fit, for the sites of who asks. */
  public List<Long> ids(FailedFilter filter, Long upTo, int most, Scope scope) {
    return store.read(handle -> FailedReads.find(handle, "f.id", filter, upTo == null ? Long.MAX_VALUE : upTo + 1, most, scope,
        row -> row.getLong(1)));
  }

  /** Ids of the newest messages that fit, at most {@code most}. @param upTo none above this id, or null */
  public static List<Long> ids(Handle handle, FailedFilter filter, Long upTo, int most) {
    return FailedReads.find(handle, "f.id", filter, upTo == null ? Long.MAX_VALUE : upTo + 1, most, Scope.EVERY,
        row -> row.getLong(1));
  }

  /** Headers as they are kept. */
  public static Map<String, String> headers(String kept) {
    return FailedReads.headers(kept);
  }

  /** Puts another body into a message, which is then found by what that says. */
  public static void put(Handle handle, long id, byte[] body, int version) {
    FailedReads.put(handle, id, body, version);
  }

  /** What is not dealt with yet, by cause; the largest group first. */
  public List<FailedGroup> groups() {
    return groups(Scope.EVERY);
  }

  /** The same, counting the messages of the sites of who asks alone. */
  public List<FailedGroup> groups(Scope scope) {
    return store.read(handle -> Groups.list(handle, scope));
  }

  /** One group. @throws Rejected 404 when nothing of such a group waits */
  public FailedGroup group(long id) {
    return group(id, Scope.EVERY);
  }

  /** The same with what belongs to the sites of who asks. */
  public FailedGroup group(long id, Scope scope) {
    return store.read(handle -> Groups.get(handle, id, scope));
  }

  /** What was written about a group, oldest first. */
  public List<FailedNote> notes(long group) {
    return store.read(handle -> Groups.notes(handle, group));
  }

  /** Says who looks after a group. @param owner or null: nobody @throws Rejected 404 or 422 */
  public void own(long group, String owner, String actor) {
    store.inTransaction(handle -> {
      Groups.own(handle, group, owner, actor);
      return null;
    });
  }

  /** Writes something about a group. @throws Rejected 404, or 422 unless it has 1 to 2000 characters */
  public void note(long group, String text, String author) {
    store.inTransaction(handle -> {
      Groups.note(handle, group, text, author, store.now());
      return null;
    });
  }

  /** Names, phones and the like that a message holds, the longest first. */
  public List<String> people(long id) {
    return store.read(handle -> FailedReads.people(handle, id));
  }

  /** Names and phones of the accounts whose messages of a group wait, the longest first. */
  public List<String> peopleOf(long group) {
    return store.read(handle -> Groups.people(handle, group));
  }

  /** One item, whole. */
  public Optional<FailedDetail> get(long id) {
    return store.read(handle -> FailedReads.get(handle, id));
  }

  /** Ends an item without a replay. @throws Rejected 404, 409 when it is dealt with or on replay, 422 without a reason */
  public void close(long id, String reason, String actor) {
    change(id, "closed", "failed-close", reason, actor, List.of("open", "failed-again", "quarantined"));
  }

  /** Lets an item out of quarantine. @throws Rejected 404, 409 when it is not there, 422 without a reason */
  public void release(long id, String reason, String actor) {
    change(id, "open", "failed-release", reason, actor, List.of("quarantined"));
  }

  /** Forgets what was dealt with longer ago than the retention; what was not is never forgotten. @return how many */
  public int purge() {
    Instant before = store.now().minus(retention);
    int gone = 0;
    for (int some = AT_A_TIME; some == AT_A_TIME; gone += some) {
      some = store.inTransaction(handle -> handle.createUpdate("DELETE FROM failed_message WHERE dealt_at < :before"
          + " ORDER BY dealt_at LIMIT " + AT_A_TIME).bind("before", Store.utc(before)).execute());
    }
    return gone;
  }

  /** Groups and indexes some of what an older hub has kept. @return how many, 0 when nothing is left */
  public int index() {
    int done = 0;
    for (int some = AT_A_TIME; some == AT_A_TIME && done < MOST_INDEXED; done += some) {
      some = store.inTransaction(handle -> OldMessages.index(handle, AT_A_TIME));
    }
    return done;
  }

  private void change(long id, String state, String action, String reason, String actor, List<String> from) {
    String why = Groups.text("reason", reason, LONGEST_REASON);
    store.inTransaction(handle -> {
      String now = handle.createQuery("SELECT state FROM failed_message WHERE id = :id FOR UPDATE").bind("id", id)
          .mapTo(String.class).findOne().orElseThrow(() -> new Rejected(404, "There is no failed message " + id));
      if (!from.contains(now)) {
        throw new Rejected(409, "Message " + id + " is " + now + ", allowed is " + String.join(", ", from));
      }
      handle.createUpdate("UPDATE failed_message SET state = :state, again = 0, replay_result = :why,"
              + " dealt_at = CASE WHEN :state = 'closed' THEN :now END WHERE id = :id")
          .bind("id", id).bind("state", state).bind("why", why).bind("now", Store.utc(store.now())).execute();
      Audit.add(handle, actor, action, "failed:" + id, Json.write(Map.of("before", now, "after", state, "reason", why)));
      return null;
    });
  }
}
