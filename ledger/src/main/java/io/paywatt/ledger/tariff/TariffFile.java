package io.paywatt.ledger.tariff;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import io.paywatt.ledger.yaml.YamlFile;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * One tariff file: its head and the order of its versions.
 *
 * @param path   as shown in messages
 * @param text   as read
 * @param tariff what it says
 * @param lines  where each version stands
 */
record TariffFile(String path, String text, Tariff tariff, Map<LocalDate, Integer> lines) {
  private static final String CODE = "[a-z0-9][a-z0-9-]{0,63}";

  /** Reads a file. @return empty when there are faults, which are added to the list */
  static Optional<TariffFile> parse(String path, String text, ZoneId zone, List<String> faults) {
    int before = faults.size();
    YamlFile yaml = new YamlFile(path, faults);
    Node root = yaml.compose(text).orElse(null);
    if (root == null) {
      return Optional.empty();
    }
    Map<String, Node> head = yaml.map(root, ordered("code", "name", "currency", "versions"), Set.of());
    String code = head.containsKey("code") ? code(yaml, head.get("code")) : "";
    Map<LocalDate, Integer> lines = new HashMap<>();
    List<TariffVersion> versions = head.containsKey("versions")
        ? versions(yaml, head.get("versions"), code, lines) : List.of();
    Map<String, String> names = head.containsKey("name") ? names(yaml, head.get("name")) : Map.of();
    String currency = head.containsKey("currency") ? currency(yaml, head.get("currency")) : "";
    return faults.size() > before ? Optional.empty()
        : Optional.of(new TariffFile(path, text, new Tariff(code, names, currency, zone, versions), lines));
  }

  private static String code(YamlFile yaml, Node node) {
    String code = yaml.text(node);
    if (!code.matches(CODE)) {
      yaml.fault(node, "code is '" + code + "', allowed are small letters, digits and '-', at most 64");
    }
    return code;
  }

  private static Map<String, String> names(YamlFile yaml, Node node) {
    Map<String, String> names = new LinkedHashMap<>();
    yaml.map(node, ordered("zh", "en"), Set.of()).forEach((language, name) -> names.put(language, yaml.text(name)));
    return names;
  }

  private static String currency(YamlFile yaml, Node node) {
    String code = yaml.text(node);
    try {
      return Currency.getInstance(code).getCurrencyCode();
    } catch (IllegalArgumentException e) {
      yaml.fault(node, "currency is '" + code + "', an ISO 4217 code such as CNY is expected");
      return "";
    }
  }

  private static List<TariffVersion> versions(YamlFile yaml, Node node, String code, Map<LocalDate, Integer> lines) {
    TreeMap<LocalDate, TariffVersion> versions = new TreeMap<>();
    Map<LocalDate, Node> nodes = new HashMap<>();
    List<Node> items = yaml.list(node);
    if (items.isEmpty()) {
      yaml.fault(node, "versions needs at least one version");
    }
    for (Node item : items) {
      new VersionReader(yaml, code).read(item).ifPresent(version -> {
        lines.put(version.validFrom(), YamlFile.line(item));
        nodes.put(version.validFrom(), item);
        if (versions.put(version.validFrom(), version) != null) {
          yaml.fault(item, "two versions are valid from " + version.validFrom());
        }
      });
    }
    checkTierPeriods(yaml, versions, nodes);
    return new ArrayList<>(versions.values());
  }

  /** Energy is counted by the first day of its period: another length of period has to begin where a period begins. */
  private static void checkTierPeriods(YamlFile yaml, TreeMap<LocalDate, TariffVersion> versions,
      Map<LocalDate, Node> nodes) {
    TierPeriod before = null;
    for (TariffVersion version : versions.values()) {
      TierPeriod period = version.tierPeriod();
      if (before != null && period != null && period != before
          && !period.start(version.validFrom()).equals(version.validFrom())) {
        yaml.fault(nodes.get(version.validFrom()), "the tier period changes, so validFrom has to be the first day of a "
            + period.word() + ", it is " + version.validFrom());
      }
      before = period == null ? before : period;
    }
  }

  static Set<String> ordered(String... keys) {
    return new LinkedHashSet<>(List.of(keys));
  }

  static Optional<LocalDate> date(YamlFile yaml, Node node) {
    String text = yaml.text(node);
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      yaml.fault(node, "validFrom is '" + text + "', a date such as 2026-07-01 is expected");
      return Optional.empty();
    }
  }
}
