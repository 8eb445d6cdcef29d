package io.paywatt.meter.codec;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/** Units of what meters tell, with the power of ten that leads to the base unit of their quantity. */
public enum Unit {
  WH("Wh", Quantity.ENERGY, 0), KWH("kWh", Quantity.ENERGY, 3), MWH("MWh", Quantity.ENERGY, 6),
  MILLI_WH("mWh", Quantity.ENERGY, -3),
  W("W", Quantity.POWER, 0), KW("kW", Quantity.POWER, 3), MW("mW", Quantity.POWER, -3),
  V("V", Quantity.VOLTAGE, 0), KV("kV", Quantity.VOLTAGE, 3), MV("mV", Quantity.VOLTAGE, -3),
  A("A", Quantity.CURRENT, 0), KA("kA", Quantity.CURRENT, 3), MA("mA", Quantity.CURRENT, -3),
  HZ("Hz", Quantity.FREQUENCY, 0), NONE("", Quantity.FACTOR, 0);

  /** What is measured. */
  public enum Quantity { ENERGY, POWER, VOLTAGE, CURRENT, FREQUENCY, FACTOR }

  private final String symbol;
  private final Quantity quantity;
  private final int power;

  Unit(String symbol, Quantity quantity, int power) {
    this.symbol = symbol;
    this.quantity = quantity;
    this.power = power;
  }

  /** As written, e.g. kWh. */
  public String symbol() {
    return symbol;
  }

  public Quantity quantity() {
    return quantity;
  }

  /** In the base unit: Wh, W, V, A or Hz; exact. */
  public BigDecimal base(BigDecimal value) {
    return value.movePointRight(power);
  }

  /** Upper and lower case count: mW is not MW. */
  public static Optional<Unit> of(String symbol) {
    return Arrays.stream(values()).filter(unit -> unit.symbol.equals(symbol)).findFirst();
  }

  /** The symbols of a quantity, for messages. */
  public static String symbols(Quantity quantity) {
    return String.join(", ", Arrays.stream(values()).filter(unit -> unit.quantity == quantity).map(Unit::symbol).toList());
  }
}
