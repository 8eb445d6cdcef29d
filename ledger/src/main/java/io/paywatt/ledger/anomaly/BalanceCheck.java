package io.paywatt.ledger.anomaly;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.reading.MeterFault;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * The balance on the meter against the ledger. The ledger is right: the meter is told its balance, once an episode. A large
 * difference is for a person: it may be money that one of the two does not know.
 */
final class BalanceCheck {
  /** The route whose desk items these are. */
  static final String ROUTE = "anomaly-check";
  private static final Duration SPOKE_LATELY = Duration.ofHours(1);

  private record Compared(long meterId, String serial, String currency, long onMeter, long inLedger) {
    BigDecimal difference() {
      int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
      return BigDecimal.valueOf(Math.abs(onMeter - inLedger), digits);
    }
  }

  private final Store store;
  private final AnomalyRules rules;
  private final CommandDesk commands;

  BalanceCheck(Store store, AnomalyRules rules, CommandDesk commands) {
    this.store = store;
    this.rules = rules;
    this.commands = commands;
  }

  void run() {
    rules.rule(AnomalyKind.BALANCE_MISMATCH).ifPresent(rule -> currencies().forEach(currency -> {
      Instant now = store.now();
      // locked one after the other: the intake of readings does not wait for a long look
      for (long meterId : suspects(rule, currency, now)) {
        store.inTransaction(handle -> look(handle, rule, meterId, now));
      }
    }));
  }

  private List<String> currencies() {
    return store.read(handle -> handle.createQuery("SELECT DISTINCT currency FROM account").mapTo(String.class).list());
  }

  /** Meters beyond the limit, and those with an episode. What is on its way is waited for; Wh are not compared with money. */
  private List<Long> suspects(AnomalyRule rule, String currency, Instant now) {
    int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    return store.read(handle -> handle.createQuery("SELECT s.meter_id FROM meter_state s JOIN meter m ON m.id = s.meter_id"
            + " JOIN account a ON a.id = m.account_id AND a.currency = :currency JOIN balance b ON b.account_id = a.id"
            + " LEFT JOIN anomaly_watch w ON w.meter_id = s.meter_id AND w.kind = 'balance-mismatch'"
            + " LEFT JOIN energy_balance e ON e.account_id = a.id"
            + " WHERE e.account_id IS NULL AND s.meter_balance IS NOT NULL AND (w.meter_id IS NOT NULL OR s.last_seen > :lately"
            + " AND ABS(s.meter_balance - FLOOR(b.amount / :scale)) >= :open) AND NOT EXISTS (SELECT 1 FROM command c"
            + " WHERE c.meter_id = s.meter_id AND c.state IN ('queued', 'sent') AND c.kind IN ('credit', 'balance'))"
            + " ORDER BY s.meter_id")
        .bind("currency", currency).bind("lately", Store.utc(now.minus(SPOKE_LATELY)))
        .bind("scale", Nano.perMinor(currency)).bind("open", rule.open().movePointRight(digits))
        .mapTo(Long.class).list());
  }

  private Object look(Handle handle, AnomalyRule rule, long meterId, Instant now) {
    handle.execute("SELECT 1 FROM meter_state WHERE meter_id = ? FOR UPDATE", meterId);
    Compared seen = handle.createQuery("SELECT m.serial, a.currency, s.meter_balance, b.amount FROM meter m"
            + " JOIN meter_state s ON s.meter_id = m.id JOIN account a ON a.id = m.account_id"
            + " JOIN balance b ON b.account_id = a.id WHERE m.id = :meter").bind("meter", meterId)
        .map((row, context) -> new Compared(meterId, row.getString("serial"), row.getString("currency"),
            row.getLong("meter_balance"), Nano.toMinorFloor(row.getLong("amount"), row.getString("currency")))).one();
    Watches watches = new Watches(handle, List.of(meterId));
    Episode before = watches.get(meterId, rule.kind());
    Episode.Next next = Episode.next(before, seen.difference(), now, rule);
    AnomalyBook book = new AnomalyBook(handle, now);
    Episode episode = next.episode();
    if (next.act() == Episode.Act.OPEN) {
      episode = episode.opened(open(handle, book, rule, seen, episode, now));
    } else if (next.act() == Episode.Act.CLOSE) {
      book.close(rule, before.anomaly(), now, "meter and ledger agree");
    }
    watches.set(meterId, rule.kind(), episode);
    watches.write(handle);
    return null;
  }

  private long open(Handle handle, AnomalyBook book, AnomalyRule rule, Compared seen, Episode episode, Instant now) {
    ObjectNode params = Json.object().put("amount", seen.onMeter() - seen.inLedger()).put("currency", seen.currency());
    long id = book.open(rule, seen.meterId(), episode.since(), episode.worst(), params, Duration.ZERO);
    if (rule.isAtOnce(seen.difference())) {
      String words = "the meter shows " + seen.onMeter() + ", the ledger says " + seen.inLedger() + " (minor units of "
          + seen.currency() + "). Find out which payment one of them does not know, then send a balance";
      params.put("meter", seen.serial()).put("onMeter", seen.onMeter()).put("inLedger", seen.inLedger());
      MeterFault.report(handle, ROUTE, List.of(new MeterFault(seen.serial(), "balance", words, Json.write(params))), now);
      book.step(id, "desk", words);
    } else {
      commands.syncBalance(handle, seen.meterId(), "balance-sync:" + id, now);
      book.step(id, "synced", "the meter is told the balance of the ledger");
    }
    return id;
  }
}
