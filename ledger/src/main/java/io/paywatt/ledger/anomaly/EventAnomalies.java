package io.paywatt.ledger.anomaly;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.store.Json;
import org.jdbi.v3.core.Handle;

/** Takes what meters say themselves: it counts at once, the meter has waited long enough. */
public final class EventAnomalies {
  /** What of an event's detail the texts can show. */
  private static final List<String> MEASURED = List.of("voltageV", "powerW", "topic");
  private static final Map<String, AnomalyKind> ENDS = Map.of("power-restored", AnomalyKind.POWER_FAILURE,
      "cover-closed", AnomalyKind.COVER_OPEN);

  private final AnomalyRules rules;

  public EventAnomalies(AnomalyRules rules) {
    this.rules = rules;
  }

  /**
   * Takes one event in the running transaction; the caller has locked the meter.
   *
   * @param word   kind of the event; one that is no anomaly changes nothing
   * @param detail JSON object, or null
   */
  public void look(Handle handle, long meterId, String word, Instant at, String detail, Instant now) {
    AnomalyBook book = new AnomalyBook(handle, now);
    Optional<AnomalyRule> begins = AnomalyKind.of(word).filter(kind -> kind.source != AnomalyKind.Source.CHECK)
        .flatMap(rules::rule);
    begins.ifPresent(rule -> begin(handle, book, rule, meterId, at, measured(detail)));
    Optional.ofNullable(ENDS.get(word)).flatMap(rules::rule).ifPresent(rule -> end(handle, book, rule, meterId, at));
  }

  private void begin(Handle handle, AnomalyBook book, AnomalyRule rule, long meterId, Instant at, ObjectNode measured) {
    Watches watches = new Watches(handle, List.of(meterId));
    Episode open = watches.get(meterId, rule.kind());
    if (open != null && open.anomaly() != null) {
      book.goesOn(open.anomaly(), null);
      book.write();
      return;
    }
    // without a value the limit stands for it, so that readings go on from there
    BigDecimal value = Optional.ofNullable(measured.get(rule.kind().unit.field == null ? "" : rule.kind().unit.field))
        .filter(node -> node.isNumber()).map(node -> node.decimalValue())
        .orElse(rule.open() == null ? BigDecimal.ZERO : rule.open());
    Duration delay = rule.kind() == AnomalyKind.POWER_FAILURE
        ? rules.rule(AnomalyKind.SITE_OUTAGE).map(AnomalyRule::openFor).orElse(Duration.ZERO) : Duration.ZERO;
    long id = book.open(rule, meterId, at, rule.open() == null ? null : value, measured, delay);
    watches.set(meterId, rule.kind(), new Episode(at, null, value, id));
    watches.write(handle);
  }

  private static void end(Handle handle, AnomalyBook book, AnomalyRule rule, long meterId, Instant at) {
    Watches watches = new Watches(handle, List.of(meterId));
    Episode open = watches.get(meterId, rule.kind());
    if (open != null) {
      book.close(rule, open.anomaly(), at, "the meter says so");
      watches.set(meterId, rule.kind(), null);
      watches.write(handle);
    }
  }

  private static ObjectNode measured(String detail) {
    ObjectNode params = Json.object();
    if (detail != null) {
      ObjectNode all = Json.object(detail);
      MEASURED.stream().filter(all::hasNonNull).forEach(name -> params.set(name, all.get(name)));
    }
    return params;
  }
}
