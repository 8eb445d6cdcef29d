package io.paywatt.ledger.reading;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import io.paywatt.ledger.store.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Watches voltage and power: one alert a meter, finding and day, when it begins. */
final class SupplyWatch {
  private final ReadingRules rules;

  SupplyWatch(ReadingRules rules) {
    this.rules = rules;
  }

  /** @param newest a reading newer than what the meter's state shows */
  void look(ReadingBatch.Fresh newest, Alerts alerts) {
    Reading reading = newest.reading();
    Set<PowerQuality.Finding> found =
        rules.quality().findings(reading.voltageV(), reading.powerW(), reading.relay());
    if (found.isEmpty()) {
      return;
    }
    LocalDate day = LocalDate.ofInstant(newest.at(), rules.zone());
    found.removeAll(toldToday(newest.meter(), reading.relay(), day));
    for (PowerQuality.Finding finding : found) {
      String kind = "alert-" + finding.word();
      alerts.add(kind + ":" + newest.meter().id() + ":" + day, kind, newest.meter().id(), params(newest, finding));
    }
  }

  /** What the reading before showed on the same day was told then; the key would stop it too, at the price of a row. */
  private Set<PowerQuality.Finding> toldToday(KnownMeter meter, Relay relay, LocalDate day) {
    boolean sameDay = meter.lastReadingAt() != null && LocalDate.ofInstant(meter.lastReadingAt(), rules.zone()).equals(day);
    return sameDay ? rules.quality().findings(phases(meter.voltageV()), meter.powerW(), relay) : Set.of();
  }

  private static List<BigDecimal> phases(String json) {
    return json == null ? List.of()
        : Arrays.stream(json.substring(1, json.length() - 1).split(",")).map(BigDecimal::new).toList();
  }

  private static ObjectNode params(ReadingBatch.Fresh newest, PowerQuality.Finding finding) {
    ObjectNode params = Json.object().put("at", newest.at().toString());
    Reading reading = newest.reading();
    return switch (finding) {
      case OVERLOAD -> params.put("powerW", reading.powerW());
      case OVER_VOLTAGE -> params.put("voltageV", reading.voltageV().stream().max(BigDecimal::compareTo).orElseThrow());
      case UNDER_VOLTAGE -> params.put("voltageV", reading.voltageV().stream().min(BigDecimal::compareTo).orElseThrow());
    };
  }
}
