package io.paywatt.ledger.timeline;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.outbox.Outbox;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * What administrators are told of late payments: each stage once. When very many are late together, by an outage, one
 * message says how many: hundreds would hide what matters. Money that is parked has been told of when it was parked.
 */
final class LateAlerts {
  private static final int LOOK = 1000;
  /** More than that at a time are told of together. */
  private static final int MOST_SINGLE = 20;
  private static final String UNTOLD = "SELECT l.id, l.stage, l.payment_id, COALESCE(p.provider, i.provider) AS provider,"
      + " COALESCE(p.provider_transaction_id, i.transaction_id) AS txn, COALESCE(p.topup_id, i.order_id) AS order_id,"
      + " COALESCE(p.amount, i.amount) AS amount, COALESCE(p.currency, i.currency) AS currency, p.meter_id, l.deadline"
      + " FROM late_stage l LEFT JOIN payment p ON p.id = l.payment_id LEFT JOIN inquiry i ON i.id = l.inquiry_id"
      + " WHERE l.id IN (<ids>) ORDER BY l.id";

  private record Late(long id, String stage, String subject, Long meter, ObjectNode params) {}

  private LateAlerts() {}

  /** @return what was told, for the log */
  static List<String> tell(Handle handle, Instant now) {
    List<Long> ids = handle.createQuery("SELECT id FROM late_stage WHERE told_at IS NULL ORDER BY id LIMIT :look FOR UPDATE"
        + " SKIP LOCKED").bind("look", LOOK).mapTo(Long.class).list();
    if (ids.isEmpty()) {
      return List.of();
    }
    handle.createUpdate("UPDATE late_stage SET told_at = :now WHERE id IN (<ids>)").bind("now", Store.utc(now))
        .bindList("ids", ids).execute();
    Map<String, List<Late>> byStage = read(handle, ids).stream().filter(late -> !late.stage().equals("posted"))
        .collect(Collectors.groupingBy(Late::stage));
    List<String> told = new ArrayList<>();
    byStage.forEach((stage, all) -> {
      if (all.size() > MOST_SINGLE) {
        many(handle, stage, all, now);
        told.add(all.size() + " payments are late: " + stage);
      } else {
        all.forEach(late -> one(handle, late, now));
        all.forEach(late -> told.add("Late: " + late.stage() + " of " + late.subject()));
      }
    });
    return told;
  }

  private static List<Late> read(Handle handle, List<Long> ids) {
    return handle.createQuery(UNTOLD).bindList("ids", ids).map((row, context) -> {
      Long payment = row.getObject("payment_id", Long.class);
      String transaction = row.getString("txn");
      String order = row.getString("order_id");
      String subject = payment != null ? "payment " + payment : transaction != null ? "claim of " + transaction
          : order != null ? "order " + order : "a claim";
      return new Late(row.getLong("id"), row.getString("stage"), subject, row.getObject("meter_id", Long.class),
          Json.object().put("stage", row.getString("stage")).put("provider", row.getString("provider"))
              .put("transactionId", transaction == null ? order : transaction).put("payment", subject)
              .put("amount", row.getObject("amount", Long.class)).put("currency", row.getString("currency"))
              .put("at", Store.instant(row.getObject("deadline", LocalDateTime.class)).toString()));
    }).list();
  }

  private static void one(Handle handle, Late late, Instant now) {
    notice(handle, "late:" + late.id(), "payment-late", late.meter(), late.params(), now);
  }

  private static void many(Handle handle, String stage, List<Late> all, Instant now) {
    notice(handle, "late:" + all.get(0).id() + "-" + all.get(all.size() - 1).id(), "payments-late", null,
        Json.object().put("stage", stage).put("count", all.size()), now);
  }

  private static void notice(Handle handle, String key, String kind, Long meter, ObjectNode params, Instant now) {
    ObjectNode notice = Json.object().put("kind", kind).putNull("accountId").put("meterId", meter);
    notice.set("params", params);
    Outbox.add(handle, key, Outbox.Kind.NOTICE, notice.toString(), now);
  }
}
