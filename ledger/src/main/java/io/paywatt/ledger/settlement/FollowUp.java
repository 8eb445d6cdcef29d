package io.paywatt.ledger.settlement;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.List;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Does what can be done without a person: asks the provider, tells the meter. Each difference once. */
final class FollowUp {
  /** In one run; more than that in a day is no matter of single payments, and the next run goes on. */
  private static final int MOST = 10_000;
  private static final String DUE = " FROM settlement_difference d%s WHERE d.provider = :provider AND d.state = 'open'"
      + " AND d.action = '%s' ORDER BY d.id LIMIT " + MOST;

  private final Store store;
  private final ProviderDoor providers;
  private final CommandDesk commands;

  FollowUp(Store store, ProviderDoor providers, CommandDesk commands) {
    this.store = store;
    this.providers = providers;
    this.commands = commands;
  }

  private record Unknown(long id, LocalDate day, String transaction, String order, long amount, String currency,
      Instant at, boolean statement) {}

  private record Dark(long id, String meter) {}

  /** Payments that only the provider knows. */
  void askProvider(String provider) {
    boolean query = providers.can(provider, "query");
    for (Unknown unknown : unknown(provider)) {
      // what a person read off the provider's own statement is proof for what was claimed before
      boolean claimed = unknown.statement() && providers.confirmed(provider, unknown.transaction(), unknown.amount(),
          unknown.currency(), unknown.at());
      if (!claimed && query) {
        providers.claim(claim(provider, unknown));
      }
      store.inTransaction(handle -> asked(handle, unknown.id(), claimed || query));
    }
  }

  /** A command with the whole balance is right whether or not the credit arrived after all. */
  void tellMeters(String provider) {
    List<Dark> dark = store.read(handle -> handle.createQuery("SELECT d.id, m.serial"
            + DUE.formatted(" JOIN meter m ON m.id = d.meter_id", Action.TELL_METER.word())).bind("provider", provider)
        .map((row, context) -> new Dark(row.getLong("id"), row.getString("serial"))).list());
    for (Dark each : dark) {
      store.inTransaction(handle -> {
        int first = asked(handle, each.id(), true);
        if (first > 0) {
          commands.request(each.meter(), "balance", null, "settlement");
        }
        return first;
      });
    }
  }

  private List<Unknown> unknown(String provider) {
    return store.read(handle -> handle.createQuery("SELECT d.id, d.day, d.transaction_id, d.order_id, d.theirs_amount,"
            + " d.theirs_currency, d.theirs_at, b.source" + DUE.formatted(" LEFT JOIN bill b ON b.provider = d.provider"
                + " AND b.current_day = d.day", Action.ASK_PROVIDER.word()))
        .bind("provider", provider)
        .map((row, context) -> new Unknown(row.getLong("id"), row.getObject("day", LocalDate.class),
            row.getString("transaction_id"), row.getString("order_id"), row.getLong("theirs_amount"),
            row.getString("theirs_currency"), Store.instant(row.getObject("theirs_at", LocalDateTime.class)),
            "statement".equals(row.getString("source")))).list());
  }

  private int asked(Handle handle, long id, boolean done) {
    return handle.createUpdate(done
            ? "UPDATE settlement_difference SET state = 'waiting', asked_at = :now WHERE id = :id AND state = 'open'"
            : "UPDATE settlement_difference SET action = 'person' WHERE id = :id AND state = 'open'")
        .bind("id", id).bind("now", done ? Store.utc(store.now()) : null).execute();
  }

  private static byte[] claim(String provider, Unknown unknown) {
    ObjectNode said = Json.object().put("bill", unknown.day().toString()).put("transactionId", unknown.transaction())
        .put("orderId", unknown.order()).put("amount", unknown.amount()).put("currency", unknown.currency())
        .put("at", unknown.at().toString());
    ObjectNode claim = Json.object().put("provider", provider).put("transactionId", unknown.transaction())
        .put("orderId", unknown.order()).putNull("meter").put("amount", unknown.amount())
        .put("currency", unknown.currency()).put("paidAt", unknown.at().toString()).put("source", "bill").putNull("client")
        .put("raw", Base64.getEncoder().encodeToString(Json.write(said).getBytes(StandardCharsets.UTF_8)));
    return Json.write(claim).getBytes(StandardCharsets.UTF_8);
  }
}
