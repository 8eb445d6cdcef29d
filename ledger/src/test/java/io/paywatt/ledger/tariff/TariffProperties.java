package io.paywatt.ledger.tariff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.data.Offset;

/** Tariffs with everything in them at random: the cut of the work, and readings on the line, never change what is charged. */
class TariffProperties {
  private static final Instant START = Instant.parse("2025-12-29T03:17:00Z");
  private static final Household[] HOUSEHOLDS = {Household.NONE, new Household(6, 4_500, 13_000L, List.of(), 30_000)};

  private record Point(Instant at, long wh) {}

  /** @param seed of the history and of the cuts */
  record Case(String text, Household household, long seed) {
    @Override
    public String toString() {
      return seed + "\n" + text;
    }
  }

  @Provide
  Arbitrary<Case> cases() {
    return Arbitraries.longs().map(seed -> {
      Random random = new Random(seed);
      return new Case(tariff(random), HOUSEHOLDS[random.nextInt(HOUSEHOLDS.length)], seed);
    });
  }

  private static String tariff(Random random) {
    StringBuilder text = new StringBuilder("code: t\nname: {zh: a, en: b}\ncurrency: CNY\nzone: "
        + one(random, "Asia/Shanghai", "Europe/Berlin", "Africa/Nairobi") + "\n"
        + one(random, "", "billing: {day: 17}\n", "billing: {months: 2}\n")
        + "calendar: {days: [{date: 2026-01-01, to: 2026-01-03, as: holiday}, {date: 2026-01-04, as: weekday}]}\nversions:\n");
    String tiers = tiers(random);
    version(text, random, "2020-01-01", tiers);
    if (random.nextBoolean()) {
      version(text, random, "2026-01-%02d".formatted(2 + random.nextInt(27)), tiers);
    }
    return text.toString();
  }

  /** The tier period stays; how slabs price may change. */
  private static String tiers(Random random) {
    return one(random, "", "{period: month, upTo: [5, 17.3]%s}", "{period: year, upTo: [20, 40]%s}",
        "{period: month, every: 3, firstMonth: 1, upTo: [0.9, 11], perDay: true%s}");
  }

  private static void version(StringBuilder text, Random random, String from, String tiers) {
    text.append("  - validFrom: ").append(from).append('\n');
    String reprice = "";
    if (!tiers.isEmpty()) {
      String slabs = one(random, "", ", slabs: whole", "reprice");
      reprice = slabs.equals("reprice") ? "    reprice: [{above: 9, pricePerKWh: %s}, {above: 25, pricePerKWh: %s}]\n" : "";
      text.append("    tiers: ").append(tiers.formatted(slabs.equals("reprice") ? "" : slabs)).append('\n');
    }
    boolean periods = random.nextBoolean();
    if (periods) {
      text.append("    timeOfUse:\n      - {days: [weekday], windows: [{period: a, from: \"07:30\", to: \"23:10\"},"
          + " {period: b, from: \"23:10\", to: \"07:30\"}]}\n"
          + "      - {days: [weekend], windows: [{period: b, from: \"00:00\", to: \"24:00\"}]}\n");
    }
    text.append("    pricePerKWh: ").append(prices(random, tiers, periods)).append('\n');
    text.append(reprice.formatted(prices(random, tiers, periods), prices(random, tiers, periods)));
    text.append(one(random, "", "    free: {kWh: 3.7, per: month}\n", "    free: {kWh: 9, per: year, countTowardsTiers: false}\n"));
    text.append(one(random, "", """
            charges:
              - {name: daily, per: day, amount: 0.37}
              - {name: monthly, per: month, byUse: [{upToKWh: 12, amount: 3}, {amount: 5.5}], prorate: true}
              - {name: load, per: month, amount: 1.1, perKw: true, minimum: 2}
        """));
    text.append(one(random, "", """
            discounts: [{name: relief, percent: 33.3333, upToKWh: 15}]
            fees: [{name: service, percent: 1.7}, {name: levy, perKWh: 0.01234567}]
        """));
    text.append(one(random, "", "    minimumBill: {amount: 12}\n", "    minimumBill: {amount: 20, with: after-taxes}\n"));
    text.append(one(random, "", """
            taxes:
              - {name: duty, percent: 7.77, on: [energy]}
              - {name: vat, percent: 13, inside: true}
              - {name: gst, percent: 12.3456, aboveKWh: 6}
        """));
  }

  private static String prices(Random random, String tiers, boolean periods) {
    return periods ? "{a: " + row(random, tiers) + ", b: " + row(random, tiers) + "}" : row(random, tiers);
  }

