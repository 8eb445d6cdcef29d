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
import io.paywatt.ledger.contact.Contacts;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Messages to people: rendered once, sent at least once, never in the way of money. */
public final class NoticeDesk {
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
  /** No receipt has told what became of it. */
  private static final String OPEN = "state = 'queued' OR (state = 'failed' AND told_at IS NULL)";
  private static final int MOST_TRIES = 8;
  private static final Duration LONGEST_LIFE = Duration.ofHours(24);
  /** Who speaks when the message is about no house. */
  private static final String SENDER = "PayWatt";

  private final Store store;
  private final Texts texts;
  private final NoticeQueue queue;
  private final NoticeReceipts receipts;

  public NoticeDesk(Store store, Texts texts, NoticeSettings settings) {
    this.store = store;
    this.texts = texts;
    this.queue = new NoticeQueue(texts, settings);
    this.receipts = new NoticeReceipts(store);
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
      List<OutgoingNotice> due = handle.createQuery("SELECT id, kind, channel, recipient, locale, text, params FROM notice"
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

  /**
   * The provider has taken it.
   *
   * @param ref      what it calls the message, for people, or null
   * @param messages ids by which its receipts will name the message; none when it sends no receipts
   */
  public void sent(long id, String provider, String ref, List<String> messages) {
    String name = cut(provider, 32);
    store.inTransaction(handle -> {
      // what a receipt told before is not taken back
      handle.createUpdate("UPDATE notice SET provider = :provider, provider_ref = :ref,"
              + " error = IF(" + OPEN + ", NULL, error), ended_at = IF(" + OPEN + ", :now, ended_at),"
              + " state = IF(" + OPEN + ", 'sent', state) WHERE id = :id AND state <> 'skipped'")
          .bind("id", id).bind("provider", name).bind("ref", cut(ref, 128)).bind("now", Store.utc(store.now())).execute();
      receipts.taken(handle, id, name, messages);
      return null;
    });
  }

  /** As {@link #sent(long, String, String, List)} by a provider that sends no receipts. */
  public void sent(long id, String provider, String ref) {
    sent(id, provider, ref, List.of());
  }

  /**
   * The provider has not taken it: again when it says, else after 30 s, doubling, until 8 tries or 24 hours are over. An
   * address it knows no more is not used again.
   */
  public void notSent(long id, String provider, Refusal refusal) {
    store.inTransaction(handle -> handle
        .createQuery("SELECT attempts, created_at FROM notice WHERE id = :id AND state = 'queued' FOR UPDATE")
        .bind("id", id).map((row, context) -> nextTry(row, refusal)).findOne()
        .map(next -> {
          if (refusal.gone()) {
            Contacts.gone(handle, id, cut(refusal.why(), 500), store);
          }
          return handle.createUpdate("UPDATE notice SET provider = :provider, error = :why,"
                  + " state = IF(:next IS NULL, 'failed', 'queued'), due_at = COALESCE(:next, due_at),"
                  + " ended_at = IF(:next IS NULL, :now, NULL) WHERE id = :id")
              .bind("id", id).bind("provider", cut(provider, 32)).bind("why", cut(refusal.why(), 500))
              .bind("next", next.orElse(null)).bind("now", Store.utc(store.now())).execute();
        }));
  }

  /** As {@link #notSent(long, String, Refusal)} when the provider names no time. */
  public void notSent(long id, String provider, String why, boolean again) {
    notSent(id, provider, new Refusal(why, again));
  }

  /**
   * Newest first.
   *
   * @param state queued, sent, accepted, delivered, failed or skipped, or null for all
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
  private Optional<LocalDateTime> nextTry(ResultSet row, Refusal refusal) throws SQLException {
    int attempts = row.getInt("attempts");
    Instant end = Store.instant(row.getObject("created_at", LocalDateTime.class)).plus(LONGEST_LIFE);
    Duration wait = refusal.after() != null ? refusal.after()
        : FIRST_WAIT.multipliedBy(1L << Math.max(0, Math.min(attempts, MOST_TRIES) - 1));
    Instant next = store.now().plus(wait);
    return refusal.again() && attempts < MOST_TRIES && next.isBefore(end) ? Optional.of(Store.utc(next))
        : Optional.empty();
  }

  private OutgoingNotice outgoing(ResultSet row) throws SQLException {
    NoticeText text = texts.text(texts.nearest(row.getString("locale")), row.getString("kind"));
    Map<String, String> values = new HashMap<>();
    Json.object(row.getString("params")).properties()
        .forEach(value -> values.put(value.getKey(), value.getValue().asText()));
    return new OutgoingNotice(row.getLong("id"), row.getString("kind"), row.getString("channel"), row.getString("recipient"),
        row.getString("locale"), values.getOrDefault("site", SENDER), row.getString("text"), text.template(),
        Json.write(text.variables(values)));
  }
}
