package io.paywatt.ledger.tariff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import io.paywatt.ledger.yaml.Nearest;
import io.paywatt.ledger.yaml.YamlFile;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeType;

/** Reads what a version charges beside energy, and resolves what each item is taken of. */
final class ExtrasReader {
  private static final String FIXED = "fixed";
  private static final Set<String> RESERVED = Set.of("energy", FIXED, "discounts", "fees", "minimum", "taxes", "vend",
      "household", "free", "slab");

  private final Values values;
  private final long minorNano;
  private final int tierCount;
  private final Dated dated;
  private final List<FixedCharge> charges = new ArrayList<>();
  private final List<Share> shares = new ArrayList<>();
  private final Map<String, Map<String, String>> titles = new HashMap<>();
  private final Map<String, List<Integer>> places = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();
  private boolean late;

  /**
   * @param minorNano nano units of the minor unit, to which a line is rounded when no unit is given
   * @param dated     chooses among values that change within the version
   */
  ExtrasReader(Values values, long minorNano, int tierCount, Dated dated) {
    this.dated = dated;
    this.values = values;
    this.minorNano = minorNano;
    this.tierCount = tierCount;
  }

  Extras read(Map<String, Node> members) {
    places.put("energy", List.of(Extras.ENERGY));
    places.put(FIXED, new ArrayList<>());
    list(members, "charges").forEach(this::charge);
    // the place before the shares is the discount agreed with a household
    places.put("discounts", new ArrayList<>(List.of(1 + charges.size())));
    list(members, "discounts").forEach(item -> share(item, ChargeKind.DISCOUNT));
    places.put("fees", new ArrayList<>());
    list(members, "fees").forEach(item -> share(item, ChargeKind.FEE));
    boolean after = members.containsKey("minimumBill") && afterTaxes(members.get("minimumBill"));
    MinimumBill minimum = members.containsKey("minimumBill") && !after ? minimum(members.get("minimumBill"), false) : null;
    List<Integer> last = List.of(2 + charges.size() + shares.size() + list(members, "taxes").size()
        + list(members, "rebates").size());
    if (minimum != null) {
      places.put("minimum", last);
    }
    places.put("taxes", new ArrayList<>());
    list(members, "taxes").forEach(item -> share(item, ChargeKind.TAX));
    if (after) {
      minimum = minimum(members.get("minimumBill"), true);
      places.put("minimum", last);
    }
    late = true;
    list(members, "rebates").forEach(item -> share(item, ChargeKind.DISCOUNT));
    VendRules vend = members.containsKey("vend") ? vend(members.get("vend")) : VendRules.ANY;
    return new Extras(List.copyOf(charges), List.copyOf(shares), minimum, vend, titles);
  }

  private List<Node> list(Map<String, Node> members, String key) {
    return members.containsKey(key) ? values.yaml().list(members.get(key)) : List.of();
  }

  /** A charge may be called fixed: what is taken of it is then taken of all charges. */
  private String name(Map<String, Node> members, boolean charge) {
    if (!members.containsKey("name")) {
      return "";
    }
    String name = values.id(members.get("name"), "name");
    if (!names.add(name)) {
      values.yaml().fault(members.get("name"), "name '" + name + "' is already that of another charge, discount, fee or tax");
    } else if (RESERVED.contains(name) && !(charge && name.equals(FIXED))) {
      values.yaml().fault(members.get("name"), "name '" + name + "' is a word of the format; call it otherwise");
    }
    if (members.containsKey("title")) {
      titles.put(name, values.names(members.get("title")));
    }
    return name;
  }

  private void charge(Node item) {
    Map<String, Node> members = values.yaml().map(item, YamlFile.keys("name", "per"),
        YamlFile.keys("title", "amount", "byUse", "byLoad", "perKw", "minimum", "prorate", "rounding"));
    String name = name(members, true);
    FixedCharge.Per per = members.containsKey("per") ? values.word(members.get("per"), "per", Map.of(
        "day", FixedCharge.Per.DAY, "month", FixedCharge.Per.MONTH, "vend", FixedCharge.Per.VEND)) : FixedCharge.Per.MONTH;
    long amounts = Set.of("amount", "byUse", "byLoad").stream().filter(members::containsKey).count();
    if (amounts != 1) {
      values.yaml().fault(item, "one of amount, byUse and byLoad is expected");
      return;
    }
    boolean prorate = flag(members, "prorate");
    if (prorate && per != FixedCharge.Per.MONTH) {
      values.yaml().fault(members.get("prorate"), "prorate needs per: month");
    }
    FixedCharge.By by = members.containsKey("byUse") ? FixedCharge.By.USE
        : members.containsKey("byLoad") ? FixedCharge.By.LOAD : FixedCharge.By.NOTHING;
    Load perKw = load(members);
    List<FixedCharge.Step> steps = by == FixedCharge.By.NOTHING
        ? List.of(new FixedCharge.Step(Long.MAX_VALUE, values.money(dated.of(members.get("amount")), "amount"), perKw))
        : steps(members.get(by == FixedCharge.By.USE ? "byUse" : "byLoad"), by, perKw);
    charges.add(new FixedCharge(name, per, by, steps,
        members.containsKey("minimum") ? values.money(members.get("minimum"), "minimum") : 0, prorate, rounding(members)));
    put(name, charges.size(), FIXED);
  }

