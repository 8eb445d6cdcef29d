package io.paywatt.hub.cli;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.account.Exact;
import io.paywatt.ledger.tariff.Bill;
import io.paywatt.ledger.tariff.BillLine;
import io.paywatt.ledger.tariff.ChargeLine;
import io.paywatt.ledger.tariff.ChargeText;
import io.paywatt.ledger.tariff.Tariff;
import io.paywatt.ledger.tariff.VendQuote;

/** The answers of {@code tariffs price} as tables. */
final class PriceText {
  private static final String ROW = "%-34s  %12s  %14s  %16s  %s%n";

  private PriceText() {}

  static void print(Bill bill, boolean everyLine) {
    Tariff tariff = bill.tariff();
    System.out.println(tariff.code() + ", " + names(tariff) + ", " + tariff.currency());
    System.out.printf(ROW, everyLine ? "from - to" : "month", tariff.utility().unit(), "price", "amount", "");
    if (everyLine) {
      bill.lines().forEach(line -> print(tariff, line));
    } else {
      bill.bill().forEach(line -> print(tariff, line));
    }
    System.out.printf(ROW, "total", energy(bill.energyWh()), "", Exact.of(bill.total()), "rounded; exact "
        + Exact.of(bill.lines().stream().mapToLong(ChargeLine::amount).sum()));
  }

  static void print(Tariff tariff, VendQuote quote) {
    System.out.println(tariff.code() + ", " + names(tariff) + ", " + tariff.currency());
    System.out.printf(ROW, "at", tariff.utility().unit(), "price", "amount", "");
    quote.lines().forEach(line -> print(tariff, line));
    System.out.printf(ROW, "paid", energy(quote.energyWh()), "", Exact.of(quote.paid()),
        "change " + Exact.of(quote.change()));
  }

  private static String names(Tariff tariff) {
    Map<String, String> names = tariff.names();
    return String.join(" / ", List.of(names.getOrDefault("en", ""), names.getOrDefault("zh", "")));
  }

  private static void print(Tariff tariff, ChargeLine line) {
    String time = line.from().equals(line.to()) ? local(tariff, line.from())
        : local(tariff, line.from()) + " - " + local(tariff, line.to()).substring(5);
    System.out.printf(ROW, time, line.energyWh() == 0 ? "" : energy(line.energyWh()),
        line.pricePico() == 0 ? "" : Exact.of(line.pricePico()), Exact.of(line.amount()), ChargeText.of(tariff, line, "en"));
  }

  private static void print(Tariff tariff, BillLine line) {
    System.out.printf(ROW, line.month(), line.energyWh() == 0 ? "" : energy(line.energyWh()),
        line.pricePico() == 0 ? "" : Exact.of(line.pricePico()), Exact.of(line.amount()),
        ChargeText.of(tariff, line, "en") + (line.included() ? " (inside the prices)" : ""));
  }

  private static String local(Tariff tariff, Instant at) {
    return PriceJson.time(tariff, at).substring(0, 16);
  }

  private static String energy(long wh) {
    return BigDecimal.valueOf(wh, 3).toPlainString();
  }
}
