package io.paywatt.ledger.timeline;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import io.paywatt.ledger.command.CommandStates;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * A stage that can be late: how to find what is, and what has been done after all. Each query begins at an index of work
 * that is under way, never at all payments.
 */
enum LateStage {
  RECEIVED(LateSettings::notice, "inquiry_id", "SELECT i.id, COALESCE(i.unanswered_since, i.created_at) AS since"
      + " FROM inquiry i WHERE (i.kind = 'claim' AND i.state IN ('open', 'statement') AND i.created_at < :before)"
      + " OR (i.kind = 'order' AND i.state = 'open' AND i.unanswered_since < :before)",
      "JOIN inquiry i ON i.id = l.inquiry_id", "i.state NOT IN ('open', 'statement')"
          + " OR (i.kind = 'order' AND i.unanswered_since IS NULL)"),

  POSTED(LateSettings::posting, "payment_id", "SELECT p.id, p.received_at AS since FROM payment p"
      + " WHERE p.state = 'parked' AND p.entry_id IS NOT NULL AND p.amount > p.refunded AND p.received_at < :before",
      "JOIN payment p ON p.id = l.payment_id", "p.state <> 'parked' OR p.amount <= p.refunded"),

  SENT(LateSettings::sending, "payment_id", "SELECT p.id, e.posted_at AS since FROM (" + LateSql.QUEUED + " UNION "
      + LateSql.WAITING + ") w" + LateSql.POSTING,
      LateSql.COMMAND, "c.state <> 'queued'"),

  ACKNOWLEDGED(LateSettings::meter, "payment_id", "SELECT p.id, e.posted_at AS since FROM (" + LateSql.QUEUED + " UNION "
      + LateSql.ON_THE_WAY + " UNION " + LateSql.REFUSED + ") w" + LateSql.POSTING,
      LateSql.COMMAND, "c.state IN " + CommandStates.TAKEN + " OR " + LateSql.SET_RIGHT),

  RECEIPT(LateSettings::receipt, "payment_id", "SELECT p.id, e.posted_at AS since FROM (SELECT"
      + " CAST(SUBSTRING(n.notice_key, 17) AS UNSIGNED) AS payment FROM notice n WHERE n.state = 'queued' AND n.created_at < :before"
      + " AND n.notice_key LIKE 'receipt:payment:%') w" + LateSql.POSTING,
      "JOIN notice n ON n.notice_key = CONCAT('receipt:payment:', l.payment_id)", "n.state <> 'queued'");

  /** A credit expires after 7 days; what ended longer ago than that has been on the desk. */
  private static final Duration OLDEST = Duration.ofDays(15);
  private static final int MOST = 1000;

  private final Function<LateSettings, Duration> allowed;
  private final String subject;
  private final String late;
  private final String join;
  private final String done;

  LateStage(Function<LateSettings, Duration> allowed, String subject, String late, String join,
      String done) {
    this.allowed = allowed;
    this.subject = subject;
    this.late = late;
    this.join = join;
    this.done = done;
  }

  /** The name in the database and in a timeline. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Notes what is late and not noted yet. @return how many */
  int find(Handle handle, Instant now, LateSettings settings) {
    Duration time = allowed.apply(settings);
    var query = handle.createQuery("SELECT f.id, f.since FROM (" + late + ") f LEFT JOIN late_stage l ON l." + subject
            + " = f.id AND l.stage = :stage AND l.ended_at IS NULL WHERE l.id IS NULL LIMIT " + MOST)
        .bind("before", Store.utc(now.minus(time))).bind("stage", word());
    if (late.contains(":oldest")) {
      query.bind("oldest", Store.utc(now.minus(OLDEST)));
    }
    var insert = handle.prepareBatch("INSERT INTO late_stage (stage, " + subject + ", deadline) VALUES (:stage, :id,"
        + " :deadline) ON DUPLICATE KEY UPDATE ended_at = NULL, deadline = VALUES(deadline)");
    query.map((row, context) -> new Object[] {row.getLong("id"),
        row.getObject("since", LocalDateTime.class)}).forEach(found -> insert.bind("stage", word())
            .bind("id", found[0]).bind("deadline", ((LocalDateTime) found[1]).plus(time)).add());
    return insert.size() == 0 ? 0 : insert.execute().length;
  }

  /** Ends what has been done after all. @return how many */
  int end(Handle handle, Instant now) {
    List<Long> ids = handle.createQuery("SELECT l.id FROM late_stage l " + join + " WHERE l.ended_at IS NULL"
            + " AND l.stage = :stage AND (" + done + ") LIMIT " + MOST)
        .bind("stage", word()).mapTo(Long.class).list();
    return ids.isEmpty() ? 0 : handle.createUpdate("UPDATE late_stage SET ended_at = :now WHERE id IN (<ids>)")
        .bind("now", Store.utc(now)).bindList("ids", ids).execute();
  }
}
