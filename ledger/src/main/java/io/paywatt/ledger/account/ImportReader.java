package io.paywatt.ledger.account;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.tariff.Utility;

/** Reads the values of one line; what does not fit becomes a problem and the reading goes on, so that all are named. */
final class ImportReader {
  private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,120}");
  /** Part of addresses and ledger codes. */
  private static final Pattern NUMBER = Pattern.compile("[\\p{L}\\p{N}._-]{1,64}");
  /** Part of an MQTT topic. */
  private static final Pattern SERIAL = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern PHONE = Pattern.compile("(\\+?[0-9]{5,20})?");
  private static final Pattern LOCALE = Pattern.compile("([a-z]{2}(-[A-Z]{2})?)?");
  private static final Pattern KWH = Pattern.compile("(-?[0-9]{1,9}(\\.[0-9]{1,3})?)?");
  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");
  private static final Pattern WIRE_NAME = Pattern.compile("[A-Za-z0-9._:-]{0,64}");
  /** Registers wrap to 0 at 10^9 Wh (sql, meter.register_range_wh). */
  private static final long MOST_WH = 999_999_999L;
  private static final long MOST_MULTIPLIER = 1_000_000L;

  private final String file;
  private final Function<Utility, Set<String>> tariffs;
  private final Set<String> makes;
  private final Predicate<String> holdsEnergy;
  private final int digits;
  private final Pattern money;
  private final Pattern owed;
  private final List<String> problems;

  private long line;
  private Map<String, String> values;

  ImportReader(String file, Function<Utility, Set<String>> tariffs, Predicate<String> holdsEnergy, Set<String> makes,
      String currency, List<String> problems) {
    this.file = file;
    this.tariffs = tariffs;
    this.holdsEnergy = holdsEnergy;
    this.makes = new TreeSet<>(makes);
    this.digits = Long.toString(Nano.PER_UNIT / Nano.perMinor(currency)).length() - 1;
    String amount = "[0-9]{1,9}" + (digits == 0 ? "" : "(\\.[0-9]{1," + digits + "})?");
    this.money = Pattern.compile("(-?" + amount + ")?");
    this.owed = Pattern.compile("(" + amount + ")?");
    this.problems = problems;
  }

  /** @return the line, of no use when there is a problem with it */
  ImportLine read(long number, Map<String, String> columns) {
    line = number;
    values = columns;
    Utility utility = utility();
    String names = "1 to 120 characters";
    String balance = text("opening_balance", money, "empty or currency units with at most " + digits + " decimals");
    String locale = text("locale", LOCALE, "empty or a language tag such as zh-CN or en");
    String phone = text("phone", PHONE, "empty or 5 to 20 digits, + in front of a country code");
    return new ImportLine(line, text("site", NAME, names), text("room", NAME, names),
        text("account", NUMBER, "1 to 64 letters, digits, '.', '_' and '-'"), text("holder", NAME, names),
        phone.isEmpty() ? null : phone, locale.isEmpty() ? "zh-CN" : locale,
        text("meter", SERIAL, "1 to 64 of A-Z, a-z, 0-9, '.', '_' and '-'"), oneOf("make", makes),
        oneOf("tariff", new TreeSet<>(tariffs.apply(utility))),
        opening(nano(balance), nano(positive("emergency_used"))), nano(positive("opening_debt")), wattHours(),
        whole("register_wh", 0, MOST_WH), values.get("multiplier").isEmpty() ? 1 : (int) whole("multiplier", 1, MOST_MULTIPLIER),
        utility, wireName("address"), wireName("gateway"));
  }

  private String positive(String column) {
    return text(column, owed, "empty or currency units with at most " + digits + " decimals, not below 0");
  }

  /** Used emergency credit is a balance below zero: an account has one or the other. */
  private long opening(long balanceNano, long usedNano) {
    if (usedNano > 0 && balanceNano != 0) {
      problem("emergency_used", "empty or 0 with an opening_balance of " + values.get("opening_balance"));
    }
    return balanceNano - usedNano;
  }

  private String text(String column, Pattern pattern, String allowed) {
    String value = values.get(column);
    if (!pattern.matcher(value).matches()) {
      problem(column, allowed);
      return "";
    }
    return value;
  }

  /** @return null when the column is empty or not there */
  private String wireName(String column) {
    String name = values.containsKey(column) ? text(column, WIRE_NAME, "empty or up to 64 of A-Z a-z 0-9 . _ : -") : "";
    return name.isEmpty() ? null : name;
  }

  private String oneOf(String column, Set<String> allowed) {
    if (!allowed.contains(values.get(column))) {
      problem(column, String.join(", ", allowed));
    }
    return values.get(column);
  }

  private Utility utility() {
    String word = values.getOrDefault("utility", "");
    if (!word.isEmpty() && Utility.find(word).isEmpty()) {
      problem("utility", "empty, " + String.join(", ", Utility.words()));
    }
    return Utility.find(word).orElse(Utility.ELECTRICITY);
  }

  private long whole(String column, long min, long max) {
    String value = values.get(column);
    if (!WHOLE.matcher(value).matches() || Long.parseLong(value) < min || Long.parseLong(value) > max) {
      problem(column, "a whole number from " + min + " to " + max);
      return min;
    }
    return Long.parseLong(value);
  }

  private long wattHours() {
    String kwh = text("opening_kwh", KWH, "empty or kWh with at most 3 decimals");
    if (!kwh.isEmpty() && !holdsEnergy.test(values.get("tariff"))) {
      problem("opening_kwh", "empty: tariff " + values.get("tariff") + " holds money");
      return 0;
    }
    return kwh.isEmpty() ? 0 : new BigDecimal(kwh).movePointRight(3).longValueExact();
  }

  private static long nano(String balance) {
    return balance.isEmpty() ? 0 : new BigDecimal(balance).movePointRight(9).longValueExact();
  }

  private void problem(String column, String allowed) {
    problems.add(problem(file, line, column, values.get(column), "allowed is " + allowed));
  }

  /** The one form of all problems. */
  static String problem(String file, long line, String column, String value, String rule) {
    String shown = value.isEmpty() ? "(empty)" : value.replaceAll("\\p{Cntrl}", "?");
    return file + ":" + line + ": " + column + " " + (shown.length() <= 80 ? shown : shown.substring(0, 80) + "...")
        + " — " + rule;
  }
}
