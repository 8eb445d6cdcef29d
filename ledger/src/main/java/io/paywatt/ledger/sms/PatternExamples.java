package io.paywatt.ledger.sms;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.yaml.YamlFile;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The tests that stand beside a pattern. Each example says one of: {@code expect} what is found, {@code refused} the field that
 * can't be right, {@code other: true} that the text is of another kind.
 */
final class PatternExamples {
  private static final Set<String> EXPECTED = Set.of("transactionId", "amount", "currency", "account", "payer");

  private final YamlFile yaml;
  private final SmsPattern pattern;

  PatternExamples(YamlFile yaml, SmsPattern pattern) {
    this.yaml = yaml;
    this.pattern = pattern;
  }

  void tryAll(Node node) {
    List<Node> examples = yaml.list(node);
    boolean shown = false;
    for (Node example : examples) {
      Map<String, Node> members = yaml.map(example, Set.of("text"), Set.of("expect", "refused", "other"));
      if (members.containsKey("text")) {
        tryOne(members);
        shown |= members.containsKey("expect");
      }
    }
    if (!shown) {
      yaml.fault(node, "examples of " + pattern.name() + " need at least one with expect");
    }
  }

  private void tryOne(Map<String, Node> members) {
    Node text = members.get("text");
    Optional<SmsPattern.Found> found;
    try {
      found = pattern.read(SmsText.even(yaml.text(text)));
    } catch (Rejected e) {
      if (!members.containsKey("refused") || !e.getMessage().startsWith(yaml.text(members.get("refused")) + " is")) {
        yaml.fault(text, "the example is refused: " + e.getMessage());
      }
      return;
    }
    if (members.containsKey("expect")) {
      compare(members.get("expect"), text, found);
    } else if (members.containsKey("refused")) {
      yaml.fault(text, "the example is to be refused for its " + yaml.text(members.get("refused")) + ", but is "
          + (found.isPresent() ? "taken" : "not recognised"));
    } else if (found.isPresent()) {
      yaml.fault(text, "the example is to be of another kind, but " + pattern.name() + " takes it");
    }
  }

  private void compare(Node expect, Node text, Optional<SmsPattern.Found> found) {
    if (found.isEmpty()) {
      yaml.fault(text, "the example is not recognised by " + pattern.name());
      return;
    }
    Map<String, String> said = said(found.get());
    yaml.map(expect, Set.of("transactionId", "amount", "currency"), EXPECTED).forEach((field, node) -> {
      if (!yaml.text(node).equals(said.get(field))) {
        yaml.fault(node, field + " is to be '" + yaml.text(node) + "', found is '" + said.get(field) + "'");
      }
    });
  }

  private static Map<String, String> said(SmsPattern.Found found) {
    Map<String, String> said = new LinkedHashMap<>();
    said.put("transactionId", found.transactionId());
    said.put("amount", BigDecimal.valueOf(found.amount(),
        Math.max(0, Currency.getInstance(found.currency()).getDefaultFractionDigits())).toPlainString());
    said.put("currency", found.currency());
    said.put("account", found.account());
    said.put("payer", found.payer());
    return said;
  }
}
