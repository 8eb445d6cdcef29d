package io.paywatt.ledger.tariff.oracle;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Prices a history as one would by hand: five minutes by five minutes, Wh by Wh, with decimals of any length. */
final class NaiveReckoner {
  private static final BigDecimal KWH = BigDecimal.valueOf(1000);
  private static final long STEP = 5 * 60_000;

  /** Where a Wh was used: it is priced by this, and by the tier it fell in. */
  private record Cell(int version, String key, int tier) {}

  /** What a tier period has so far. */
  private static final class TierPeriod {
    private final Map<Cell, Long> priced = new LinkedHashMap<>();
    private BigDecimal cost = BigDecimal.ZERO;
    private long wh;
  }

  /** A month, or the part of it under one version. */
  private record Part(LocalDate month, int version) implements Comparable<Part> {
    @Override
    public int compareTo(Part other) {
      return month.equals(other.month) ? Integer.compare(version, other.version) : month.compareTo(other.month);
    }
  }

  private final Plan plan;
  private final Map<LocalDate, TierPeriod> periods = new TreeMap<>();
  private final Map<LocalDate, Long> freeWh = new TreeMap<>();
  private final Map<Part, Long> partWh = new TreeMap<>();
  private final Map<Part, Map<String, BigDecimal>> amounts = new TreeMap<>();

  NaiveReckoner(Plan plan) {
    this.plan = plan;
  }

  /** The rise of the register between two readings, on a straight line whose value is cut to whole Wh at each step. */
  void add(Instant from, Instant to, long wh) {
    long start = from.toEpochMilli();
    long end = to.toEpochMilli();
    long counted = 0;
    for (long at = start; at < end; ) {
      long next = Math.min(end, (at / STEP + 1) * STEP);
      long reached = BigInteger.valueOf(wh).multiply(BigInteger.valueOf(next - start)).divide(BigInteger.valueOf(end - start)).longValueExact();
      step(at, reached - counted);
      counted = reached;
      at = next;
    }
  }

  private void step(long at, long wh) {
    ZonedDateTime local = Instant.ofEpochMilli(at).atZone(plan.zone());
    LocalDate day = local.toLocalDate();
    int index = plan.version(day);
    Plan.Version version = plan.versions().get(index);
    Part part = new Part(day.withDayOfMonth(1), index);
    if (day.atStartOfDay(plan.zone()).toInstant().toEpochMilli() == at) {
      version.charges().stream().filter(each -> each.daily() || day.getDayOfMonth() == 1)
          .forEach(each -> book(part, each.name(), each.amount()));
    }
    String key = version.key(day, plan.period(version, day, local.getHour() * 60 + local.getMinute()));
    for (long n = 0; n < wh; n++) {
      book(part, "energy", wattHour(day, index, key, part));
    }
  }

  /** What one more Wh costs: its price, or with a new price list for all, the difference that makes. */
  private BigDecimal wattHour(LocalDate day, int index, String key, Part part) {
    partWh.merge(part, 1L, Long::sum);
    TierPeriod period = periods.computeIfAbsent(plan.tiers() == null ? day : plan.tierStart(day), start -> new TierPeriod());
    BigDecimal before = period.cost;
    period.wh++;
    if (freeWh.getOrDefault(part.month(), 0L) < plan.versions().get(index).freeWh()) {
      freeWh.merge(part.month(), 1L, Long::sum);
    } else {
      period.priced.merge(new Cell(index, key, tier(period.wh)), 1L, Long::sum);
    }
    period.cost = cost(period);
    return period.cost.subtract(before);
  }

  private BigDecimal cost(TierPeriod period) {
    BigDecimal cost = BigDecimal.ZERO;
    for (Map.Entry<Cell, Long> each : period.priced.entrySet()) {
      cost = cost.add(price(each.getKey(), period.wh).multiply(BigDecimal.valueOf(each.getValue())));
    }
    return cost.divide(KWH);
  }

  private BigDecimal price(Cell cell, long wh) {
    Plan.Version version = plan.versions().get(cell.version());
    boolean repriced = version.above() > 0 && wh > version.above();
    return (repriced ? version.others() : version.prices()).get(cell.key()).get(whole(wh) ? tier(wh) : cell.tier());
  }

  private boolean whole(long wh) {
    Plan.Tiers tiers = plan.tiers();
    return tiers != null && (tiers.slabs() == Plan.Slabs.WHOLE
        || tiers.slabs() == Plan.Slabs.WHOLE_ABOVE && wh > tiers.limits().get(tiers.whole()));
  }

  /** From 0: the tier of the last of so many Wh. A limit belongs to the lower tier. */
  private int tier(long wh) {
    int tier = 0;
    while (plan.tiers() != null && tier < plan.tiers().limits().size() && wh > plan.tiers().limits().get(tier)) {
      tier++;
    }
    return tier;
  }

  private void book(Part part, String name, BigDecimal amount) {
    amounts.computeIfAbsent(part, each -> new LinkedHashMap<>()).merge(name, amount, BigDecimal::add);
  }

  /** All amounts in currency units by "energy" or the name of the charge, discount, fee or tax; discounts are negative. */
  Map<String, BigDecimal> totals() {
    Map<String, BigDecimal> totals = new TreeMap<>();
    amounts.forEach((part, own) -> {
      Plan.Version version = plan.versions().get(part.version());
      Map<String, BigDecimal> all = new LinkedHashMap<>(own);
      shares(all, version.discounts(), part, -1);
      shares(all, version.fees(), part, 1);
      shares(all, version.taxes(), part, 1);
      all.forEach((name, amount) -> totals.merge(name, amount, BigDecimal::add));
    });
    return totals;
  }

  private void shares(Map<String, BigDecimal> all, List<Plan.Share> shares, Part part, int sign) {
    for (Plan.Share share : shares) {
      BigDecimal amount = share.on() == null ? share.rate().multiply(BigDecimal.valueOf(partWh.getOrDefault(part, 0L))).divide(KWH)
          : share.on().stream().map(name -> all.getOrDefault(name, BigDecimal.ZERO)).reduce(BigDecimal.ZERO, BigDecimal::add)
              .multiply(share.rate()).movePointLeft(2);
      all.put(share.name(), amount.multiply(BigDecimal.valueOf(sign)));
    }
  }

  /** How many months or parts of months there are; each percentage may be cut once in each. */
  int parts() {
    return amounts.size();
  }
}
