package io.paywatt.meter.codec;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import com.fasterxml.jackson.databind.JsonNode;

/** Volts or amperes, one value a phase: at most four numbers, or the one of a meter with one phase, kept to a thousandth. */
final class PhaseValues {
  private static final int MAX_PHASES = 4;
  private static final int DECIMALS = 3;
  private static final int MAX_INTEGER_DIGITS = 6;
  // a number with a longer tail than this is below every unit of measurement; expanding it could eat the memory
  private static final int MAX_SCALE = 60;
  private static final String ALLOWED = "an array of up to 4 numbers below 1000000";

  private PhaseValues() {}

  static List<BigDecimal> of(JsonFields fields, String name) {
    JsonNode node = fields.value(name, false);
    if (node == null) {
      return List.of();
    }
    if (node.isNumber()) {
      return List.of(number(name, node, node));
    }
    if (!node.isArray() || node.size() > MAX_PHASES) {
      throw JsonFields.wrong(name, node, ALLOWED);
    }
    List<BigDecimal> values = new ArrayList<>(node.size());
    for (JsonNode one : node) {
      values.add(number(name, node, one));
    }
    return List.copyOf(values);
  }

  private static BigDecimal number(String name, JsonNode all, JsonNode one) {
    BigDecimal value = one.isNumber() ? one.decimalValue() : null;
    if (value == null || value.precision() - value.scale() > MAX_INTEGER_DIGITS || Math.abs(value.scale()) > MAX_SCALE) {
      throw JsonFields.wrong(name, all, ALLOWED);
    }
    return value.scale() > DECIMALS ? value.setScale(DECIMALS, RoundingMode.HALF_UP) : value;
  }
}
