package io.paywatt.ledger.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import io.paywatt.ledger.contact.Contacts;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Notes what a provider said to a message: taken, or not, and what comes of it. */
final class NoticeEnds {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
  private static final int DOUBLINGS = 10;
  private static final int PROVIDER = 32;
  private static final int REASON = 500;
  private static final String SELECT = "SELECT id, kind, channel, text, importance, attempts, created_at, expires_at"
      + " FROM notice WHERE id = :id";
  /** No receipt has told what became of it. */
  private static final String OPEN = "state = 'queued' OR (state = 'failed' AND told_at IS NULL)";

  private final Store store;
  private final NoticeSettings settings;
  private final NoticeReceipts receipts;

  NoticeEnds(Store store, NoticeSettings settings) {
    this.store = store;
    this.settings = settings;
    this.receipts = new NoticeReceipts(store);
  }

  private record Facts(long id, String channel, String text, int importance, int attempts, Instant expires) {
    static Facts of(ResultSet row) throws SQLException {
      LocalDateTime expires = row.getObject("expires_at", LocalDateTime.class);
      return new Facts(row.getLong("id"), row.getString("channel"), row.getString("text"), row.getInt("importance"),
          row.getInt("attempts"), expires != null ? Store.instant(expires)
          : Store.instant(row.getObject("created_at", LocalDateTime.class)).plus(Duration.ofDays(1)));
    }
  }

  /** In the order of their numbers, as every transaction locks them; what they cost is noted last, once a provider. */
  void sent(Handle handle, List<NoticeDesk.Taken> group) {
    Map<String, Long> costs = new TreeMap<>();
    group.stream().sorted(Comparator.comparingLong(NoticeDesk.Taken::id)).forEach(taken -> {
      String name = NoticeDesk.cut(taken.provider(), PROVIDER);
      if (sent(handle, taken, name)) {
        costs.merge(name, cost(handle, taken.id(), settings.rules().provider(name)), Long::sum);
      }
    });
    LocalDate today = LocalDate.ofInstant(store.now(), settings.zone());
    costs.forEach((name, cost) -> Pace.took(handle, name, cost, today));
  }

  private boolean sent(Handle handle, NoticeDesk.Taken taken, String name) {
    Instant now = store.now();
    Duration receipt = settings.rules().provider(name).receipt();
    // what a receipt told before is not taken back
    int known = handle.createUpdate("UPDATE notice SET provider = :provider, provider_ref = :ref,"
            + " error = IF(" + OPEN + ", NULL, error), ended_at = IF(" + OPEN + ", :now, ended_at),"
            + " receipt_by = IF(last_way, NULL, :receiptBy), state = IF(" + OPEN + ", 'sent', state)"
            + " WHERE id = :id AND state <> 'skipped'")
        .bind("id", taken.id()).bind("provider", name).bind("ref", NoticeDesk.cut(taken.ref(), 128))
        .bind("now", Store.utc(now)).bind("receiptBy", receipt == null ? null : Store.utc(now.plus(receipt))).execute();
    receipts.taken(handle, taken.id(), name, taken.messages());
    return known > 0;
  }

  /** What counts with the cost of the day. */
  private long cost(Handle handle, long id, NoticeRules.ProviderRule rule) {
    if (rule.cost() == 0) {
      return 0;
    }
    Facts facts = facts(handle, id, "");
    return settings.rules().at(facts.importance()).limited() ? rule.cost(facts.channel(), facts.text()) : 0;
  }

  /** @param by the provider, or null: it is the one of the message's channel */
  void notSent(Handle handle, long id, String by, Refusal refusal) {
    Facts facts = facts(handle, id, " AND state = 'queued' FOR UPDATE");
    if (facts == null) {
      return;
    }
    String provider = by == null ? settings.provider(facts.channel()) : by;
    Instant now = store.now();
    if (refusal.gone()) {
      Contacts.gone(handle, id, NoticeDesk.cut(refusal.why(), REASON), store);
    }
    Instant next = refusal.again() ? next(handle, provider, facts, refusal, now) : null;
    boolean over = next == null || !next.isBefore(facts.expires());
    handle.createUpdate("UPDATE notice SET provider = :provider, error = :why, state = IF(:over, 'failed', 'queued'),"
            + " due_at = COALESCE(:next, due_at), ended_at = IF(:over, :now, NULL) WHERE id = :id")
        .bind("id", id).bind("provider", NoticeDesk.cut(provider, PROVIDER)).bind("why", NoticeDesk.cut(refusal.why(), REASON))
        .bind("over", over).bind("next", Store.utc(next)).bind("now", Store.utc(now)).execute();
    NoticeSteps.add(handle, id, "tried", provider + ": " + refusal.why(), now);
  }

  /**
   * When to try again. A provider that is down holds its whole queue, and the message keeps its place in it; otherwise the
   * fault is the message's, which waits alone.
   */
  private static Instant next(Handle handle, String provider, Facts facts, Refusal refusal, Instant now) {
    if (refusal.after() != null) {
      return now.plus(refusal.after());
    }
    if (Pace.failed(handle, NoticeDesk.cut(provider, PROVIDER), now)) {
      return now;
    }
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.max(0, Math.min(facts.attempts(), DOUBLINGS) - 1));
    return now.plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
  }

  private static Facts facts(Handle handle, long id, String more) {
    return handle.createQuery(SELECT + more).bind("id", id).map((row, context) -> Facts.of(row)).findOne().orElse(null);
  }
}
