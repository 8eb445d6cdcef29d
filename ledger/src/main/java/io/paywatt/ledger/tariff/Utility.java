package io.paywatt.ledger.tariff;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a meter measures. Quantities are integers of a small unit, a thousandth of the unit that prices name: Wh of a kWh,
 * litres of a cubic metre. So a price is as many nano units a litre as it would be a Wh.
 */
public enum Utility {
  ELECTRICITY("kWh", "Wh", "W"), WATER("m3", "l", "l/h"), GAS("m3", "l", "l/h"), HEAT("kWh", "Wh", "W");

  private final String unit;
  private final String smallUnit;
  private final String rateUnit;

  Utility(String unit, String smallUnit, String rateUnit) {
    this.unit = unit;
    this.smallUnit = smallUnit;
    this.rateUnit = rateUnit;
  }

  /** From its word in files and the database, empty for any other. */
  public static Optional<Utility> find(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  /** From the database. @throws IllegalArgumentException for a word that is none */
  public static Utility of(String word) {
    return find(word).orElseThrow(() -> new IllegalArgumentException("There is no utility '" + word + "'"));
  }

  /** The words in their order. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Utility::word).toList();
  }

  /** The word of files and the database: electricity, water, gas, heat. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Unit of prices and of what people read: kWh or m3. */
  public String unit() {
    return unit;
  }

  /** Unit of quantities in the ledger: Wh or l. */
  public String smallUnit() {
    return smallUnit;
  }

  /** A small unit an hour: W or l/h. */
  public String rateUnit() {
    return rateUnit;
  }

  /** Whether it is counted in Wh. */
  public boolean isEnergy() {
    return unit.equals("kWh");
  }
}
