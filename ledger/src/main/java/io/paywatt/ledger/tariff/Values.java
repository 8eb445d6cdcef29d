package io.paywatt.ledger.tariff;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import io.paywatt.ledger.yaml.YamlFile;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads single values of a tariff file; a wrong one is a fault and stands in as zero or the first word allowed. */
final class Values {
  private static final String ID = "[a-z][a-z0-9-]{0,31}";
  private static final String PRICE = "\\d{1,4}(\\.\\d{1,9})?";
  private static final int MONEY_DIGITS = 9;
  private static final int PRICE_DIGITS = 9;
  private static final int WH_DIGITS = 3;
  private static final int MILLI_WH_DIGITS = 6;
  private static final int PPM_DIGITS = 4;
  private static final int PERCENT_DIGITS = 8;

  private final YamlFile yaml;
  private final Utility utility;

  Values(YamlFile yaml, Utility utility) {
    this.yaml = yaml;
    this.utility = utility;
  }

  YamlFile yaml() {
    return yaml;
  }

  /** A key that names the unit: {@code perKWh} of a meter that measures energy, {@code perM3} of one that does not. */
  String key(String start) {
    String unit = utility.isEnergy() ? "KWh" : "M3";
    return start.isEmpty() ? unit.substring(0, 1).toLowerCase(Locale.ROOT) + unit.substring(1) : start + unit;
  }

  /** Wh. */
  long wh(Node node, String what) {
    return number(node, what, "\\d{1,9}(\\.\\d{1,3})?", WH_DIGITS, utility.unit() + " with at most three decimals are expected");
  }

  /** Thousandths of a Wh. */
  long milliWh(Node node, String what) {
    return number(node, what, "\\d{1,6}(\\.\\d{1,6})?", MILLI_WH_DIGITS,
        utility.unit() + " a day with at most six decimals are expected");
  }

  /** W. */
  long watts(Node node, String what) {
    return number(node, what, "\\d{1,6}(\\.\\d{1,3})?", WH_DIGITS, "kW with at most three decimals are expected");
  }

  /** Nano units. */
  long money(Node node, String what) {
    return number(node, what, "\\d{1,9}(\\.\\d{1,6})?", MONEY_DIGITS,
        "currency units with at most six decimals are expected");
  }

  /** 10^-12 currency units a Wh. */
  long price(Node node, String what) {
    return number(node, what, PRICE, PRICE_DIGITS, "allowed is 0 to 9999.999999999 with at most nine decimals");
  }

  /** As {@link #price}, and may be below zero. */
  long signedPrice(Node node, String what) {
    return number(node, what, "-?" + PRICE, PRICE_DIGITS, "allowed is -9999.999999999 to 9999.999999999 with at most nine decimals");
  }

  /** 10^-10. */
  long percentage(Node node, String what) {
    return number(node, what, "\\d{1,3}(\\.\\d{1,8})?", PERCENT_DIGITS, "a percentage with at most eight decimals is expected");
  }

  /** Millionths. */
  long ppm(Node node, String what) {
    return number(node, what, "\\d{1,3}(\\.\\d{1,4})?", PPM_DIGITS, "a percentage with at most four decimals is expected");
  }

  /** A whole number from {@code least} to {@code most}. */
  int whole(Node node, String what, int least, int most) {
    String text = yaml.text(node);
    int value = text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
    if (value < least || value > most) {
      yaml.fault(node, what + " is '" + text + "', a whole number from " + least + " to " + most + " is expected");
      return least;
    }
    return value;
  }

  private long number(Node node, String what, String pattern, int digits, String expected) {
    String text = yaml.text(node);
    if (!text.matches(pattern)) {
      yaml.fault(node, what + " is '" + text + "', " + expected);
      return 0;
    }
    return new BigDecimal(text).movePointRight(digits).longValueExact();
  }

  /** {@code true}, {@code false} or {@code started}. */
  Load load(Node node, String what) {
    return word(node, what, Map.of("true", Load.EXACT, "false", Load.NONE, "started", Load.STARTED));
  }

  boolean yes(Node node, String what) {
    return word(node, what, Map.of("true", true, "false", false));
  }

  /** One of some words. */
  <T> T word(Node node, String what, Map<String, T> words) {
    String text = yaml.text(node);
    if (!words.containsKey(text)) {
      yaml.fault(node, what + " is '" + text + "', allowed are " + String.join(", ", words.keySet().stream().sorted().toList()));
      return words.values().iterator().next();
    }
    return words.get(text);
  }

  /** The word itself, when it is allowed. */
  String word(Node node, String what, String... words) {
    Map<String, String> allowed = new LinkedHashMap<>();
    Arrays.stream(words).forEach(word -> allowed.put(word, word));
    return word(node, what, allowed);
  }

  String id(Node node, String what) {
    String text = yaml.text(node);
    if (!text.matches(ID)) {
      yaml.fault(node, what + " is '" + text + "', allowed are small letters, digits and '-', at most 32");
    }
    return text;
  }

  Optional<LocalDate> date(Node node, String what) {
    return date(yaml.text(node), node, what);
  }

  /** A date that is a key. @param node where a fault is noted */
  Optional<LocalDate> date(String key, Node node) {
    return date(key, node, "key");
  }

  private Optional<LocalDate> date(String text, Node node, String what) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      yaml.fault(node, what + " is '" + text + "', a date such as 2026-07-01 is expected");
      return Optional.empty();
    }
  }

  Optional<MonthDay> monthDay(Node node, String what) {
    String text = yaml.text(node);
    try {
      return Optional.of(MonthDay.parse("--" + text));
    } catch (DateTimeException e) {
      yaml.fault(node, what + " is '" + text + "', a day of the year such as 07-01 is expected");
      return Optional.empty();
    }
  }

  /** {@code {zh: ..., en: ...}}. */
  Map<String, String> names(Node node) {
    Map<String, String> names = new LinkedHashMap<>();
    yaml.map(node, YamlFile.keys("zh", "en"), Set.of()).forEach((language, name) -> names.put(language, yaml.text(name)));
    return names;
  }

  /** {@code {unit, mode}}. @param unitNano when no unit is given */
  Rounding rounding(Node node, long unitNano) {
    Map<String, Node> members = yaml.map(node, Set.of(), YamlFile.keys("unit", "mode"));
    long unit = members.containsKey("unit") ? money(members.get("unit"), "unit") : unitNano;
    if (unit == 0) {
      yaml.fault(node, "unit has to be more than 0");
      unit = unitNano;
    }
    RoundingMode mode = members.containsKey("mode") ? word(members.get("mode"), "mode", Map.of("half-up", RoundingMode.HALF_UP,
        "half-even", RoundingMode.HALF_EVEN, "up", RoundingMode.UP, "down", RoundingMode.DOWN)) : RoundingMode.HALF_UP;
    return new Rounding(unit, mode);
  }
}
