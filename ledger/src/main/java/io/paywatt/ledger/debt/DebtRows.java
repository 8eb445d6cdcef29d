package io.paywatt.ledger.debt;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import io.paywatt.ledger.credit.Recovery;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.outbox.Outbox;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Rows of debts: the first of an account, the notice beforehand, what was changed and by whom. */
final class DebtRows {
  private DebtRows() {}

  /** Makes the debt of an account, of nothing yet; one that is there stays. */
  static void open(Handle handle, long accountId, String currency, Instant now) {
    handle.createUpdate("INSERT INTO ledger_account (code, kind, holder_id, currency) SELECT CONCAT('debt:', a.number),"
            + " 'debt', a.id, :currency FROM account a LEFT JOIN ledger_account l ON l.holder_id = a.id AND l.kind = 'debt'"
            + " WHERE a.id = :account AND l.id IS NULL")
        .bind("currency", currency).bind("account", accountId).execute();
    handle.createUpdate("INSERT IGNORE INTO account_debt (account_id, owed, notices, recovery_at)"
            + " VALUES (:account, 0, 0, :now)")
        .bind("account", accountId).bind("now", Store.utc(now)).execute();
  }

  /** A debt of nothing became one: the customer is told, and recovery begins after that. @param nano what is owed */
  static void tell(Handle handle, long accountId, String currency, long nano, Recovery recovery, Instant now,
      Duration before) {
    Instant begins = now.plus(before);
    handle.createUpdate("UPDATE account_debt SET notices = notices + 1, recovery_at = :begins WHERE account_id = :account")
        .bind("begins", Store.utc(begins)).bind("account", accountId).execute();
    int notice = handle.createQuery("SELECT notices FROM account_debt WHERE account_id = :account")
        .bind("account", accountId).mapTo(Integer.class).one();
    Outbox.add(handle, List.of(notice(accountId, notice, currency, nano, recovery, begins)), now);
  }

  /** Tells the customer what is owed, what payments will give, and from when on. @param number of the notice, from 1 */
  static Outbox.Effect notice(long accountId, int number, String currency, long nano, Recovery recovery, Instant begins) {
    var payload = Json.object().put("kind", "debt-recovery").put("accountId", accountId).putNull("meterId");
    payload.putObject("params").put("amount", Nano.toMinorFloor(nano, currency)).put("currency", currency)
        .put("at", begins.toString()).put("shareZh", recovery.chinese()).put("shareEn", recovery.english());
    return new Outbox.Effect("debt-recovery:" + accountId + ":" + number, Outbox.Kind.NOTICE, payload.toString());
  }

  static long add(Handle handle, long accountId, String key, String sha256, long nano, String reason, String actor,
      long entry, Instant now) {
    return handle.createUpdate("INSERT INTO debt_change (account_id, idempotency_key, request_sha256, amount, reason, actor,"
            + " entry_id, at) VALUES (:account, :key, :sha, :amount, :reason, :actor, :entry, :now)")
        .bind("account", accountId).bind("key", key).bind("sha", sha256).bind("amount", nano).bind("reason", reason)
        .bind("actor", actor).bind("entry", entry).bind("now", Store.utc(now))
        .executeAndReturnGeneratedKeys("id").mapTo(Long.class).one();
  }
}
