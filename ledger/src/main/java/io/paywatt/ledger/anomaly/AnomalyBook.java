package io.paywatt.ledger.anomaly;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.outbox.Outbox;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Opens and closes anomalies with their timeline and what administrators are told. All in the running transaction. */
final class AnomalyBook {
  private static final int REASON_LENGTH = 500;
  private static final String KEY = "anomaly:";

  private final Handle handle;
  private final Instant now;
  private final Map<Long, BigDecimal> goingOn = new TreeMap<>();

  AnomalyBook(Handle handle, Instant now) {
    this.handle = handle;
    this.now = now;
  }

  /**
   * Opens an anomaly of a meter. One that is open already stays as it is: the database holds that there is one.
   *
   * @param since  when it began, by the clock it is measured with
   * @param worst  value in the unit of the kind, or null
   * @param params for the notice, besides the time and the value
   * @param delay  after which it is told, so that an outage of the site can come first
   * @return its id
   */
  long open(AnomalyRule rule, long meterId, Instant since, BigDecimal worst, ObjectNode params, Duration delay) {
    Long open = handle.createQuery("SELECT id FROM anomaly WHERE open_meter = :meter AND kind = :kind")
        .bind("meter", meterId).bind("kind", rule.kind().word()).mapTo(Long.class).findOne().orElse(null);
    if (open != null) {
      return open;
    }
    handle.createUpdate("INSERT INTO anomaly (kind, site_id, meter_id, since, opened_at, last_at, worst)"
            + " SELECT :kind, r.site_id, m.id, :since, :now, :now, :worst FROM meter m"
            + " JOIN account a ON a.id = m.account_id JOIN room r ON r.id = a.room_id WHERE m.id = :meter")
        .bind("kind", rule.kind().word()).bind("since", Store.utc(since)).bind("now", Store.utc(now))
        .bind("worst", worst).bind("meter", meterId).execute();
    long id = lastId();
    begun(id, since, rule, worst);
    Long outage = delay.isZero() ? null : number("SELECT o.id FROM anomaly a JOIN anomaly o ON o.open_site = a.site_id"
        + " AND o.kind = 'site-outage' WHERE a.id = :id", id);
    if (outage != null) {
      group(List.of(id), outage);
    } else {
      tell(rule, id, meterId, "alert-" + rule.kind().word(), params(rule, since, worst, params), delay);
    }
    return id;
  }

  /** Opens the outage of a site. @return its id, or null when one is open already */
  Long openSite(AnomalyRule rule, long siteId, Instant since, int meters) {
    try {
      handle.createUpdate("INSERT INTO anomaly (kind, site_id, since, opened_at, last_at, worst)"
              + " VALUES (:kind, :site, :since, :now, :now, :worst)")
          .bind("kind", rule.kind().word()).bind("site", siteId).bind("since", Store.utc(since))
          .bind("now", Store.utc(now)).bind("worst", meters).execute();
    } catch (UnableToExecuteStatementException e) {
      if (Store.isDuplicateKey(e)) {
        return null; // another hub node was first
      }
      throw e;
    }
    long id = lastId();
    begun(id, since, rule, BigDecimal.valueOf(meters));
    ObjectNode params = place(siteId).put("count", meters).put("at", since.toString());
    tell(rule, id, null, "alert-site-outage", params, Duration.ZERO);
    if (rule.residents()) {
      tellResidents(id, "outage", since);
    }
    return id;
  }

  /** It goes on; noted by {@link #write}. @param worst null when that has no value */
  void goesOn(long id, BigDecimal worst) {
    goingOn.put(id, worst);
  }

  /** Notes what goes on, in one statement however many there are. */
  void write() {
    Bulk.execute(handle, "UPDATE anomaly SET last_at = ?, worst = COALESCE(?, worst) WHERE id = ? AND state = 'open'",
        goingOn.entrySet().stream().map(each -> new Object[] {Store.utc(now), each.getValue(), each.getKey()}).toList());
    goingOn.clear();
  }

  /** Ends it. @param at when it was over @param why for the timeline, or null */
  void close(AnomalyRule rule, long id, Instant at, String why) {
    write(); // what is closed takes nothing more
    int closed = handle.createUpdate("UPDATE anomaly SET state = 'closed', closed_at = :now"
            + " WHERE id = :id AND state = 'open'")
        .bind("now", Store.utc(now)).bind("id", id).execute();
    if (closed == 1) {
      step(id, "closed", why);
      boolean alone = number("SELECT outage_id FROM anomaly WHERE id = :id", id) == null;
      if (rule.tell() == AnomalyRule.Tell.BOTH && alone) {
        tellEnd(rule.kind(), id, at);
      }
      if (rule.residents()) {
        tellResidents(id, "outage-over", at);
      }
    }
  }

