package io.paywatt.ledger.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** What messages that count with the cost of the day may still take: what providers have and what is on its way is gone. */
final class Budget {
  private static final String ON_THEIR_WAY = "SELECT channel, text FROM notice WHERE state = 'queued' AND importance IN (<limited>)"
      + " AND attempts > 0 AND due_at > :now AND due_at <= :leased";

  private final NoticeSettings settings;
  /** Nano units, or null for any. */
  private Long left;

  /** @param lease how long a message is on its way before it is handed out again */
  Budget(Handle handle, NoticeSettings settings, Instant now, Duration lease) {
    this.settings = settings;
    Long most = settings.rules().costPerDay();
    List<Integer> limited = settings.rules().classes().stream().filter(NoticeClass::limited).map(NoticeClass::importance).toList();
    if (most != null && !limited.isEmpty()) {
      long onTheirWay = handle.createQuery(ON_THEIR_WAY).bindList("limited", limited).bind("now", Store.utc(now))
          .bind("leased", Store.utc(now.plus(lease))).map((row, context) -> cost(row.getString("channel"), row.getString("text")))
          .list().stream().mapToLong(Long::longValue).sum();
      left = most - Pace.spent(handle, LocalDate.ofInstant(now, settings.zone())) - onTheirWay;
    }
  }

  /** Whether there is money for a message; what costs nothing goes always. */
  boolean allows(OutgoingNotice notice) {
    long cost = cost(notice.channel(), notice.text());
    return left == null || cost == 0 || cost <= left;
  }

  /** It goes. */
  void take(OutgoingNotice notice) {
    left = left == null ? null : (Long) (left - cost(notice.channel(), notice.text()));
  }

  private long cost(String channel, String text) {
    return settings.rules().provider(settings.provider(channel)).cost(channel, text);
  }
}
