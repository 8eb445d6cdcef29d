package io.paywatt.ledger.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** How many messages each account got in the last hour and day, of the classes that are limited. */
final class PersonLimits {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  /** A message may be so much older than its sending. */
  private static final Duration LONGEST_LIFE = Duration.ofDays(7);

  private final NoticeRules rules;
  private final Map<Long, Count> counts = new HashMap<>();

  private record Count(int hour, int day) {}

  private PersonLimits(NoticeRules rules) {
    this.rules = rules;
  }

  static PersonLimits load(Handle handle, NoticeRules rules, Collection<Long> accountIds, Instant now) {
    PersonLimits limits = new PersonLimits(rules);
    String limited = String.join(",", rules.classes().stream().filter(NoticeClass::limited)
        .map(each -> Integer.toString(each.importance())).toList());
    Bulk.select(handle, "SELECT account_id, SUM(COALESCE(ended_at, ?) > ?), COUNT(*) FROM notice WHERE created_at > ?"
            + " AND ((state IN ('sent', 'accepted', 'delivered') AND ended_at > ?) OR (state = 'queued' AND attempts > 0))"
            + " AND importance IN (" + limited + ") AND account_id IN (%s) GROUP BY account_id", accountIds,
        row -> limits.counts.put(row.getLong(1), new Count(row.getInt(2), row.getInt(3))), Store.utc(now),
        Store.utc(now.minus(HOUR)), Store.utc(now.minus(LONGEST_LIFE)), Store.utc(now.minus(DAY)));
    return limits;
  }

  /** Counts one more. @return null when it may go, else what it waits for */
  String take(Long accountId) {
    Count count = counts.getOrDefault(accountId, new Count(0, 0));
    if (count.hour() >= rules.personHour()) {
      return "waits: " + count.hour() + " messages in an hour";
    }
    if (count.day() >= rules.personDay()) {
      return "waits: " + count.day() + " messages in 24 hours";
    }
    counts.put(accountId, new Count(count.hour() + 1, count.day() + 1));
    return null;
  }
}