  private static String row(Random random, String tiers) {
    int count = tiers.isEmpty() ? 1 : 3;
    List<String> prices = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      prices.add(random.nextInt(3) + "." + (random.nextBoolean() ? random.nextInt(1_000_000) : random.nextInt(1_000_000_000)));
    }
    return prices.toString();
  }

  private static String one(Random random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** Whole minutes and Wh; each step has a point of the line in its middle. */
  private static List<Point> history(Random random) {
    List<Point> points = new ArrayList<>(List.of(new Point(START, random.nextInt(1000))));
    for (int n = 3 + random.nextInt(10); n > 0; n--) {
      Point last = points.get(points.size() - 1);
      points.add(new Point(last.at().plusSeconds(120L * (1 + random.nextInt(7000))),
          last.wh() + 2L * (random.nextInt(4) == 0 ? 0 : random.nextInt(6000))));
    }
    return points;
  }

  private static List<Point> denser(List<Point> history) {
    List<Point> points = new ArrayList<>(history.subList(0, 1));
    for (int i = 1; i < history.size(); i++) {
      Point from = history.get(i - 1);
      Point to = history.get(i);
      points.add(new Point(from.at().plusSeconds((to.at().getEpochSecond() - from.at().getEpochSecond()) / 2),
          (from.wh() + to.wh()) / 2));
      points.add(to);
    }
    return points;
  }

  /** Prices a history in runs of so many intervals, each with what was saved of the run before. */
  private static List<ChargeLine> runs(Tariff tariff, Household household, List<Point> history, Random cuts, boolean included) {
    List<ChargeLine> lines = new ArrayList<>();
    TierUsage usage = new TierUsage(Map.of());
    for (int i = 1; i < history.size(); ) {
      usage = usage.copy();
      Pricer pricer = new Pricer(tariff, household, usage);
      for (int n = cuts == null ? history.size() : 1 + cuts.nextInt(3); n > 0 && i < history.size(); n--, i++) {
        pricer.add(history.get(i - 1).at(), history.get(i).at(), history.get(i).wh() - history.get(i - 1).wh());
      }
      lines.addAll(included ? pricer.included() : pricer.lines());
    }
    return lines;
  }

  private static Map<String, Long> sums(List<ChargeLine> lines) {
    Map<String, Long> sums = lines.stream().collect(Collectors.groupingBy(
        line -> line.kind() + " " + (line.kind() == ChargeKind.ENERGY ? "" : line.item()),
        TreeMap::new, Collectors.summingLong(ChargeLine::amount)));
    sums.values().removeIf(amount -> amount == 0);
    return sums;
  }

  @Property(tries = 150)
  void every_item_is_the_same_in_one_run_and_in_many(@ForAll("cases") Case any) {
    Tariff tariff = TestTariffs.parse(any.text());
    List<Point> history = history(new Random(any.seed() + 1));
    for (boolean included : new boolean[] {false, true}) {
      assertThat(sums(runs(tariff, any.household(), history, new Random(any.seed() + 2), included)))
          .isEqualTo(sums(runs(tariff, any.household(), history, null, included)));
    }
  }

  @Property(tries = 150)
  void a_reading_on_the_line_changes_nothing(@ForAll("cases") Case any) {
    Tariff tariff = TestTariffs.parse(any.text());
    List<Point> history = history(new Random(any.seed() + 3));
    assertThat(sums(runs(tariff, any.household(), denser(history), null, false)))
        .isEqualTo(sums(runs(tariff, any.household(), history, null, false)));
  }

  @Property(tries = 150)
  void energy_is_never_negative_and_adds_up_to_the_rise_of_the_register(@ForAll("cases") Case any) {
    List<Point> history = history(new Random(any.seed() + 4));
    List<ChargeLine> lines = runs(TestTariffs.parse(any.text()), any.household(), history, new Random(any.seed()), false);
    assertThat(lines).allMatch(line -> line.energyWh() >= 0);
    assertThat(lines.stream().mapToLong(ChargeLine::energyWh).sum())
        .isEqualTo(history.get(history.size() - 1).wh() - history.get(0).wh());
  }

  @Property(tries = 60)
  void a_bill_has_the_lines_of_the_ledger_joined(@ForAll("cases") Case any) {
    Tariff tariff = TestTariffs.parse(any.text());
    List<Point> history = history(new Random(any.seed() + 5));
    Bill bill = Bill.of(tariff, any.household(), new TierUsage(Map.of()),
        history.stream().map(point -> new RegisterReading(point.at(), point.wh(), Map.of())).toList());
    assertThat(sums(bill.lines())).isEqualTo(sums(runs(tariff, any.household(), history, null, false)));
    assertThat(bill.bill().stream().mapToLong(BillLine::energyWh).sum()).isEqualTo(bill.energyWh());
    // a slab's prices are applied to the sum of each line: parts of a nano unit fall elsewhere
    assertThat(bill.shown(ChargeKind.ENERGY)).isCloseTo(bill.exact(ChargeKind.ENERGY), Offset.offset(100L));
  }

  @Property(tries = 60)
  void more_money_never_buys_less_and_nothing_of_it_is_lost(@ForAll("cases") Case any) {
    // a condition on the month's use makes less energy dearer than more
    String text = any.text().replaceAll(", (aboveKWh|upToKWh): \\d+}]", "}]").replaceAll(", aboveKWh: 6", "")
        .replaceAll("reprice: .*", "");
    Tariff tariff = TestTariffs.parse(text);
    long before = 0;
    for (long yuan = 20; yuan <= 200; yuan += 60) {
      VendQuote quote = Vend.forMoney(tariff, Household.NONE, new TierUsage(Map.of()), START, TestTariffs.cents(yuan * 100));
      assertThat(quote.energyWh()).isGreaterThanOrEqualTo(before);
      assertThat(TestTariffs.sum(quote.lines()) + quote.change()).isEqualTo(quote.paid());
      assertThat(quote.change()).isNotNegative();
      before = quote.energyWh();
    }
  }

  @Property(tries = 100)
  void tiers_never_fall_within_a_tier_period(@ForAll("cases") Case any) {
    Tariff tariff = TestTariffs.parse(any.text());
    List<ChargeLine> lines = runs(tariff, Household.NONE, history(new Random(any.seed() + 6)), null, false);
    String before = "";
    int tier = 0;
    for (ChargeLine line : lines) {
      if (line.energyWh() > 0 && line.item() == null) {
        TierPeriod period = tariff.on(line.validFrom()).orElseThrow().tierPeriod();
        String now = period == null ? line.from().toString()
            : period.start(line.from().atZone(tariff.zone()).toLocalDate()).toString();
        assertThat(line.tier()).isGreaterThanOrEqualTo(now.equals(before) ? tier : 1);
        before = now;
        tier = line.tier();
      }
    }
  }
}