  private void put(String name, int place, String group) {
    places.putIfAbsent(name, List.of(place));
    places.get(group).add(place);
  }

  private boolean flag(Map<String, Node> members, String key) {
    return members.containsKey(key) && values.yes(members.get(key), key);
  }

  private Load load(Map<String, Node> members) {
    return members.containsKey("perKw") ? values.load(members.get("perKw"), "perKw") : Load.NONE;
  }

  private Rounding rounding(Map<String, Node> members) {
    return members.containsKey("rounding") ? values.rounding(members.get("rounding"), minorNano) : null;
  }

  private List<FixedCharge.Step> steps(Node node, FixedCharge.By by, Load perKw) {
    String key = by == FixedCharge.By.USE ? values.key("upTo") : "upToKw";
    List<FixedCharge.Step> steps = new ArrayList<>();
    List<Node> items = values.yaml().list(node);
    for (int i = 0; i < items.size(); i++) {
      boolean last = i == items.size() - 1;
      Map<String, Node> members = values.yaml().map(items.get(i), last ? YamlFile.keys("amount") : YamlFile.keys(key, "amount"),
          YamlFile.keys("perKw"));
      long upTo = Long.MAX_VALUE;
      if (!last && members.containsKey(key)) {
        upTo = by == FixedCharge.By.USE ? values.wh(members.get(key), key) : values.watts(members.get(key), key);
        if (!steps.isEmpty() && upTo <= steps.get(steps.size() - 1).upTo()) {
          values.yaml().fault(members.get(key), key + " has to be more than that of the step before");
        }
      }
      steps.add(new FixedCharge.Step(upTo, members.containsKey("amount") ? values.money(dated.of(members.get("amount")), "amount") : 0,
          members.containsKey("perKw") ? load(members) : perKw));
    }
    if (steps.isEmpty()) {
      values.yaml().fault(node, "at least one step is expected; the last one has no " + key);
    }
    return steps;
  }

  private void share(Node item, ChargeKind kind) {
    String price = values.key("per");
    String above = values.key("above");
    String upTo = values.key("upTo");
    Map<String, Node> members = values.yaml().map(item, YamlFile.keys("name"),
        YamlFile.keys("title", "percent", price, "amount", "on", above, upTo, "aboveKw", "upToKw", "maximum", "ofTotal", "inside",
            "rounding"));
    String name = name(members, false);
    List<String> ways = kind == ChargeKind.DISCOUNT ? List.of("percent", price, "amount") : List.of("percent", price);
    if (Stream.of("percent", price, "amount").filter(members::containsKey).count() != 1
        || ways.stream().noneMatch(members::containsKey)) {
      values.yaml().fault(item, "one of " + String.join(" and ", ways) + " is expected");
    }
    if (members.containsKey("on") && members.containsKey(price)) {
      values.yaml().fault(members.get("on"), "on needs percent");
    }
    boolean inside = flag(members, "inside");
    if (inside && kind != ChargeKind.TAX) {
      values.yaml().fault(members.get("inside"), "inside is for taxes");
    }
    long parts = members.containsKey("percent") ? values.percentage(dated.of(members.get("percent")), "percent") : 0;
    shares.add(new Share(name, kind, parts / Share.PER_MILLIONTH,
        members.containsKey(price) ? prices(dated.of(members.get(price)), price, kind == ChargeKind.FEE) : List.of(),
        members.containsKey("on") ? on(members.get("on"), kind) : usual(kind),
        members.containsKey(above) ? values.wh(members.get(above), above) : -1,
        members.containsKey(upTo) ? values.wh(members.get(upTo), upTo) : Long.MAX_VALUE, inside, rounding(members),
        more(members, parts)));
    int place = 1 + charges.size() + shares.size();
    if (inside) {
      places.putIfAbsent(name, List.of(place));
    } else {
      put(name, place, kind == ChargeKind.DISCOUNT ? "discounts" : kind == ChargeKind.FEE ? "fees" : "taxes");
    }
  }

