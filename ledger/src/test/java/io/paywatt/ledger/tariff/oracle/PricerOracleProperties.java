package io.paywatt.ledger.tariff.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import io.paywatt.ledger.tariff.OfflinePricing;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.data.Offset;

/** The pricer comes to what a second reckoning comes to that shares nothing with it: Wh by Wh, in decimals. */
class PricerOracleProperties {
  private static final Instant START = Instant.parse("2025-09-02T05:13:41.207Z");
  private static final long DAY = 86_400_000;
  /** In nano units: a percentage is cut to whole ones, and so are up to four amounts of which it is at most a fifth. */
  private static final long CUT = 3;

  /** A random tariff as a file and as facts, with readings. */
  record Case(long seed, Plan plan, List<Instant> times, List<Long> registers) {
    @Override
    public String toString() {
      return "seed " + seed + "\n" + PlanFile.of(plan) + times + "\n" + registers;
    }
  }

  @Provide
  Arbitrary<Case> cases() {
    return Arbitraries.longs().map(PricerOracleProperties::random);
  }

  static Case random(long seed) {
    Random random = new Random(seed);
    Plan plan = new Plans(random).plan();
    List<Instant> times = new ArrayList<>(List.of(START));
    List<Long> registers = new ArrayList<>(List.of(0L));
    for (int n = 1 + random.nextInt(5); n > 0; n--) {
      times.add(times.get(times.size() - 1).plusMillis(1 + random.nextLong(random.nextBoolean() ? DAY : 15 * DAY)));
      registers.add(registers.get(registers.size() - 1) + (random.nextInt(4) == 0 ? 0 : random.nextInt(500)));
    }
    return new Case(seed, plan, times, registers);
  }

  @Property(tries = 60)
  void the_pricer_agrees_with_a_reckoning_by_hand(@ForAll("cases") Case any) {
    NaiveReckoner naive = new NaiveReckoner(any.plan());
    for (int i = 1; i < any.times().size(); i++) {
      naive.add(any.times().get(i - 1), any.times().get(i), any.registers().get(i) - any.registers().get(i - 1));
    }
    Map<String, BigDecimal> wanted = naive.totals();
    Map<String, BigDecimal> found = OfflinePricing.totals(PlanFile.of(any.plan()), any.times(), any.registers());
    Offset<BigDecimal> cut = Offset.offset(BigDecimal.valueOf(CUT * naive.parts(), 9));
    assertThat(wanted.keySet()).containsAll(found.keySet());
    wanted.forEach((name, amount) -> assertThat(found.getOrDefault(name, BigDecimal.ZERO)).as(name).isCloseTo(amount, cut));
  }
}
