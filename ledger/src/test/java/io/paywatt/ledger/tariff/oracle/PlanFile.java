package io.paywatt.ledger.tariff.oracle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.time.LocalDate;
import java.util.stream.Collectors;

/** Writes a plan as a tariff file. */
final class PlanFile {
  private final Plan plan;
  private final StringBuilder text = new StringBuilder();

  private PlanFile(Plan plan) {
    this.plan = plan;
  }

  static String of(Plan plan) {
    return new PlanFile(plan).write();
  }

  private String write() {
    line(0, "code: plan", "name: {zh: 随机, en: Random}", "currency: CNY", "zone: " + plan.zone());
    if (!plan.holidays().isEmpty() || !plan.worked().isEmpty()) {
      line(0, "calendar:", "  days:");
      days(plan.holidays(), "holiday");
      days(plan.worked(), "weekday");
    }
    line(0, "versions:");
    plan.versions().forEach(this::version);
    return text.toString();
  }

  private void days(Set<LocalDate> days, String as) {
    days.stream().sorted().forEach(day -> line(4, "- {date: " + day + ", as: " + as + "}"));
  }

  private void version(Plan.Version version) {
    line(2, "- validFrom: " + version.from());
    boolean bySeason = plan.tiers() != null && plan.tiers().period().equals("season");
    if (version.seasonal() || bySeason) {
      line(4, "seasons:", "  - {season: summer, from: \"05-01\", to: \"09-30\"}", "  - {season: rest, from: \"10-01\", to: \"04-30\"}");
    }
    if (plan.tiers() != null) {
      line(4, "tiers: " + tiers(plan.tiers()));
    }
    if (!version.schedules().isEmpty()) {
      line(4, "timeOfUse:");
      version.schedules().forEach(each -> line(6, "- {days: " + each.days() + ", windows: " + windows(each.windows()) + "}"));
    }
    line(4, "pricePerKWh: " + prices(version, version.prices()));
    if (version.above() > 0) {
      line(4, "reprice:", "  - {above: " + kWh(version.above()) + ", pricePerKWh: " + prices(version, version.others()) + "}");
    }
    if (version.freeWh() > 0) {
      line(4, "free: {kWh: " + kWh(version.freeWh()) + ", per: month, countTowardsTiers: true}");
    }
    rest(version);
  }

  private void rest(Plan.Version version) {
    if (!version.charges().isEmpty()) {
      line(4, "charges:");
      version.charges().forEach(each -> line(6, "- {name: " + each.name() + ", per: " + (each.daily() ? "day" : "month")
          + ", amount: " + each.amount().toPlainString() + "}"));
    }
    shares("discounts", version.discounts());
    shares("fees", version.fees());
    shares("taxes", version.taxes());
  }

  private void shares(String key, List<Plan.Share> shares) {
    if (!shares.isEmpty()) {
      line(4, key + ":");
      shares.forEach(each -> line(6, "- {name: " + each.name() + ", " + (each.on() == null ? "perKWh: " : "percent: ")
          + each.rate().toPlainString() + (each.on() == null ? "" : ", on: " + each.on()) + "}"));
    }
  }

  private static String tiers(Plan.Tiers tiers) {
    String slabs = switch (tiers.slabs()) {
      case MARGINAL -> "marginal";
      case WHOLE -> "whole";
      case WHOLE_ABOVE -> "{wholeAbove: " + kWh(tiers.limits().get(tiers.whole())) + "}";
    };
    return "{period: " + tiers.period() + (tiers.every() > 1 ? ", every: " + tiers.every() : "") + ", upTo: "
        + tiers.limits().stream().map(PlanFile::kWh).toList() + ", slabs: " + slabs + "}";
  }

  private static String windows(List<Plan.Window> windows) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < windows.size(); i++) {
      int to = i + 1 < windows.size() ? windows.get(i + 1).from() : 24 * 60;
      parts.add("{period: " + windows.get(i).period() + ", from: \"" + clock(windows.get(i).from()) + "\", to: \"" + clock(to) + "\"}");
    }
    return parts.toString();
  }

  private static String prices(Plan.Version version, Map<String, List<BigDecimal>> prices) {
    if (!version.seasonal()) {
      return bySeason(prices, "");
    }
    return Plan.SEASONS.stream().map(season -> season + ": " + bySeason(prices, season)).collect(Collectors.joining(", ", "{", "}"));
  }

  private static String bySeason(Map<String, List<BigDecimal>> prices, String season) {
    if (prices.containsKey(season + "/")) {
      return byTier(prices.get(season + "/"));
    }
    return prices.keySet().stream().filter(key -> key.startsWith(season + "/")).sorted()
        .map(key -> key.substring(key.indexOf('/') + 1) + ": " + byTier(prices.get(key))).collect(Collectors.joining(", ", "{", "}"));
  }

  private static String byTier(List<BigDecimal> prices) {
    return prices.stream().map(price -> '"' + price.toPlainString() + '"').toList().toString();
  }

  private static String kWh(long wh) {
    return BigDecimal.valueOf(wh, 3).toPlainString();
  }

  private static String clock(int minute) {
    return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
  }

  private void line(int indent, String... lines) {
    for (String each : lines) {
      text.append(" ".repeat(indent)).append(each).append('\n');
    }
  }
}
