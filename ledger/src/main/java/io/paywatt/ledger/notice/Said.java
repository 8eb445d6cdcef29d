package io.paywatt.ledger.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** What was said not long ago: the same is not said again, and what follows soon waits to go together. */
final class Said {
  private final NoticeRules rules;
  private final Instant now;
  /** Account, kind and stage of what was said, with the time. */
  private final Map<String, Instant> before = new HashMap<>();
  /** Class and address of those who got one in the time of a digest. */
  private final Set<String> told = new HashSet<>();

  private Said(NoticeRules rules, Instant now) {
    this.rules = rules;
    this.now = now;
  }

  static Said load(Handle handle, NoticeRules rules, List<NewNotice> notices, Instant now) {
    Said said = new Said(rules, now);
    said.loadBefore(handle, notices.stream().filter(notice -> notice.accountId() != null
        && rules.of(notice.kind()).againAfter() != null).toList());
    notices.stream().map(notice -> rules.of(notice.kind())).filter(each -> each.digest() != null).distinct()
        .forEach(each -> said.loadTold(handle, each));
    return said;
  }

  private void loadBefore(Handle handle, List<NewNotice> notices) {
    Duration longest = rules.classes().stream().map(NoticeClass::againAfter).filter(Objects::nonNull)
        .max(Duration::compareTo).orElse(Duration.ZERO);
    Bulk.select(handle, "SELECT account_id, kind, JSON_VALUE(params, '$.stage'), MAX(created_at) FROM notice"
            + " WHERE created_at > ? AND state <> 'skipped' AND account_id IN (%s) GROUP BY 1, 2, 3",
        notices.stream().map(NewNotice::accountId).distinct().toList(),
        row -> before.put(about(row.getLong(1), row.getString(2), row.getString(3)),
            Store.instant(row.getObject(4, LocalDateTime.class))), Store.utc(now.minus(longest)));
  }

  private void loadTold(Handle handle, NoticeClass each) {
    handle.createQuery("SELECT DISTINCT recipient FROM notice WHERE importance = :importance"
            + " AND state IN ('queued', 'sent', 'accepted', 'delivered', 'failed', 'digested') AND due_at > :since"
            + " AND created_at > :since AND recipient IS NOT NULL")
        .bind("importance", each.importance()).bind("since", Store.utc(now.minus(each.digest()))).mapTo(String.class)
        .forEach(recipient -> told.add(each.name() + recipient));
  }

  /** Whether the same was said a short time ago; if not, it counts as said now. */
  boolean isRepeated(NewNotice notice, NoticeClass of) {
    if (of.againAfter() == null) {
      return false;
    }
    String about = about(notice.accountId(), notice.kind(), notice.params().path("stage").asText(null));
    Instant last = before.get(about);
    if (last != null && now.isBefore(last.plus(of.againAfter()))) {
      return true;
    }
    before.put(about, now);
    return false;
  }

  /** When a message goes: at once, or with what else comes in the time of a digest. */
  Instant due(String address, NoticeClass of) {
    if (of.digest() == null || told.add(of.name() + address)) {
      return now;
    }
    long window = of.digest().toMillis();
    return Instant.ofEpochMilli((now.toEpochMilli() / window + 1) * window);
  }

  private static String about(long accountId, String kind, String stage) {
    return accountId + " " + kind + " " + stage;
  }
}
