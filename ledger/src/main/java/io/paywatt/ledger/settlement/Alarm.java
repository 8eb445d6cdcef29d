package io.paywatt.ledger.settlement;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.Unavailable;
import io.paywatt.ledger.failed.FailedDesk;
import io.paywatt.ledger.failed.FailedMessage;
import io.paywatt.ledger.outbox.Outbox;
import io.paywatt.ledger.store.Json;
import org.jdbi.v3.core.Handle;

/** Who hears of what a settlement found: the administrators, once a day and provider. */
final class Alarm {
  private static final String ROUTE = "settlement-run";

  private Alarm() {}

  /** Tells of everything a person has to look at; nothing when there is none. */
  static void tell(Handle handle, String provider, LocalDate day, boolean tiesOut, Instant now) {
    Map<String, Long> open = counts(handle, provider, "open");
    if (open.isEmpty() && tiesOut) {
      return;
    }
    long waiting = counts(handle, provider, "waiting").values().stream().mapToLong(Long::longValue).sum();
    List<String> zh = new ArrayList<>();
    List<String> en = new ArrayList<>();
    open.forEach((word, count) -> DifferenceClass.named(word).ifPresent(it -> {
      zh.add(it.text().zh() + " " + count);
      en.add(count + " " + it.text().en());
    }));
    if (!tiesOut) {
      zh.add("总额不平");
      en.add("the control totals do not tie out");
    }
    ObjectNode notice = Json.object().put("kind", "settlement-differences").putNull("accountId").putNull("meterId");
    notice.putObject("params").put("provider", provider).put("day", day.toString())
        .put("open", open.values().stream().mapToLong(Long::longValue).sum()).put("waiting", waiting)
        .put("summaryZh", String.join("，", zh)).put("summaryEn", String.join(", ", en));
    Outbox.add(handle, "settlement:" + provider + ":" + day, Outbox.Kind.NOTICE, Json.write(notice), now);
  }

  /** The bill does not come: an item on the desk, which can't be replayed because the hub goes on trying. */
  static void noBill(Handle handle, String provider, LocalDate day, String why, Instant now) {
    byte[] body = Json.write(Map.of("provider", provider, "date", day.toString())).getBytes(StandardCharsets.UTF_8);
    FailedDesk.add(handle, new FailedMessage(ROUTE, null, null, null, "application/json",
        Map.of("provider", provider, "date", day.toString()), body, new Unavailable("The bill of " + provider + " for "
            + day + " does not come: " + why, null)), now);
  }

  private static Map<String, Long> counts(Handle handle, String provider, String state) {
    Map<String, Long> counts = new LinkedHashMap<>();
    handle.createQuery("SELECT class, COUNT(*) AS n FROM settlement_difference WHERE provider = :provider"
            + " AND state = :state GROUP BY class ORDER BY class").bind("provider", provider).bind("state", state)
        .map((row, context) -> Map.entry(row.getString("class"), row.getLong("n")))
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    return counts;
  }
}
