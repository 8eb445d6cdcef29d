package io.paywatt.meter.codec.dlt645;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import io.paywatt.meter.codec.Malformed;

/**
 * What a data identifier stands for (DL/T 645-2007 annex A; the ones a prepaid meter is read by).
 *
 * @param names    one a field of the item; a block has several
 * @param unit     empty when it has none
 * @param bytes    of one field
 * @param decimals behind the point, or {@link #DIGITS}: digits that are no number
 */
record DataItem(List<String> names, String unit, int bytes, int decimals, boolean signed) {
  static final String ENERGY = "00010000";
  static final String ENERGY_BLOCK = "0001FF00";
  static final String RELAY_WORD = "04000503";
  static final String WORD_PREFIX = "040005";
  private static final int DIGITS = -1;
  private static final List<String> TARIFFS = List.of("total", "tariff 1", "tariff 2", "tariff 3", "tariff 4");
  private static final List<String> PHASES = List.of("A", "B", "C");
  private static final List<String> SUMS = List.of("total", "A", "B", "C");
  private static final Map<String, DataItem> ALL = new HashMap<>();

  static {
    family("00", "00", "combined energy", TARIFFS, 0, "kWh", 4, 2, true);
    family("00", "01", "energy", TARIFFS, 0, "kWh", 4, 2, false);
    family("00", "02", "reverse energy", TARIFFS, 0, "kWh", 4, 2, false);
    family("02", "01", "voltage", PHASES, 1, "V", 2, 1, false);
    family("02", "02", "current", PHASES, 1, "A", 3, 3, true);
    family("02", "03", "power", SUMS, 0, "kW", 3, 4, true);
    family("02", "04", "reactive power", SUMS, 0, "kvar", 3, 4, true);
    family("02", "05", "apparent power", SUMS, 0, "kVA", 3, 4, true);
    family("02", "06", "power factor", SUMS, 0, "", 2, 3, true);
    one("02800001", "neutral current", "A", 3, 3, true);
    one("02800002", "frequency", "Hz", 2, 2, false);
    one("02800007", "temperature", "C", 2, 1, true);
    one("02800008", "clock battery", "V", 2, 2, false);
    one("02800009", "reading battery", "V", 2, 2, false);
    one("0280000B", "tier price", "", 4, 4, false);
    one("02800020", "price", "", 4, 4, false);
    one("02800021", "time-of-use price", "", 4, 4, false);
    one("00900100", "remaining energy", "kWh", 4, 2, false);
    one("00900101", "overdrawn energy", "kWh", 4, 2, false);
    one("00900200", "balance", "money", 4, 2, false);
    one("00900201", "overdraft", "money", 4, 2, false);
    one("04000101", "date YYMMDDWW", "", 4, DIGITS, false);
    one("04000102", "time hhmmss", "", 3, DIGITS, false);
    one("0400010C", "clock YYMMDDWWhhmmss", "", 7, DIGITS, false);
    one("04000306", "CT ratio", "", 3, 0, false);
    one("04000307", "PT ratio", "", 3, 0, false);
    one("04000401", "address", "", 6, DIGITS, false);
    one("04000402", "meter number", "", 6, DIGITS, false);
    one("0400040E", "customer number", "", 6, DIGITS, false);
    one("04000B01", "settlement day DDhh", "", 2, DIGITS, false);
    one("04001001", "alarm balance 1", "money", 4, 2, false);
    one("04001002", "alarm balance 2", "money", 4, 2, false);
    one("04001003", "overdraft limit", "money", 4, 2, false);
    one("04001004", "largest balance", "money", 4, 2, false);
    one("04001005", "balance to close at", "money", 4, 2, false);
    one("04000F01", "alarm energy 1", "kWh", 4, 2, false);
    one("04000F02", "alarm energy 2", "kWh", 4, 2, false);
    one("04000F03", "largest remaining energy", "kWh", 4, 2, false);
    one("04000F04", "overdraft limit energy", "kWh", 4, 2, false);
    one("04001401", "trip delay", "min", 2, 0, false);
    one("03110000", "power failures", "", 3, 0, false);
    one("03300000", "times programmed", "", 3, 0, false);
    one("03300D00", "times cover opened", "", 3, 0, false);
    one("03330201", "purchases", "", 2, 0, false);
    one("03330601", "bought in all", "money", 4, 2, false);
  }

  /** Empty when it is not one we read. */
  static Optional<DataItem> of(String di) {
    return Optional.ofNullable(ALL.get(di));
  }

  /**
   * The fields by name, in order; one that the meter does not have is missing. A block may be shorter than it could be.
   *
   * @throws Malformed when the length or a digit is wrong
   */
  Map<String, String> texts(byte[] value) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < fields(value); i++) {
      byte[] field = field(value, i);
      if (decimals == DIGITS) {
        texts.put(names.get(i), Bcd.hexReversed(field, 0, bytes));
      } else {
        String name = names.get(i);
        Bcd.number(field, decimals, signed).ifPresent(number -> texts.put(name, number.toPlainString()));
      }
    }
    return texts;
  }

  /**
   * The fields as numbers; null for one that the meter does not have, none when they are no numbers.
   *
   * @throws Malformed as {@link #texts}
   */
  List<BigDecimal> numbers(byte[] value) {
    List<BigDecimal> numbers = new ArrayList<>();
    for (int i = 0; decimals != DIGITS && i < fields(value); i++) {
      numbers.add(Bcd.number(field(value, i), decimals, signed).orElse(null));
    }
    return numbers;
  }

  private int fields(byte[] value) {
    int count = value.length / bytes;
    if (value.length % bytes != 0 || count == 0 || count > names.size()) {
      throw new Malformed(names.get(0) + " has " + value.length + " bytes, allowed are " + bytes
          + (names.size() == 1 ? "" : " to " + bytes * names.size() + " in steps of " + bytes));
    }
    return count;
  }

  private byte[] field(byte[] value, int number) {
    return Arrays.copyOfRange(value, number * bytes, (number + 1) * bytes);
  }

  private static void one(String di, String name, String unit, int bytes, int decimals, boolean signed) {
    ALL.put(di, new DataItem(List.of(name), unit, bytes, decimals, signed));
  }

  /** {@code group kind nn 00} for each of the parts, the block {@code group kind FF 00}. @param first number of the first */
  private static void family(String group, String kind, String name, List<String> parts, int first, String unit, int bytes,
      int decimals, boolean signed) {
    List<String> names = parts.stream().map(part -> part.equals("total") ? name : name + " " + part).toList();
    for (int i = 0; i < names.size(); i++) {
      one("%s%s%02X00".formatted(group, kind, i + first), names.get(i), unit, bytes, decimals, signed);
    }
    ALL.put(group + kind + "FF00", new DataItem(names, unit, bytes, decimals, signed));
  }
}
