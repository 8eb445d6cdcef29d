package io.paywatt.ledger.notice;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Makes one message of several that are due for the same address, where their class says so. */
final class Digests {
  private static final int MOST_LINES = 5;
  private static final int LONGEST_LINE = 100;
  private static final int MOST_TOGETHER = 500;

  private final Texts texts;
  private final NoticeSettings settings;

  Digests(Texts texts, NoticeSettings settings) {
    this.texts = texts;
    this.settings = settings;
  }

  private record Member(long id, Long accountId, String channel, String recipient, String locale, String text,
      boolean lastWay) {
    String address() {
      return channel + " " + locale + " " + recipient;
    }
  }

  void gather(Handle handle, Instant now) {
    settings.rules().classes().stream().filter(each -> each.digest() != null).forEach(each -> {
      Map<String, List<Member>> byAddress = due(handle, each, now).stream()
          .collect(Collectors.groupingBy(Member::address));
      byAddress.values().stream().filter(members -> members.size() > 1)
          .forEach(members -> together(handle, each, members, now));
    });
  }

  private static List<Member> due(Handle handle, NoticeClass each, Instant now) {
    return handle.createQuery("SELECT id, account_id, channel, recipient, locale, text, last_way FROM notice WHERE state = 'queued'"
            + " AND importance = :importance AND due_at <= :now AND attempts = 0 AND kind <> :digest"
            + " ORDER BY due_at, id LIMIT :most FOR UPDATE SKIP LOCKED")
        .bind("importance", each.importance()).bind("now", Store.utc(now)).bind("digest", NoticeKinds.DIGEST)
        .bind("most", MOST_TOGETHER).map((row, context) -> new Member(row.getLong("id"),
            row.getObject("account_id", Long.class), row.getString("channel"), row.getString("recipient"),
            row.getString("locale"), row.getString("text"), row.getBoolean("last_way"))).list();
  }

  private void together(Handle handle, NoticeClass each, List<Member> members, Instant now) {
    Member first = members.get(0);
    List<Long> ids = members.stream().map(Member::id).toList();
    Map<String, String> values = Map.of("count", Integer.toString(members.size()), "lines", lines(members));
    String text = texts.text(first.locale(), NoticeKinds.DIGEST).render(values);
    long digest = Bulk.insert(handle, "INSERT INTO notice (notice_key, kind, account_id, channel, recipient, locale, params,"
            + " text, created_at, due_at, importance, expires_at, last_way) VALUES %s RETURNING id",
        List.<Object[]>of(new Object[] {"digest:" + first.id(), NoticeKinds.DIGEST, first.accountId(), first.channel(),
            first.recipient(), first.locale(), Json.write(values), text, Store.utc(now), Store.utc(now), each.importance(),
            Store.utc(now.plus(each.expires())), first.lastWay()}), row -> row.getLong(1)).get(0);
    Bulk.update(handle, "UPDATE notice SET state = 'digested', digest_id = ?, ended_at = ? WHERE id IN (%s)", ids, digest,
        Store.utc(now));
  }

  private static String lines(List<Member> members) {
    String shown = members.stream().limit(MOST_LINES).map(member -> NoticeDesk.cut(member.text(), LONGEST_LINE))
        .collect(Collectors.joining("\n"));
    return members.size() > MOST_LINES ? shown + "\n…" : shown;
  }
}
