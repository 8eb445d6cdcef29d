package io.paywatt.ledger.tariff;

import java.math.BigDecimal;
import java.util.Map;

/** The words of a charge line, for people. */
public final class ChargeText {
  private static final Map<ChargeKind, Map<String, String>> KINDS = Map.of(
      ChargeKind.ENERGY, Map.of("en", "Energy", "zh", "用量"),
      ChargeKind.MINIMUM, Map.of("en", "Up to the minimum bill", "zh", "补足最低消费"),
      ChargeKind.ROUNDING, Map.of("en", "Rounding of units", "zh", "取整差额"));
  private static final Map<String, Map<String, String>> ITEMS = Map.of(
      ChargeLine.FREE, Map.of("en", "Free units", "zh", "免费用量"),
      ChargeLine.SLAB, Map.of("en", "Units so far at the prices of the tier reached", "zh", "已用量按所达阶梯补差"),
      "household", Map.of("en", "Discount agreed", "zh", "约定优惠"));

  private static final int PERCENT_DIGITS = 8;

  private ChargeText() {}

  /** @param language zh or en */
  public static String of(Tariff tariff, ChargeLine line, String language) {
    return of(tariff, new BillLine(null, line.kind(), line.item(), line.validFrom(), line.tier(), line.period(),
        line.pricePico(), line.energyWh(), line.amount(), false), language);
  }

  /** @param language zh or en */
  public static String of(Tariff tariff, BillLine line, String language) {
    if (line.kind() == ChargeKind.ENERGY) {
      return energy(tariff, line, language);
    }
    if (KINDS.containsKey(line.kind())) {
      return KINDS.get(line.kind()).get(language);
    }
    Extras extras = tariff.on(line.validFrom()).map(TariffVersion::extras).orElse(Extras.NONE);
    Map<String, String> own = ITEMS.getOrDefault(line.item(), extras.titles().getOrDefault(line.item(), Map.of()));
    return own.getOrDefault(language, line.item()) + percentage(extras, line);
  }

  /** As the tariff says it, so that a bill can be checked by eye. */
  private static String percentage(Extras extras, BillLine line) {
    return extras.shares().stream().filter(share -> share.name().equals(line.item()) && share.parts() > 0).findFirst()
        .map(share -> " " + BigDecimal.valueOf(share.parts(), PERCENT_DIGITS).stripTrailingZeros().toPlainString() + "%").orElse("");
  }

  private static String energy(Tariff tariff, BillLine line, String language) {
    boolean chinese = language.equals("zh");
    String start = line.item() == null ? KINDS.get(ChargeKind.ENERGY).get(language) : ITEMS.get(line.item()).get(language);
    boolean tiers = tariff.on(line.validFrom()).map(TariffVersion::tierCount).orElse(1) > 1 && line.tier() > 0;
    String tier = tiers ? (chinese ? "，第" + line.tier() + "档" : ", tier " + line.tier()) : "";
    String period = line.period() == null ? "" : (chinese ? "，" : ", ") + line.period();
    return start + tier + period;
  }
}