  private void tellEnd(AnomalyKind kind, long id, Instant at) {
    Long meterId = number("SELECT meter_id FROM anomaly WHERE id = :id", id);
    ObjectNode params = meterId == null ? place(number("SELECT site_id FROM anomaly WHERE id = :id", id)) : Json.object();
    params.put("at", at.toString()).put("anomalyZh", kind.zh).put("anomalyEn", kind.en);
    String notice = switch (kind) {
      case POWER_FAILURE -> "alert-power-restored";
      case SITE_OUTAGE -> "alert-site-restored";
      default -> "alert-ended";
    };
    notice(KEY + id + ":end", notice, meterId, params, Duration.ZERO);
    step(id, "told", "the end");
  }

  /** Everybody who lives at the site of the outage. */
  private void tellResidents(long id, String kind, Instant at) {
    List<Outbox.Effect> effects = handle.createQuery("SELECT a.id FROM anomaly o JOIN room r ON r.site_id = o.site_id"
        + " JOIN account a ON a.room_id = r.id WHERE o.id = :id").bind("id", id).mapTo(Long.class).list().stream()
        .map(account -> {
          ObjectNode notice = Json.object().put("kind", kind).put("accountId", account).putNull("meterId");
          notice.putObject("params").put("at", at.toString());
          return new Outbox.Effect(KEY + id + ":" + kind + ":" + account, Outbox.Kind.NOTICE, notice.toString());
        }).toList();
    Outbox.add(handle, effects, now);
    step(id, "told", effects.size() + " residents, " + kind);
  }

  /** Makes anomalies a part of an outage: what was not told yet is not told any more. */
  void group(Collection<Long> ids, long outage) {
    for (long id : ids) {
      handle.createUpdate("UPDATE anomaly SET outage_id = :outage WHERE id = :id").bind("outage", outage).bind("id", id)
          .execute();
      handle.createUpdate("UPDATE outbox SET done_at = :now WHERE effect_key = :key AND done_at IS NULL")
          .bind("now", Store.utc(now)).bind("key", KEY + id).execute();
      step(id, "grouped", "part of anomaly " + outage);
    }
  }

  /** One more line of its timeline. */
  void step(long id, String step, String detail) {
    step(id, now, step, detail);
  }

  private void step(long id, Instant at, String step, String detail) {
    handle.createUpdate("INSERT INTO anomaly_step (anomaly_id, at, step, detail) VALUES (:id, :at, :step, :detail)")
        .bind("id", id).bind("at", Store.utc(at)).bind("step", step)
        .bind("detail", detail == null || detail.length() <= REASON_LENGTH ? detail : detail.substring(0, REASON_LENGTH))
        .execute();
  }

  private void begun(long id, Instant since, AnomalyRule rule, BigDecimal worst) {
    step(id, since, "began", null);
    step(id, "opened", worst == null ? null
        : (worst.stripTrailingZeros().toPlainString() + " " + rule.kind().unit.sign).strip());
  }

  private void tell(AnomalyRule rule, long id, Long meterId, String kind, ObjectNode params, Duration delay) {
    if (rule.tell() != AnomalyRule.Tell.NONE) {
      notice(KEY + id, kind, meterId, params, delay);
      step(id, "told", delay.isZero() ? null : "in " + delay.toSeconds() + " s, unless it is an outage of the site");
    }
  }

  private void notice(String key, String kind, Long meterId, ObjectNode params, Duration delay) {
    ObjectNode notice = Json.object().put("kind", kind).putNull("accountId").put("meterId", meterId);
    notice.set("params", params);
    Outbox.add(handle, List.of(new Outbox.Effect(key, Outbox.Kind.NOTICE, notice.toString())), now, now.plus(delay));
  }

  private static ObjectNode params(AnomalyRule rule, Instant since, BigDecimal worst, ObjectNode more) {
    ObjectNode params = Json.object().put("at", since.toString());
    String field = rule.kind().unit.field;
    if (field != null && worst != null) {
      params.put(field, worst.stripTrailingZeros());
    }
    params.setAll(more);
    return params;
  }

  private ObjectNode place(long siteId) {
    return Json.object().put("place", handle.createQuery("SELECT name FROM site WHERE id = :id").bind("id", siteId)
        .mapTo(String.class).one());
  }

  private Long number(String sql, long id) {
    return handle.createQuery(sql).bind("id", id).mapTo(Long.class).findOne().orElse(null);
  }

  private long lastId() {
    return handle.createQuery("SELECT LAST_INSERT_ID()").mapTo(Long.class).one();
  }
}
