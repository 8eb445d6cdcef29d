package io.paywatt.ledger.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** Takes the messages to be sent now: the most important first, as many as providers, people and the day's cost allow. */
final class NoticeClaims {
  private static final Duration LEASE = Duration.ofSeconds(60);
  /** After that a person's limits are looked at again. */
  private static final Duration LIMIT_WAIT = Duration.ofMinutes(10);
  private static final int MOST_EXPIRED = 500;

  private final NoticeSettings settings;
  private final NoticeRules rules;
  private final RowMapper<OutgoingNotice> mapper;

  /** A message that is due. @param accountId null for the administrators */
  private record Due(OutgoingNotice notice, Long accountId) {}

  NoticeClaims(NoticeSettings settings, RowMapper<OutgoingNotice> mapper) {
    this.settings = settings;
    this.rules = settings.rules();
    this.mapper = mapper;
  }

  List<OutgoingNotice> claim(Handle handle, int max, Instant now) {
    expire(handle, now);
    Round round = new Round(handle, new Pace(handle, rules, now), new Budget(handle, settings, now, LEASE), now);
    boolean quiet = rules.isQuiet(now, settings.zone());
    for (NoticeClass each : rules.classes()) {
      if (round.chosen.size() < max && !(quiet && each.quietWaits())) {
        round.take(each, max);
      }
    }
    round.pace.save();
    lease(handle, round.chosen, now);
    return round.chosen;
  }

  /** Drops what nobody needs any more; why stands with it. */
  private void expire(Handle handle, Instant now) {
    handle.createUpdate("UPDATE notice SET state = 'expired', ended_at = :now, last_way = TRUE, error = CONCAT('expired',"
            + " COALESCE(CONCAT(': ', error), ': it was not its turn')) WHERE state = 'queued' AND expires_at <= :now"
            + " ORDER BY expires_at LIMIT " + MOST_EXPIRED).bind("now", Store.utc(now)).execute();
  }

  private static void lease(Handle handle, List<OutgoingNotice> chosen, Instant now) {
    if (!chosen.isEmpty()) {
      handle.createUpdate("UPDATE notice SET attempts = attempts + 1, due_at = :later WHERE id IN (<ids>)")
          .bind("later", Store.utc(now.plus(LEASE))).bindList("ids", chosen.stream().map(OutgoingNotice::id).toList())
          .execute();
    }
  }

  /** One look at the queue. */
  private final class Round {
    private final Handle handle;
    private final Pace pace;
    private final Budget budget;
    private final Instant now;
    private final List<OutgoingNotice> chosen = new ArrayList<>();
    /** Channels whose provider may be given no more. */
    private final Set<String> full = new HashSet<>();
    /** Channels for which the money of the day is spent. */
    private final Set<String> tooDear = new HashSet<>();

    Round(Handle handle, Pace pace, Budget budget, Instant now) {
      this.handle = handle;
      this.pace = pace;
      this.budget = budget;
      this.now = now;
    }

    /** Looks again without the channels that turned out to be full: their messages must not keep others from going. */
    void take(NoticeClass each, int max) {
      int closedBefore;
      do {
        closedBefore = closed(each).size();
        List<Due> due = due(each, max - chosen.size());
        choose(each, due);
      } while (closed(each).size() > closedBefore && chosen.size() < max);
    }

    private Set<String> closed(NoticeClass each) {
      Set<String> closed = new HashSet<>(full);
      closed.addAll(each.limited() ? tooDear : Set.of());
      return closed;
    }

    private List<Due> due(NoticeClass each, int max) {
      Set<String> closed = closed(each);
      List<Long> taken = chosen.isEmpty() ? List.of(0L) : chosen.stream().map(OutgoingNotice::id).toList();
      // by class and time, as the index has them: sorting the whole queue would take longer the longer it is
      return handle.createQuery("SELECT id, kind, account_id, channel, recipient, locale, text, params FROM notice"
              + " WHERE state = 'queued' AND importance = :importance AND due_at <= :now AND channel NOT IN (<closed>)"
              + " AND id NOT IN (<taken>) ORDER BY due_at LIMIT :max FOR UPDATE SKIP LOCKED")
          .bind("importance", each.importance()).bind("now", Store.utc(now)).bindList("closed", closed.isEmpty() ? Set.of("-") : closed)
          .bindList("taken", taken).bind("max", max)
          .map((row, context) -> new Due(mapper.map(row, context), row.getObject("account_id", Long.class))).list();
    }

    private void choose(NoticeClass each, List<Due> due) {
      PersonLimits limits = each.limited() ? PersonLimits.load(handle, rules,
          due.stream().map(Due::accountId).filter(Objects::nonNull).distinct().toList(), now) : null;
      for (Due one : due) {
        if (isClosed(each, one.notice())) {
          continue;
        }
        String wait = limits == null || one.accountId() == null ? null : limits.take(one.accountId());
        if (wait != null) {
          later(one.notice().id(), wait);
        } else if (pace.take(settings.provider(one.notice().channel()))) {
          chosen.add(one.notice());
          if (each.limited()) {
            budget.take(one.notice());
          }
        } else {
          full.add(one.notice().channel());
        }
      }
    }

    /** Closes the channel itself when there is no money for the message. */
    private boolean isClosed(NoticeClass each, OutgoingNotice notice) {
      if (each.limited() && !budget.allows(notice)) {
        tooDear.add(notice.channel());
      }
      return full.contains(notice.channel()) || each.limited() && tooDear.contains(notice.channel());
    }

    private void later(long id, String why) {
      handle.createUpdate("UPDATE notice SET due_at = :later, error = :why WHERE id = :id")
          .bind("later", Store.utc(now.plus(LIMIT_WAIT))).bind("why", why).bind("id", id).execute();
    }
  }
}
