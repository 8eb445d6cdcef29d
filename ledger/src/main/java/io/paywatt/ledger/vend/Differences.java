package io.paywatt.ledger.vend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Answers "why did I get fewer units": what is not as it was with the purchase before, in Chinese and English. */
final class Differences {
  private final VendRow before;
  private final VendRow now;
  private final List<Receipt.Difference> found = new ArrayList<>();

  private Differences(VendRow before, VendRow now) {
    this.before = before;
    this.now = now;
  }

  static List<Receipt.Difference> between(VendRow before, VendRow now) {
    Differences differences = new Differences(before, now);
    differences.money();
    differences.tier();
    differences.prices();
    return List.copyOf(differences.found);
  }

  private void money() {
    compare("paid", before.paid(), now.paid(), "付款", "Paid");
    compare("debt", before.recovered(), now.recovered(), "用于偿还欠费", "Given to the debt");
    compare("fixed", sum(before, "fixed"), sum(now, "fixed"), "到期的固定费用", "Fixed charges that were due");
    compare("fee", sum(before, "fee"), sum(now, "fee"), "手续费", "Fees");
    compare("tax", sum(before, "tax"), sum(now, "tax"), "税费", "Taxes");
    compare("discount", sum(before, "discount"), sum(now, "discount"), "优惠", "Discounts");
    compare("left-over", before.beforeOver(), now.beforeOver(), "上次剩余金额", "Left over from before");
    long freeBefore = free(before);
    long freeNow = free(now);
    if (freeBefore != freeNow) {
      add("free", "免费用量" + Receipts.kwh(freeNow) + "度，上次" + Receipts.kwh(freeBefore) + "度",
          "Free units " + Receipts.kwh(freeNow) + " kWh, before " + Receipts.kwh(freeBefore) + " kWh");
    }
  }

  private void compare(String kind, long then, long here, String zh, String en) {
    if (then != here) {
      add(kind, zh + Receipts.exact(here) + "，上次" + Receipts.exact(then),
          en + " " + Receipts.exact(here) + ", before " + Receipts.exact(then));
    }
  }

  /** The dearest tier reached. */
  private void tier() {
    int then = tier(before);
    int here = tier(now);
    if (then != here && then > 0 && here > 0) {
      add("tier", "购电至第" + here + "档，上次至第" + then + "档", "Units up to tier " + here + ", before up to tier " + then);
    }
  }

  /** The same tier and time of use at another price. */
  private void prices() {
    Map<String, VendRow.Line> then = priced(before);
    priced(now).forEach((place, line) -> {
      VendRow.Line old = then.get(place);
      if (old != null && old.price() != line.price()) {
        add("price", line.textZh() + "：每度" + Receipts.price(line.price()) + "，上次" + Receipts.price(old.price()),
            line.textEn() + ": " + Receipts.price(line.price()) + " a kWh, before " + Receipts.price(old.price()));
      }
    });
  }

  private static Map<String, VendRow.Line> priced(VendRow vend) {
    Map<String, VendRow.Line> priced = new TreeMap<>();
    vend.lines().stream().filter(VendRow.Line::isPriced)
        .forEach(line -> priced.put(line.tier() + " " + (line.period() == null ? "" : line.period()), line));
    return priced;
  }

  private static int tier(VendRow vend) {
    return vend.lines().stream().filter(VendRow.Line::isPriced).mapToInt(VendRow.Line::tier).max().orElse(0);
  }

  private static long free(VendRow vend) {
    return lines(vend, line -> "free".equals(line.item()), true);
  }

  private static long sum(VendRow vend, String kind) {
    return lines(vend, line -> line.kind().equals(kind), false);
  }

  private static long lines(VendRow vend, Predicate<VendRow.Line> which, boolean energy) {
    return vend.lines().stream().filter(line -> !line.inside()).filter(which)
        .mapToLong(line -> energy ? line.energyWh() : line.amount()).sum();
  }

  private void add(String kind, String zh, String en) {
    found.add(new Receipt.Difference(kind, zh, en));
  }
}
