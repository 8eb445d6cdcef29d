package io.paywatt.ledger.suspense;

import java.time.Instant;
import java.util.Optional;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.energy.EnergyBalances;
import io.paywatt.ledger.outbox.Outbox;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.vend.Purchases;
import org.jdbi.v3.core.Handle;

/** What moved or returned money sets going outside: commands and messages under a key of the move. */
public final class MoneyEffects {
  /** A meter that stays away longer learns its balance from the next command. */
  private static final long EXPIRES_SECONDS = 7 * 24 * 3600;

  private MoneyEffects() {}

  /** The meter gets money. @param balanceMinor balance of the account with it */
  public static void credit(Handle handle, String key, long meterId, long amountMinor, String currency, long balanceMinor,
      Instant now) {
    command(handle, key, meterId, "credit", Json.object().put("amount", amountMinor).put("currency", currency)
        .put("balance", balanceMinor), now);
  }

  /** The meter of an account that holds kWh gets units. @param paidMinor what was paid for them */
  public static void units(Handle handle, String key, long meterId, long paidMinor, String currency,
      Purchases.Bought bought, Instant now) {
    command(handle, key, meterId, bought.wh() > 0 ? "credit" : "balance", Json.object().put("paid", paidMinor)
        .put("currency", currency).put("energyWh", bought.wh()).put("balanceWh", bought.balanceWh()), now);
  }

  /** The meter is told what the balance is, in Wh where that is what it counts, however much of it it had counted itself. */
  public static void balance(Handle handle, String key, long meterId, long balanceMinor, String currency, Instant now) {
    Optional<Long> wh = EnergyBalances.ofMeter(handle, meterId);
    if (wh.isPresent()) {
      command(handle, key, meterId, "balance", Json.object().put("balanceWh", wh.get()), now);
      return;
    }
    command(handle, key, meterId, "balance", Json.object().put("balance", balanceMinor).put("currency", currency), now);
  }

  /** A message to the holder of an account. @param accountId null: to the administrators */
  public static void notice(Handle handle, String key, String kind, Long accountId, Long meterId, ObjectNode params,
      Instant now) {
    ObjectNode notice = Json.object().put("kind", kind).put("accountId", accountId).put("meterId", meterId);
    notice.set("params", params);
    Outbox.add(handle, key, Outbox.Kind.NOTICE, Json.write(notice), now);
  }

  private static void command(Handle handle, String key, long meterId, String kind, ObjectNode body, Instant now) {
    ObjectNode command = Json.object().put("meterId", meterId).put("kind", kind);
    command.set("body", body);
    command.put("expiresInSeconds", EXPIRES_SECONDS);
    Outbox.add(handle, key, Outbox.Kind.METER_COMMAND, Json.write(command), now);
  }
}
