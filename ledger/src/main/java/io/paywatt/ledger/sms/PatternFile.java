package io.paywatt.ledger.sms;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import io.paywatt.ledger.yaml.YamlFile;
import org.snakeyaml.engine.v2.nodes.Node;

/** One file of patterns, read with the line of every fault. */
final class PatternFile {
  private static final String NAME = "[a-z0-9][a-z0-9-]{0,31}";

  private final Path file;
  private final List<String> faults;
  private final YamlFile yaml;
  private int before;

  PatternFile(Path file, List<String> faults) {
    this.file = file;
    this.faults = faults;
    this.yaml = new YamlFile(file.toString(), faults);
  }

  /** The patterns; what is wrong is added to the faults. */
  List<SmsPattern> read() {
    before = faults.size();
    Optional<Node> root = yaml.compose(file);
    if (root.isEmpty()) {
      return List.of();
    }
    Map<String, Node> head = yaml.map(root.get(), YamlFile.keys("operator", "provider", "currencies", "patterns"), Set.of());
    if (faults.size() > before) {
      return List.of();
    }
    String operator = name(head.get("operator"), "operator");
    String provider = name(head.get("provider"), "provider");
    Map<String, String> currencies = currencies(head.get("currencies"));
    List<SmsPattern> patterns = new ArrayList<>();
    for (Node node : yaml.list(head.get("patterns"))) {
      pattern(node, operator, provider, currencies).ifPresent(patterns::add);
    }
    return patterns;
  }

  private Optional<SmsPattern> pattern(Node node, String operator, String provider, Map<String, String> currencies) {
    Map<String, Node> members = yaml.map(node, YamlFile.keys("type", "version", "senders", "pattern", "examples"), Set.of());
    if (faults.size() > before) {
      return Optional.empty();
    }
    Node version = members.get("version");
    if (!yaml.text(version).matches("[1-9][0-9]{0,3}")) {
      yaml.fault(version, "version is '" + yaml.text(version) + "', allowed is a whole number from 1");
    }
    String name = operator + "/" + name(members.get("type"), "type") + "/" + yaml.text(version);
    List<String> senders = yaml.list(members.get("senders")).stream().map(yaml::text).toList();
    Pattern regex = regex(members.get("pattern"));
    if (faults.size() > before || regex == null) {
      return Optional.empty();
    }
    SmsPattern pattern = new SmsPattern(name, provider, senders, currencies, regex);
    new PatternExamples(yaml, pattern).tryAll(members.get("examples"));
    return Optional.of(pattern);
  }

  private Pattern regex(Node node) {
    String text = yaml.text(node);
    for (String needed : List.of("transactionId", "amount")) {
      if (!text.contains("(?<" + needed + ">")) {
        yaml.fault(node, "pattern has no group (?<" + needed + ">...)");
      }
    }
    for (var found : Pattern.compile("\\(\\?<([A-Za-z0-9]+)>").matcher(text).results().toList()) {
      if (!SmsPattern.GROUPS.contains(found.group(1))) {
        yaml.fault(node, "group " + found.group(1) + " is not known, allowed are " + String.join(", ", SmsPattern.GROUPS));
      }
    }
    try {
      return Pattern.compile(text, Pattern.CASE_INSENSITIVE);
    } catch (PatternSyntaxException e) {
      yaml.fault(node, "pattern is no regular expression: " + e.getDescription() + " at character " + (e.getIndex() + 1));
      return null;
    }
  }

  private Map<String, String> currencies(Node node) {
    Map<String, String> currencies = new LinkedHashMap<>();
    yaml.map(node).forEach((word, code) -> {
      try {
        currencies.put(word.toUpperCase(Locale.ROOT), Currency.getInstance(yaml.text(code)).getCurrencyCode());
      } catch (IllegalArgumentException e) {
        yaml.fault(code, "currency is '" + yaml.text(code) + "', an ISO 4217 code such as KES is expected");
      }
    });
    if (currencies.isEmpty()) {
      yaml.fault(node, "currencies needs at least one word with its ISO 4217 code");
    }
    return currencies;
  }

  private String name(Node node, String field) {
    String name = yaml.text(node);
    if (!name.matches(NAME)) {
      yaml.fault(node, field + " is '" + name + "', allowed are 1 to 32 small letters, digits and dashes");
    }
    return name;
  }
}
