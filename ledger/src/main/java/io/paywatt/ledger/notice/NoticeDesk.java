package io.paywatt.ledger.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Messages to people: rendered once, sent at least once, never in the way of money. */
public final class NoticeDesk {
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
  private static final int MOST_TRIES = 8;
  private static final Duration LONGEST_LIFE = Duration.ofHours(24);

  private final Store store;
  private final Texts texts;
  private final NoticeQueue queue;

  public NoticeDesk(Store store, Texts texts, NoticeSettings settings) {
    this.store = store;
    this.texts = texts;
    this.queue = new NoticeQueue(texts, settings);
  }

  /**
   * Renders and queues a notice in the running transaction; the same key again changes nothing.
   *
   * @param payload JSON, see {@link io.paywatt.ledger.outbox}
   * @throws IllegalArgumentException when the payload can't be read or its account is unknown
   */
  public void enqueue(Handle handle, String key, String payload, Instant now) {
    NewNotice notice = NewNotice.parse(key, payload);
    if (!enqueue(handle, List.of(notice), now).isEmpty()) {
      throw new IllegalArgumentException("accountId is " + notice.accountId() + ", there is no such account");
    }
  }

  /** Renders and queues many at once. @return those whose account is unknown: they were not queued */
  public List<NewNotice> enqueue(Handle handle, List<NewNotice> notices, Instant now) {
    return queue.add(handle, notices, now);
  }

  /** Takes messages to be sent now; one not reported on within 60 s is handed out again. */
  public List<OutgoingNotice> claimDue(int max) {
    return store.inTransaction(handle -> {
      Instant now = store.now();
      List<OutgoingNotice> due = handle.createQuery("SELECT id, kind, recipient, locale, text, params FROM notice"
              + " WHERE state = 'queued' AND due_at <= :now ORDER BY due_at LIMIT :max FOR UPDATE SKIP LOCKED")
          .bind("now", Store.utc(now)).bind("max", max).map((row, context) -> outgoing(row)).list();
      if (!due.isEmpty()) {
        handle.createUpdate("UPDATE notice SET attempts = attempts + 1, due_at = :later WHERE id IN (<ids>)")
            .bind("later", Store.utc(now.plus(LEASE))).bindList("ids", due.stream().map(OutgoingNotice::id).toList())
            .execute();
      }
      return due;
    });
  }

  /** The gateway has taken it. @param ref the gateway's reference, or null */
  public void sent(long id, String provider, String ref) {
    store.inTransaction(handle -> handle.createUpdate("UPDATE notice SET state = 'sent', provider = :provider,"
            + " provider_ref = :ref, error = NULL, ended_at = :now WHERE id = :id AND state IN ('queued', 'failed')")
        .bind("id", id).bind("provider", cut(provider, 32)).bind("ref", cut(ref, 128))
        .bind("now", Store.utc(store.now())).execute());
  }

  /**
   * The gateway has not taken it: again after 30 s, doubling, until 8 tries or 24 hours are over.
   *
   * @param again whether a later try can help
   */
  public void notSent(long id, String provider, String why, boolean again) {
    store.inTransaction(handle -> handle
        .createQuery("SELECT attempts, created_at FROM notice WHERE id = :id AND state = 'queued' FOR UPDATE")
        .bind("id", id).map((row, context) -> nextTry(row, again)).findOne()
        .map(next -> handle.createUpdate("UPDATE notice SET provider = :provider, error = :why,"
                + " state = IF(:next IS NULL, 'failed', 'queued'), due_at = COALESCE(:next, due_at),"
                + " ended_at = IF(:next IS NULL, :now, NULL) WHERE id = :id")
            .bind("id", id).bind("provider", cut(provider, 32)).bind("why", cut(why, 500))
            .bind("next", next.orElse(null)).bind("now", Store.utc(store.now())).execute()));
  }

  /**
   * Newest first.
   *
   * @param state queued, sent, failed or skipped, or null for all
   * @param after {@code next} of the part before, or null
   * @throws io.paywatt.ledger.Rejected 400 for another state or a wrong {@code after}
   */
  public Page<NoticeView> list(String state, int limit, String after) {
    return store.read(handle -> NoticeReads.list(handle, state, limit, after));
  }

  static String cut(String text, int limit) {
    return text == null || text.length() <= limit ? text : text.substring(0, limit - 1) + "…";
  }

  /** When to try again; empty when it is over. */
  private Optional<LocalDateTime> nextTry(ResultSet row, boolean again) throws SQLException {
    int attempts = row.getInt("attempts");
    Instant end = Store.instant(row.getObject("created_at", LocalDateTime.class)).plus(LONGEST_LIFE);
    Instant next = store.now().plus(FIRST_WAIT.multipliedBy(1L << Math.max(0, Math.min(attempts, MOST_TRIES) - 1)));
    return again && attempts < MOST_TRIES && next.isBefore(end) ? Optional.of(Store.utc(next))
        : Optional.empty();
  }

  private OutgoingNotice outgoing(ResultSet row) throws SQLException {
    NoticeText text = texts.text(texts.nearest(row.getString("locale")), row.getString("kind"));
    Map<String, String> values = new HashMap<>();
    Json.object(row.getString("params")).properties()
        .forEach(value -> values.put(value.getKey(), value.getValue().asText()));
    return new OutgoingNotice(row.getLong("id"), row.getString("kind"), row.getString("recipient"),
        row.getString("locale"), row.getString("text"), text.template(), Json.write(text.variables(values)));
  }
}
