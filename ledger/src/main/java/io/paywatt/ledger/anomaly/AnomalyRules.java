package io.paywatt.ledger.anomaly;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import io.paywatt.ledger.Misconfigured;

/** The rules of {@code config/anomalies.yaml}. What stands not in there is not looked for. */
public final class AnomalyRules {
  private final Map<AnomalyKind, AnomalyRule> rules;

  private AnomalyRules(Map<AnomalyKind, AnomalyRule> rules) {
    this.rules = new EnumMap<>(AnomalyKind.class);
    this.rules.putAll(rules);
  }

  /** No rule at all. */
  public static AnomalyRules none() {
    return new AnomalyRules(Map.of());
  }

  /** @throws Misconfigured with every fault as file:line */
  public static AnomalyRules load(Path file) {
    List<String> faults = new ArrayList<>();
    Map<AnomalyKind, AnomalyRule> rules = new RuleFile(file, faults).read();
    if (!faults.isEmpty()) {
      throw new Misconfigured(faults);
    }
    return new AnomalyRules(rules);
  }

  /** The words of the kinds that are looked for. */
  public List<String> kinds() {
    return rules.keySet().stream().map(AnomalyKind::word).toList();
  }

  Optional<AnomalyRule> rule(AnomalyKind kind) {
    return Optional.ofNullable(rules.get(kind));
  }

  List<AnomalyRule> ofReadings() {
    return rules.values().stream().filter(rule -> rule.kind().source == AnomalyKind.Source.READING).toList();
  }
}