  private Share.More more(Map<String, Node> members, long parts) {
    boolean ofTotal = flag(members, "ofTotal");
    if (ofTotal && (!members.containsKey("percent") || parts >= Share.WHOLE || flag(members, "inside"))) {
      values.yaml().fault(members.get("ofTotal"), "ofTotal needs a percent below 100, and no inside");
    }
    return new Share.More(parts % Share.PER_MILLIONTH, ofTotal && parts < Share.WHOLE,
        members.containsKey("amount") ? values.money(dated.of(members.get("amount")), "amount") : 0,
        members.containsKey("maximum") ? values.money(dated.of(members.get("maximum")), "maximum") : Long.MAX_VALUE,
        members.containsKey("aboveKw") ? values.watts(members.get("aboveKw"), "aboveKw") : -1,
        members.containsKey("upToKw") ? values.watts(members.get("upToKw"), "upToKw") : Long.MAX_VALUE, late);
  }

  /** @param signed may be below zero, as a fuel surcharge in months of cheap fuel */
  private List<Long> prices(Node node, String key, boolean signed) {
    ToLongFunction<Node> price = each -> signed ? values.signedPrice(each, key) : values.price(each, key);
    if (node.getNodeType() != NodeType.SEQUENCE) {
      return List.of(price.applyAsLong(node));
    }
    List<Long> prices = values.yaml().list(node).stream().mapToLong(price).boxed().toList();
    if (prices.size() != tierCount) {
      values.yaml().fault(node, prices.size() + " price(s) given, " + tierCount + " tier(s) need " + tierCount);
    }
    return prices;
  }

  private List<Integer> usual(ChargeKind kind) {
    List<String> names = switch (kind) {
      case DISCOUNT -> late ? List.of("energy", FIXED, "discounts", "fees", "minimum", "taxes") : List.of("energy");
      case FEE -> List.of("energy", FIXED);
      default -> List.of("energy", FIXED, "discounts", "fees", "minimum");
    };
    return names.stream().flatMap(name -> places.getOrDefault(name, List.of()).stream()).toList();
  }

  private List<Integer> on(Node node, ChargeKind kind) {
    List<Integer> on = new ArrayList<>();
    for (Node item : values.yaml().list(node)) {
      String name = values.yaml().text(item);
      if (name.equals("vend") && kind == ChargeKind.FEE) {
        on.add(Extras.VEND);
      } else if (places.containsKey(name)) {
        on.addAll(places.get(name));
      } else {
        List<String> known = List.copyOf(places.keySet());
        values.yaml().fault(item, "on has '" + name + "', which is not known or comes later; known here are "
            + String.join(", ", known) + Nearest.hint(name, known));
      }
    }
    return on;
  }

  private boolean afterTaxes(Node node) {
    Node with = values.yaml().map(node).get("with");
    return with != null && values.word(with, "with", "before-taxes", "after-taxes").equals("after-taxes");
  }

  private MinimumBill minimum(Node node, boolean after) {
    Map<String, Node> members = values.yaml().map(node, YamlFile.keys("amount"), YamlFile.keys("perKw", "with", "on"));
    return new MinimumBill(members.containsKey("amount") ? values.money(dated.of(members.get("amount")), "amount") : 0,
        load(members), after, members.containsKey("on") ? on(members.get("on"), ChargeKind.MINIMUM) : List.of());
  }

  private VendRules vend(Node node) {
    String unit = values.key("unit");
    Map<String, Node> members = values.yaml().map(node, Set.of(), YamlFile.keys("minimum", "maximum", unit, "mode"));
    long minimum = members.containsKey("minimum") ? values.money(members.get("minimum"), "minimum") : 0;
    long maximum = members.containsKey("maximum") ? values.money(members.get("maximum"), "maximum") : Long.MAX_VALUE;
    if (maximum < minimum) {
      values.yaml().fault(members.get("maximum"), "maximum is less than minimum");
    }
    long step = members.containsKey(unit) ? values.wh(members.get(unit), unit) : 1;
    if (step == 0) {
      values.yaml().fault(members.get(unit), unit + " has to be more than 0");
    }
    boolean nearest = members.containsKey("mode")
        && values.word(members.get("mode"), "mode", "down", "half-up").equals("half-up");
    return new VendRules(minimum, maximum, step, nearest);
  }
}
