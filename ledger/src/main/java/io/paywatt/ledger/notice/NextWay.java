package io.paywatt.ledger.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import io.paywatt.ledger.contact.Channels;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Sends a message by the next channel when one failed, brought no receipt in time, or is down for too long. */
final class NextWay {
  private static final int SLICE = 200;
  /** So long a message waits for a provider that is down. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final String STUCK = "SELECT n.* FROM notice n WHERE n.last_way = FALSE AND (n.state = 'failed'"
      + " OR (n.state IN ('sent', 'accepted') AND n.receipt_by <= :now) OR (n.state = 'queued' AND n.created_at <= :patience"
      + " AND EXISTS (SELECT 1 FROM notice_provider p WHERE p.name = IF(n.channel = 'sms', :sms, n.channel)"
      + " AND p.held_until > :now))) LIMIT :slice FOR UPDATE SKIP LOCKED";

  private final Texts texts;
  private final NoticeSettings settings;

  NextWay(Texts texts, NoticeSettings settings) {
    this.texts = texts;
    this.settings = settings;
  }

  private record Stuck(long id, String kind, int importance, long accountId, String channel, String locale, String params,
      String state, String error, Instant expires) {
    static Stuck of(ResultSet row) throws SQLException {
      return new Stuck(row.getLong("id"), row.getString("kind"), row.getInt("importance"), row.getLong("account_id"),
          row.getString("channel"), row.getString("locale"), row.getString("params"), row.getString("state"), row.getString("error"),
          Store.instant(row.getObject("expires_at", LocalDateTime.class)));
    }
  }

  void run(Handle handle, Instant now) {
    List<Stuck> all = handle.createQuery(STUCK).bind("now", Store.utc(now)).bind("slice", SLICE)
        .bind("patience", Store.utc(now.minus(PATIENCE))).bind("sms", settings.provider(Channels.SMS)).map((row, context) -> Stuck.of(row)).list();
    if (!all.isEmpty()) {
      Ways ways = Ways.load(handle, all.stream().map(Stuck::accountId).distinct().toList());
      all.forEach(stuck -> move(handle, stuck, ways, now));
    }
  }

  private void move(Handle handle, Stuck stuck, Ways ways, Instant now) {
    List<Ways.Way> left = now.isBefore(stuck.expires())
        ? ways.after(stuck.accountId(), settings.rules().at(stuck.importance()).channels(), stuck.channel()) : List.of();
    if (left.isEmpty()) {
      handle.createUpdate("UPDATE notice SET last_way = TRUE, receipt_by = NULL WHERE id = :id").bind("id", stuck.id())
          .execute();
      return;
    }
    Ways.Way way = left.get(0);
    String locale = way.locale() == null ? stuck.locale() : texts.nearest(way.locale());
    String text = texts.text(locale, stuck.kind()).render(NoticeText.values(stuck.params()));
    handle.createUpdate("UPDATE notice SET channel = :channel, recipient = :address, locale = :locale, text = :text,"
            + " state = 'queued', attempts = 0, due_at = :now, ended_at = NULL, told_at = NULL, error = NULL,"
            + " provider = :provider, provider_ref = NULL, receipt_by = NULL, last_way = :last WHERE id = :id")
        .bind("channel", way.channel()).bind("address", way.address()).bind("locale", locale).bind("text", text)
        .bind("now", Store.utc(now)).bind("provider", settings.provider(way.channel())).bind("last", left.size() == 1)
        .bind("id", stuck.id()).execute();
    NoticeSteps.add(handle, stuck.id(), "next-way", stuck.channel() + " " + why(stuck) + "; now by " + way.channel(), now);
  }

  private static String why(Stuck stuck) {
    return switch (stuck.state()) {
      case "failed" -> "failed: " + stuck.error();
      case "queued" -> "is down";
      default -> "brought no receipt in time";
    };
  }
}
