package io.paywatt.ledger.vend;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.tariff.Count;
import io.paywatt.ledger.tariff.TierUsage;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The counts of the tariff that a purchase changed, as they were: kept, so that undoing it puts them back. */
final class CountsBefore {
  /** @param periods Wh by tier period @param counts all others */
  record Kept(Map<LocalDate, Long> periods, Map<Count, Long> counts) {}

  private CountsBefore() {}

  static String write(Purchase purchase) {
    ObjectNode json = Json.object();
    ObjectNode periods = json.putObject("periods");
    var counts = json.putArray("counts");
    if (purchase.quote() != null) {
      TierUsage after = purchase.quote().usage();
      after.changed().stream().sorted().forEach(start -> periods.put(start.toString(), purchase.before().used(start)));
      after.changedCounts().forEach(count -> counts.addObject().put("tariff", count.tariff())
          .put("periodStart", count.periodStart().toString()).put("validFrom", count.validFrom().toString())
          .put("name", count.name()).put("value", purchase.before().count(count)));
    }
    return Json.write(json);
  }

  static Kept read(String text) {
    ObjectNode json = Json.object(text);
    Map<LocalDate, Long> periods = new HashMap<>();
    json.path("periods").properties().forEach(it -> periods.put(LocalDate.parse(it.getKey()), it.getValue().asLong()));
    Map<Count, Long> counts = new HashMap<>();
    json.path("counts").forEach(it -> counts.put(new Count(it.path("tariff").asText(),
        LocalDate.parse(it.path("periodStart").asText()), LocalDate.parse(it.path("validFrom").asText()),
        it.path("name").asText()), it.path("value").asLong()));
    return new Kept(periods, counts);
  }
}
