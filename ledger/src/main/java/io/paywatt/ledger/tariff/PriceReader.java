package io.paywatt.ledger.tariff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import io.paywatt.ledger.yaml.YamlFile;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeType;

/** Reads prices by season, time of use and tier, and the tables that reprice a tier period. */
final class PriceReader {
  private final Values values;
  private final Seasons seasons;
  private final Schedule schedule;
  private final TierReader.Read tiers;
  private final int tierCount;

  PriceReader(Values values, Seasons seasons, Schedule schedule, TierReader.Read tiers) {
    this.values = values;
    this.seasons = seasons;
    this.schedule = schedule;
    this.tiers = tiers;
    this.tierCount = tiers.tiers() == null ? 1 : tiers.tiers().count();
  }

  /** The first table, and those of slabs that price all energy. @param reprice may be null */
  List<PriceTable> read(Node price, Node reprice) {
    List<PriceTable> tables = new ArrayList<>();
    PriceTable first = new PriceTable(0, 0, prices(price));
    tables.add(first);
    if (tiers.wholeFrom() > 0) {
      for (int tier = tiers.wholeFrom(); tier <= tierCount; tier++) {
        tables.add(new PriceTable(tier, 0, whole(first, tier)));
      }
    }
    if (reprice != null) {
      reprice(reprice, tables);
    }
    return tables;
  }

  /** Every tier costs what this one costs. */
  private static List<List<List<Long>>> whole(PriceTable table, int tier) {
    return table.pricePico().stream().map(season -> season.stream()
        .map(row -> row.size() < tier ? row : Collections.nCopies(row.size(), row.get(tier - 1))).toList()).toList();
  }

  private void reprice(Node node, List<PriceTable> tables) {
    if (tiers.tiers() == null || tables.size() > 1) {
      values.yaml().fault(node, tiers.tiers() == null ? "reprice needs tiers, which say when energy starts to count again"
          : "reprice and slabs: whole exclude each other");
      return;
    }
    String key = values.key("pricePer");
    for (Node item : values.yaml().list(node)) {
      Map<String, Node> members = values.yaml().map(item, YamlFile.keys("above", key), Set.of());
      if (members.containsKey("above") && members.containsKey(key)) {
        long above = values.wh(members.get("above"), "above");
        if (above <= tables.get(tables.size() - 1).aboveWh()) {
          values.yaml().fault(members.get("above"), "above is " + values.yaml().text(members.get("above"))
              + ", each has to be more than the one before");
        }
        tables.add(new PriceTable(0, above, prices(members.get(key))));
      }
    }
  }

  private List<List<List<Long>>> prices(Node node) {
    List<List<List<Long>>> prices = new ArrayList<>();
    if (!isBySeason(node)) {
      for (int row = 0; row < seasons.size(); row++) {
        // faults are told once, also when all seasons share the prices
        prices.add(row == 0 || prices.get(0).isEmpty() ? byPeriod(node, schedule.periods()) : prices.get(0));
        if (prices.get(0).isEmpty()) {
          break;
        }
      }
      return prices;
    }
    Map<String, Node> members = values.yaml().map(node, new LinkedHashSet<>(seasons.names()), Set.of());
    for (int row = 0; row < seasons.size(); row++) {
      Node season = members.get(seasons.names().get(row));
      prices.add(season == null ? List.of() : byPeriod(season, used(row)));
    }
    return prices;
  }

  private boolean isBySeason(Node node) {
    return node.getNodeType() == NodeType.MAPPING && !seasons.ranges().isEmpty()
        && values.yaml().map(node).keySet().stream().anyMatch(seasons.names()::contains);
  }

  /** Times of use that a season has. */
  private List<String> used(int season) {
    return schedule.periods().isEmpty() ? List.of() : List.copyOf(new TreeSet<>(schedule.bySeason().get(season).values()
        .stream().flatMap(List::stream).map(Schedule.Window::period).toList()));
  }

  /** @param required periods that need a price; another one of the schedule may have one */
  private List<List<Long>> byPeriod(Node node, List<String> required) {
    if (schedule.periods().isEmpty()) {
      return List.of(byTier(node));
    }
    if (node.getNodeType() != NodeType.MAPPING) {
      values.yaml().fault(node, values.key("pricePer") + " needs a price for each period: " + String.join(", ", required));
      return List.of();
    }
    Set<String> optional = new LinkedHashSet<>(schedule.periods());
    required.forEach(optional::remove);
    Map<String, Node> members = values.yaml().map(node, new LinkedHashSet<>(required), optional);
    return schedule.periods().stream().map(period -> members.containsKey(period) ? byTier(members.get(period))
        : Collections.nCopies(tierCount, 0L)).toList();
  }

  private List<Long> byTier(Node node) {
    if (node.getNodeType() == NodeType.MAPPING) {
      values.yaml().fault(node, "prices by period need timeOfUse");
      return List.of();
    }
    // one price is the price of all tiers
    List<Node> items = node.getNodeType() == NodeType.SEQUENCE ? values.yaml().list(node)
        : Collections.nCopies(tiers.surchargePico().isEmpty() ? tierCount : 1, node);
    int expected = tiers.surchargePico().isEmpty() ? tierCount : 1;
    if (items.size() != expected) {
      values.yaml().fault(node, expected == tierCount ? items.size() + " price(s) given, " + tierCount + " tier(s) need "
          + tierCount : items.size() + " prices given, with surcharges by tier one is expected");
    }
    List<Long> prices = items.stream().map(item -> values.price(item, "price")).toList();
    return tiers.surchargePico().isEmpty() || prices.isEmpty() ? prices
        : tiers.surchargePico().stream().map(surcharge -> prices.get(0) + surcharge).toList();
  }
}
