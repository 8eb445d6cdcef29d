package io.paywatt.hub.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.account.Exact;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.tariff.Bill;
import io.paywatt.ledger.tariff.BillLine;
import io.paywatt.ledger.tariff.ChargeKind;
import io.paywatt.ledger.tariff.ChargeLine;
import io.paywatt.ledger.tariff.ChargeText;
import io.paywatt.ledger.tariff.Tariff;
import io.paywatt.ledger.tariff.VendQuote;

/** The answers of {@code tariffs price} as JSON. */
final class PriceJson {
  /** Names of the sums. */
  private static final Map<ChargeKind, String> SUMS = new EnumMap<>(Map.of(ChargeKind.ENERGY, "energy", ChargeKind.FIXED,
      "fixed", ChargeKind.DISCOUNT, "discounts", ChargeKind.FEE, "fees", ChargeKind.MINIMUM, "minimum", ChargeKind.TAX,
      "taxes", ChargeKind.ROUNDING, "rounding"));

  private PriceJson() {}

  static Map<String, Object> of(Bill bill) {
    Map<String, Object> answer = head(bill.tariff());
    answer.put("lines", lines(bill.tariff(), bill.lines()));
    answer.put("bill", bill.bill().stream().map(line -> line(bill.tariff(), line)).toList());
    answer.put("included", lines(bill.tariff(), bill.included()));
    answer.put("months", bill.months().entrySet().stream().map(month -> {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("month", month.getKey().toString());
      amount(map, "total", bill.tariff().currency(), month.getValue());
      return map;
    }).toList());
    Map<String, Long> exact = new LinkedHashMap<>();
    Map<String, Long> shown = new LinkedHashMap<>();
    SUMS.forEach((kind, name) -> {
      exact.put(name, bill.exact(kind));
      shown.put(name, bill.shown(kind));
    });
    exact.put("total", exact.values().stream().mapToLong(Long::longValue).sum());
    shown.put("total", bill.total());
    answer.put("totals", totals(bill.tariff().currency(), bill.energyWh(), shown, exact));
    return answer;
  }

  static Map<String, Object> of(Tariff tariff, VendQuote quote) {
    Map<String, Object> answer = head(tariff);
    answer.put("at", time(tariff, quote.at()));
    answer.put("units", BigDecimal.valueOf(quote.energyWh(), 3).toPlainString());
    answer.put("energyWh", quote.energyWh());
    amount(answer, "paid", tariff.currency(), quote.paid());
    amount(answer, "change", tariff.currency(), quote.change());
    answer.put("lines", lines(tariff, quote.lines()));
    answer.put("included", lines(tariff, quote.included()));
    Map<String, Long> exact = new LinkedHashMap<>();
    SUMS.forEach((kind, name) -> exact.put(name, quote.lines().stream().filter(line -> line.kind() == kind)
        .mapToLong(ChargeLine::amount).sum()));
    exact.put("total", exact.values().stream().mapToLong(Long::longValue).sum());
    answer.put("totals", totals(tariff.currency(), quote.energyWh(), exact, exact));
    return answer;
  }

  private static Map<String, Object> head(Tariff tariff) {
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("tariff", tariff.code());
    head.put("currency", tariff.currency());
    return head;
  }

  private static Map<String, Object> totals(String currency, long energyWh, Map<String, Long> shown, Map<String, Long> exact) {
    Map<String, Object> totals = new LinkedHashMap<>();
    totals.put("energyWh", energyWh);
    shown.forEach((name, nano) -> totals.put(name, minor(nano, currency)));
    Map<String, String> text = new LinkedHashMap<>();
    exact.forEach((name, nano) -> text.put(name, Exact.of(nano)));
    totals.put("exact", text);
    totals.put("nano", exact);
    return totals;
  }

  private static List<Map<String, Object>> lines(Tariff tariff, List<ChargeLine> lines) {
    return lines(tariff, lines, "en");
  }

  /** @param language of their texts, zh or en */
  static List<Map<String, Object>> lines(Tariff tariff, List<ChargeLine> lines, String language) {
    return lines.stream().map(line -> {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("from", time(tariff, line.from()));
      map.put("to", time(tariff, line.to()));
      rest(map, tariff, new BillLine(null, line.kind(), line.item(), line.validFrom(), line.tier(), line.period(),
          line.pricePico(), line.energyWh(), line.amount(), false), language);
      return map;
    }).toList();
  }

  private static Map<String, Object> line(Tariff tariff, BillLine line) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("month", line.month().toString());
    rest(map, tariff, line, "en");
    map.put("included", line.included());
    return map;
  }

  private static void rest(Map<String, Object> map, Tariff tariff, BillLine line, String language) {
    map.put("kind", line.kind().word());
    map.put("item", line.item());
    map.put("validFrom", line.validFrom().toString());
    map.put("energyWh", line.energyWh());
    map.put("tier", line.tier() == 0 ? null : line.tier());
    map.put("period", line.period());
    map.put("price", price(line));
    amount(map, "amount", tariff.currency(), line.amount());
    map.put("text", ChargeText.of(tariff, line, language));
  }

  /** Energy always has a price, also a free one; the difference of a slab has none. */
  private static String price(BillLine line) {
    boolean priced = line.kind() == ChargeKind.ENERGY && !ChargeLine.SLAB.equals(line.item());
    return priced || line.pricePico() != 0 ? Exact.of(line.pricePico()) : null;
  }

  private static void amount(Map<String, Object> map, String name, String currency, long nano) {
    map.put(name, minor(nano, currency));
    map.put(name + "Exact", Exact.of(nano));
    map.put(name + "Nano", nano);
  }

  static long minor(long nano, String currency) {
    return BigDecimal.valueOf(nano).divide(BigDecimal.valueOf(Nano.perMinor(currency)), 0, RoundingMode.HALF_UP).longValueExact();
  }

  static String time(Tariff tariff, Instant at) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(tariff.zone()).toOffsetDateTime());
  }
}
