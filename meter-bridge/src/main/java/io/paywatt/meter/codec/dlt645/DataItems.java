package io.paywatt.meter.codec.dlt645;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import io.paywatt.meter.codec.dlt645.DataItem.Field;

/** The data identifiers of DL/T 645-2007, annex A, that a prepaid meter is read by, and those of prepayment. */
final class DataItems {
  private static final String SETTLEMENT = "000[0-8]..0[1-9A-C]";
  private static final int MOST_TARIFFS = 63;
  private static final List<String> TARIFFS = IntStream.rangeClosed(0, MOST_TARIFFS)
      .mapToObj(tariff -> tariff == 0 ? "" : " tariff " + tariff).toList();
  private static final List<String> SUMS = List.of("", " A", " B", " C");
  private static final List<String> PHASES = List.of(" A", " B", " C");
  private static final int TABLE_ROWS = 14;
  private static final int PRICES = 12;
  private static final int RECORDS = 10;
  private static final Map<String, DataItem> ALL = new HashMap<>();

  static {
    energies();
    momentary();
    parameters();
    tables();
    counters();
    purchases();
    frozen();
  }

  private DataItems() {}

  /** Empty when it is not one we read. @param di eight digits, most significant first */
  static Optional<DataItem> of(String di) {
    DataItem item = ALL.get(di);
    if (item == null && di.matches(SETTLEMENT)) {
      int settlement = Integer.parseInt(di.substring(6), 16);
      return of(di.substring(0, 6) + "00").map(now -> now.named(", settlement " + settlement));
    }
    return Optional.ofNullable(item);
  }

  private static void energies() {
    family("0000", 0, TARIFFS, Field.signed("combined energy", "kWh", 4, 2));
    family("0001", 0, TARIFFS, Field.number("energy", "kWh", 4, 2));
    family("0002", 0, TARIFFS, Field.number("reverse energy", "kWh", 4, 2));
    family("0003", 0, TARIFFS, Field.signed("combined reactive energy 1", "kvarh", 4, 2));
    family("0004", 0, TARIFFS, Field.signed("combined reactive energy 2", "kvarh", 4, 2));
    IntStream.rangeClosed(1, 4).forEach(quadrant -> family("000" + (4 + quadrant), 0, TARIFFS,
        Field.number("reactive energy, quadrant " + quadrant, "kvarh", 4, 2)));
    one("00900100", Field.number("remaining energy", "kWh", 4, 2));
    one("00900101", Field.number("overdrawn energy", "kWh", 4, 2));
    one("00900200", Field.number("balance", "money", 4, 2));
    one("00900201", Field.number("overdraft", "money", 4, 2));
  }

  private static void momentary() {
    family("0201", 1, PHASES, Field.number("voltage", "V", 2, 1));
    family("0202", 1, PHASES, Field.signed("current", "A", 3, 3));
    family("0203", 0, SUMS, Field.signed("power", "kW", 3, 4));
    family("0204", 0, SUMS, Field.signed("reactive power", "kvar", 3, 4));
    family("0205", 0, SUMS, Field.signed("apparent power", "kVA", 3, 4));
    family("0206", 0, SUMS, Field.signed("power factor", "", 2, 3));
    one("02800001", Field.signed("neutral current", "A", 3, 3));
    one("02800002", Field.number("frequency", "Hz", 2, 2));
    one("02800007", Field.signed("temperature", "C", 2, 1));
    one("02800008", Field.number("clock battery", "V", 2, 2));
    one("02800009", Field.number("reading battery", "V", 2, 2));
    one("0280000B", Field.number("tier price", "", 4, 4));
    one("02800020", Field.number("price", "", 4, 4));
    one("02800021", Field.number("time-of-use price", "", 4, 4));
  }

  private static void parameters() {
    one("04000101", Field.digits("date YYMMDDWW", 4));
    one("04000102", Field.digits("time hhmmss", 3));
    one("04000108", Field.digits("prices change YYMMDDhhmm", 5));
    one("04000109", Field.digits("tiers change YYMMDDhhmm", 5));
    one("0400010C", Field.digits("clock YYMMDDWWhhmmss", 7));
    one("04000306", Field.number("CT ratio", "", 3, 0));
    one("04000307", Field.number("PT ratio", "", 3, 0));
    one("04000401", Field.digits("address", 6));
    one("04000402", Field.digits("meter number", 6));
    one(DataItem.CUSTOMER, Field.digits("customer number", 6));
    one("04000B01", Field.digits("settlement day DDhh", 2));
    one("04001001", Field.number("alarm balance 1", "money", 4, 2));
    one("04001002", Field.number("alarm balance 2", "money", 4, 2));
    one("04001003", Field.number("overdraft limit", "money", 4, 2));
    one("04001004", Field.number("largest balance", "money", 4, 2));
    one("04001005", Field.number("balance to close at", "money", 4, 2));
    one("04000F01", Field.number("alarm energy 1", "kWh", 4, 2));
    one("04000F02", Field.number("alarm energy 2", "kWh", 4, 2));
    one("04000F03", Field.number("largest remaining energy", "kWh", 4, 2));
    one("04000F04", Field.number("overdraft limit energy", "kWh", 4, 2));
    one("04001401", Field.number("trip delay", "min", 2, 0));
  }

  private static void tables() {
    for (int set = 1; set <= 2; set++) {
      ALL.put("040" + set + "0000", rows(TABLE_ROWS, "zones " + set + ", MMDDNN", Field.digits("", 3)));
      for (int day = 1; day <= 8; day++) {
        ALL.put("040%d000%d".formatted(set, day), rows(TABLE_ROWS, "day table " + set + "." + day + ", hhmmNN",
            Field.digits("", 3)));
      }
      prices("04050" + set, "price set " + set + ", tariff");
    }
  }

