package io.paywatt.ledger.tariff;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import io.paywatt.ledger.yaml.YamlFile;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeType;

/** Reads one version of a tariff file: tiers, times of use, prices. */
final class VersionReader {
  private static final int WH_PER_KWH = 1000;
  private static final int NANO_PER_WH_DIGITS = 6;

  private final YamlFile yaml;
  private final String code;

  VersionReader(YamlFile yaml, String code) {
    this.yaml = yaml;
    this.code = code;
  }

  /** Empty without a usable validFrom or price; faults are noted. */
  Optional<TariffVersion> read(Node node) {
    Map<String, Node> members = yaml.map(node, TariffFile.ordered("validFrom", "pricePerKWh"),
        TariffFile.ordered("tiers", "timeOfUse"));
    Optional<LocalDate> validFrom = Optional.ofNullable(members.get("validFrom")).flatMap(n -> TariffFile.date(yaml, n));
    TierPeriod period = null;
    List<Long> limits = List.of();
    if (members.containsKey("tiers")) {
      Map<String, Node> tiers = yaml.map(members.get("tiers"), TariffFile.ordered("period", "upTo"), Set.of());
      period = tiers.containsKey("period") ? tierPeriod(tiers.get("period")) : null;
      limits = tiers.containsKey("upTo") ? limits(tiers.get("upTo")) : List.of();
    }
    List<TariffVersion.Window> windows = members.containsKey("timeOfUse")
        ? new WindowReader(yaml).read(members.get("timeOfUse")) : List.of();
    List<String> periods = new ArrayList<>(new LinkedHashSet<>(
        windows.stream().map(TariffVersion.Window::period).sorted().toList()));
    if (validFrom.isEmpty() || !members.containsKey("pricePerKWh")) {
      return Optional.empty();
    }
    // faulty windows: which periods need a price is not known, so the prices wait for the next try
    List<List<Long>> prices = members.containsKey("timeOfUse") && windows.isEmpty() ? List.of()
        : prices(members.get("pricePerKWh"), periods, limits.size() + 1);
    return Optional.of(new TariffVersion(code, validFrom.get(), period, limits, windows, periods, prices));
  }

  private TierPeriod tierPeriod(Node node) {
    String word = yaml.text(node);
    for (TierPeriod each : TierPeriod.values()) {
      if (each.word().equals(word)) {
        return each;
      }
    }
    yaml.fault(node, "period is '" + word + "', allowed are month and year");
    return null;
  }

  private List<Long> limits(Node node) {
    List<Long> limits = new ArrayList<>();
    for (Node item : yaml.list(node)) {
      String text = yaml.text(item);
      if (!text.matches("\\d{1,9}(\\.\\d{1,3})?")) {
        yaml.fault(item, "upTo is '" + text + "', kWh with at most three decimals are expected");
        continue;
      }
      long wh = new BigDecimal(text).multiply(BigDecimal.valueOf(WH_PER_KWH)).longValueExact();
      if (wh <= (limits.isEmpty() ? 0 : limits.get(limits.size() - 1))) {
        yaml.fault(item, "upTo is " + text + " kWh, each limit has to be more than the one before");
      }
      limits.add(wh);
    }
    if (limits.isEmpty()) {
      yaml.fault(node, "upTo needs at least one limit; leave tiers out when there are none");
    }
    return limits;
  }

  private List<List<Long>> prices(Node node, List<String> periods, int tiers) {
    if (periods.isEmpty()) {
      return List.of(tierPrices(node, tiers));
    }
    if (node.getNodeType() != NodeType.MAPPING) {
      yaml.fault(node, "pricePerKWh needs a price for each period: " + String.join(", ", periods));
      return List.of();
    }
    Map<String, Node> members = yaml.map(node, new LinkedHashSet<>(periods), Set.of());
    List<List<Long>> prices = new ArrayList<>();
    periods.forEach(name -> prices.add(members.containsKey(name) ? tierPrices(members.get(name), tiers) : List.of()));
    return prices;
  }

  private List<Long> tierPrices(Node node, int tiers) {
    if (node.getNodeType() == NodeType.MAPPING) {
      yaml.fault(node, "prices by period need timeOfUse");
      return List.of();
    }
    List<Node> items = node.getNodeType() == NodeType.SEQUENCE ? yaml.list(node) : List.of(node);
    if (items.size() != tiers) {
      yaml.fault(node, items.size() + " price(s) given, " + tiers + " tier(s) need " + tiers);
    }
    return items.stream().map(this::price).toList();
  }

  private long price(Node node) {
    String text = yaml.text(node);
    if (!text.matches("\\d{1,4}(\\.\\d{1,6})?")) {
      yaml.fault(node, "price is '" + text + "', allowed is 0 to 9999.999999 with at most six decimals");
      return 0;
    }
    return new BigDecimal(text).movePointRight(NANO_PER_WH_DIGITS).longValueExact();
  }
}
