package io.paywatt.ledger.anomaly;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import io.paywatt.ledger.yaml.YamlFile;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the file of rules with the line of every fault. */
final class RuleFile {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,3})?");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})([smhd])");
  private static final Map<String, Long> SECONDS = Map.of("s", 1L, "m", 60L, "h", 3600L, "d", 86_400L);

  private final Path file;
  private final YamlFile yaml;

  RuleFile(Path file, List<String> faults) {
    this.file = file;
    this.yaml = new YamlFile(file.toString(), faults);
  }

  /** The rules; what is wrong is added to the faults. */
  Map<AnomalyKind, AnomalyRule> read() {
    Map<AnomalyKind, AnomalyRule> rules = new EnumMap<>(AnomalyKind.class);
    yaml.compose(file).ifPresent(root -> yaml.map(root).forEach((word, node) -> AnomalyKind.of(word)
        .ifPresentOrElse(kind -> rules.put(kind, rule(kind, node)), () -> yaml.fault(node, "'" + word
            + "' is no anomaly, allowed are " + String.join(", ",
                Arrays.stream(AnomalyKind.values()).map(AnomalyKind::word).toList())))));
    return rules;
  }

  private AnomalyRule rule(AnomalyKind kind, Node node) {
    Map<String, Node> members = yaml.map(node, required(kind), optional(kind));
    AnomalyRule rule = new AnomalyRule(kind, number(members, "open"), number(members, "close"),
        number(members, "at-once"), number(members, "least"), duration(members, "for"), duration(members, "clear"),
        tell(members.get("tell")), residents(members.get("residents")));
    if (kind != AnomalyKind.SITE_OUTAGE && rule.open() != null && rule.close() != null && rule.isBeyond(rule.close())) {
      yaml.fault(members.get("close"), "close is " + rule.close() + ", allowed is "
          + (kind.below ? "more" : "less") + " than open, which is " + rule.open());
    }
    if (rule.atOnce() != null && rule.open() != null && !rule.isBeyond(rule.atOnce())) {
      yaml.fault(members.get("at-once"), "at-once is " + rule.atOnce() + ", allowed is what is worse than open, which is "
          + rule.open());
    }
    return rule;
  }

  private static Set<String> required(AnomalyKind kind) {
    return switch (kind.source) {
      case READING -> YamlFile.keys("open", "close", "for", "clear", "tell");
      case EVENT -> YamlFile.keys("clear", "tell");
      case CHECK -> switch (kind) {
        case NIGHT_LEAK -> YamlFile.keys("open", "close", "least", "tell");
        case SITE_OUTAGE -> YamlFile.keys("open", "close", "least", "for", "tell");
        case BALANCE_MISMATCH -> YamlFile.keys("open", "close", "at-once", "for", "tell");
        default -> YamlFile.keys("open", "tell");
      };
    };
  }

  private static Set<String> optional(AnomalyKind kind) {
    return kind.source == AnomalyKind.Source.READING ? Set.of("at-once")
        : kind == AnomalyKind.SITE_OUTAGE ? Set.of("residents") : Set.of();
  }

  private BigDecimal number(Map<String, Node> members, String key) {
    Node node = members.get(key);
    if (node == null) {
      return null;
    }
    String text = yaml.text(node);
    if (!NUMBER.matcher(text).matches()) {
      yaml.fault(node, key + " is '" + text + "', allowed is a number from 0 with at most three decimals");
      return null;
    }
    return new BigDecimal(text);
  }

  private Duration duration(Map<String, Node> members, String key) {
    Node node = members.get(key);
    if (node == null) {
      return Duration.ZERO;
    }
    Matcher matcher = DURATION.matcher(yaml.text(node));
    if (!matcher.matches()) {
      yaml.fault(node, key + " is '" + yaml.text(node) + "', allowed is a number and s, m, h or d, e.g. 10m");
      return Duration.ZERO;
    }
    return Duration.ofSeconds(Long.parseLong(matcher.group(1)) * SECONDS.get(matcher.group(2)));
  }

  private AnomalyRule.Tell tell(Node node) {
    String text = node == null ? "none" : yaml.text(node);
    return Arrays.stream(AnomalyRule.Tell.values()).filter(tell -> tell.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst().orElseGet(() -> {
          yaml.fault(node, "tell is '" + text + "', allowed are none, start and both");
          return AnomalyRule.Tell.NONE;
        });
  }

  private boolean residents(Node node) {
    String text = node == null ? "no" : yaml.text(node);
    if (!text.equals("yes") && !text.equals("no")) {
      yaml.fault(node, "residents is '" + text + "', allowed are yes and no");
    }
    return text.equals("yes");
  }
}