  private static void prices(String prefix, String name) {
    DataItem all = rows(PRICES, name, Field.number("", "", 4, 4));
    ALL.put(prefix + "FF", all);
    IntStream.rangeClosed(1, PRICES).forEach(tariff -> one(prefix + "%02X".formatted(tariff), all.fields().get(tariff - 1)));
  }

  private static void counters() {
    Map.of("01", "voltage loss", "02", "under-voltage", "03", "over-voltage", "04", "phase missing", "0B", "current loss",
        "0C", "over-current", "0E", "reverse flow", "0F", "overload").forEach((kind, name) -> ALL.put("03" + kind + "0000",
            new DataItem(PHASES.stream().flatMap(phase -> List.of(Field.number("times " + name + phase, "", 3, 0),
                Field.number("minutes " + name + phase, "min", 3, 0)).stream()).toList())));
    one("03050000", Field.number("times all voltages lost", "", 3, 0), Field.number("minutes all voltages lost", "min", 3, 0));
    one("03110000", Field.number("power failures", "", 3, 0));
    last("031100", Field.digits("power failure %d began YYMMDDhhmmss", 6), Field.digits("power failure %d ended YYMMDDhhmmss", 6));
    one("03300000", Field.number("times programmed", "", 3, 0));
    one("03300100", Field.number("times cleared", "", 3, 0));
    one("03300200", Field.number("times demand cleared", "", 3, 0));
    one("03300300", Field.number("times events cleared", "", 3, 0));
    one("03300400", Field.number("times clock set", "", 3, 0));
    one("03300D00", Field.number("times cover opened", "", 3, 0));
    one("03300E00", Field.number("times terminal cover opened", "", 3, 0));
    last("1D0001", relay("relay opened"));
    last("1E0001", relay("relay closed"));
  }

  private static Field[] relay(String name) {
    return new Field[] {Field.digits(name + " %d YYMMDDhhmmss", 6), Field.digits(name + " %d by operator", 4),
        Field.number(name + " %d at energy", "kWh", 4, 2), Field.number(name + " %d at reverse energy", "kWh", 4, 2),
        Field.number(name + " %d at reactive energy 1", "kvarh", 4, 2),
        Field.number(name + " %d at reactive energy 2", "kvarh", 4, 2),
        Field.number(name + " %d at reactive energy 3", "kvarh", 4, 2),
        Field.number(name + " %d at reactive energy 4", "kvarh", 4, 2)};
  }

  private static void purchases() {
    purchases("0332", "kWh", "kWh");
    purchases("0333", "money", "money");
  }

  private static void purchases(String prefix, String of, String unit) {
    last(prefix + "01", Field.digits("purchase of " + of + " %d YYMMDDhhmm", 5));
    last(prefix + "02", Field.number("purchases of " + of + " after %d", "", 2, 0));
    last(prefix + "03", Field.number("purchase of " + of + " %d", unit, 4, 2));
    last(prefix + "04", Field.number("before purchase of " + of + " %d", unit, 4, 2));
    last(prefix + "05", Field.number("after purchase of " + of + " %d", unit, 4, 2));
    last(prefix + "06", Field.number("bought in all after purchase of " + of + " %d", unit, 4, 2));
  }

  /** What the meter kept at regular times, at once, and every day: when, registers, powers. */
  private static void frozen() {
    for (String kind : List.of("00", "01", "02", "03", "04", "06")) {
      String prefix = "05" + kind;
      last(prefix + "00", Field.digits("frozen %d YYMMDDhhmm", 5));
      frozen(prefix + "01", "0001");
      frozen(prefix + "02", "0002");
      for (int record = 1; record <= RECORDS; record++) {
        List<Field> powers = List.of(of("0203FF00").orElseThrow(), of("0204FF00").orElseThrow()).stream()
            .flatMap(each -> each.fields().stream()).toList();
        ALL.put(prefix + "10%02X".formatted(record), new DataItem(powers).named(", frozen " + record));
      }
    }
  }

  private static void frozen(String prefix, String register) {
    DataItem now = of(register + "FF00").orElseThrow();
    IntStream.rangeClosed(1, RECORDS)
        .forEach(record -> ALL.put(prefix + "%02X".formatted(record), now.named(", frozen " + record)));
  }

  private static void one(String di, Field... fields) {
    ALL.put(di, DataItem.of(fields));
  }

  /** {@code prefix nn} for the last ten, the newest first. @param fields with %d in the name */
  private static void last(String prefix, Field... fields) {
    IntStream.rangeClosed(1, RECORDS).forEach(record -> ALL.put(prefix + "%02X".formatted(record),
        new DataItem(List.of(fields).stream().map(each -> new Field(each.name().formatted(record), each.unit(), each.bytes(),
            each.decimals(), each.signed())).toList())));
  }

  private static DataItem rows(int most, String name, Field row) {
    return new DataItem(IntStream.rangeClosed(1, most).mapToObj(number -> new Field(name + " " + number, row.unit(),
        row.bytes(), row.decimals(), row.signed())).toList());
  }

  /** {@code prefix nn 00} for each of the parts, the block {@code prefix FF 00}. @param first number of the first */
  private static void family(String prefix, int first, List<String> parts, Field field) {
    List<Field> fields = parts.stream().map(part -> new Field(field.name() + part, field.unit(), field.bytes(),
        field.decimals(), field.signed())).toList();
    for (int i = 0; i < fields.size(); i++) {
      one(prefix + "%02X00".formatted(i + first), fields.get(i));
    }
    ALL.put(prefix + "FF00", new DataItem(fields));
  }
}
