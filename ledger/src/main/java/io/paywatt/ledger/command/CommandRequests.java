package io.paywatt.ledger.command;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.audit.Audit;
import io.paywatt.ledger.energy.EnergyBalances;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.store.Json;
import org.jdbi.v3.core.Handle;

/** What staff asks of a meter, checked. */
final class CommandRequests {
  private static final int NOT_FOUND = 404;
  private static final int WRONG = 422;
  private static final String METER = "SELECT m.id, m.account_id, m.make, a.currency FROM meter m"
      + " JOIN account a ON a.id = m.account_id";

  private CommandRequests() {}

  static CommandView request(Handle handle, String serial, String kind, String bodyJson, String actor,
      CommandRules rules, Instant now) {
    ObjectNode body = RequestBody.read(bodyJson);
    CommandWindow window = CommandWindow.take(body, rules.requestExpiry(), now);
    RequestBody.check(kind, body);
    Meter meter = meter(handle, serial);
    if (meter.make().equals(NewCommand.TAKES_TOKENS)) {
      throw new Rejected(WRONG, "meter " + serial + " has no network and takes tokens only: ./paywatt meters token");
    }
    Integer wantedSeq = kind.equals("relay") ? decide(handle, meter, body.get("relay").asText()) : null;
    complete(handle, kind, body, meter);
    String key = "request:" + UUID.randomUUID();
    CommandQueue.add(handle, List.of(new NewCommand(key, meter.id(), kind, Json.write(body), wantedSeq, now,
        window.from(), window.until())), now);
    CommandView view = CommandReads.byKey(handle, key);
    Audit.add(handle, CommandEnds.cut(actor, 120), "meter-command", serial,
        Json.write(Map.of("command", view.id(), "kind", kind, "body", body)));
    return view;
  }

  static void syncBalance(Handle handle, long meterId, String key, Instant now, Instant until) {
    Meter meter = handle.createQuery(METER + " WHERE m.id = :id").bind("id", meterId)
        .map((row, context) -> Meter.of(row)).one();
    ObjectNode body = Json.object();
    complete(handle, "balance", body, meter);
    CommandQueue.add(handle, List.of(new NewCommand(key, meterId, "balance", Json.write(body), null, now, until)), now);
  }

  static List<CommandView> list(Handle handle, String serial, int limit) {
    return CommandReads.list(handle, meter(handle, serial).id(), limit);
  }

  /** Staff decides on a relay as the ledger does: the meter is held to it until the next decision. */
  private static int decide(Handle handle, Meter meter, String relay) {
    handle.createUpdate("UPDATE meter_state SET relay_wanted = :relay, wanted_seq = wanted_seq + 1 WHERE meter_id = :id")
        .bind("relay", relay).bind("id", meter.id()).execute();
    return handle.createQuery("SELECT wanted_seq FROM meter_state WHERE meter_id = :id").bind("id", meter.id())
        .mapTo(Integer.class).one();
  }

  private static void complete(Handle handle, String kind, ObjectNode body, Meter meter) {
    Optional<Long> wh = kind.equals("balance") ? EnergyBalances.ofMeter(handle, meter.id()) : Optional.empty();
    if (wh.isPresent()) {
      body.put("balanceWh", wh.get());
      return;
    }
    if (kind.equals("balance")) {
      long nano = handle.createQuery("SELECT amount FROM balance WHERE account_id = :account")
          .bind("account", meter.accountId()).mapTo(Long.class).findOne().orElse(0L);
      body.put("balance", Nano.toMinorFloor(nano, meter.currency()));
    }
    if (kind.equals("balance") || kind.equals("price")) {
      body.put("currency", meter.currency());
    }
  }

  private static Meter meter(Handle handle, String serial) {
    return handle.createQuery(METER + " WHERE m.serial = :serial").bind("serial", serial)
        .map((row, context) -> Meter.of(row)).findOne()
        .orElseThrow(() -> new Rejected(NOT_FOUND, "There is no meter '" + serial + "'"));
  }

  private record Meter(long id, long accountId, String make, String currency) {
    static Meter of(ResultSet row) throws SQLException {
      return new Meter(row.getLong("id"), row.getLong("account_id"), row.getString("make"), row.getString("currency"));
    }
  }
}
