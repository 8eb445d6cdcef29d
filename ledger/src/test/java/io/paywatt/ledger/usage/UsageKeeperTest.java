package io.paywatt.ledger.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import io.paywatt.ledger.MeteringHouse;
import io.paywatt.ledger.MeteringHouse.Home;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.tariff.Utility;
import io.paywatt.ledger.user.Scope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UsageKeeperTest {
  /** Midnight in Shanghai. */
  private static final Instant DAY = Instant.parse("2026-11-09T16:00:00Z");
  private Metered metered;

  @BeforeEach
  void open() {
    metered = new Metered("usage_keeper", MeteringHouse.ZONE, DAY.plus(Duration.ofDays(30)));
  }

  private static Instant day(int days) {
    return DAY.plus(Duration.ofDays(days));
  }

  private List<Long> energyByDay(Home home, int from, int to) {
    return metered.usage.buckets(home.serial(), day(from), day(to), Granularity.DAY).stream().map(UsageBucket::energyWh).toList();
  }

  @Test
  void a_day_is_kept_once_it_is_wholly_billed_and_only_once() {
    Home home = metered.steady("flat", day(0), 60, 100);
    assertThat(metered.keeper.keep()).as("nothing is billed yet").isZero();
    metered.reconciler.run();
    assertThat(metered.keeper.keep()).isEqualTo(2);
    assertThat(metered.keeper.keep()).isZero();
    assertThat(metered.house.number("SELECT SUM(energy) FROM usage_day WHERE meter_id = ?", home.meterId())).isEqualTo(4800);
    assertThat(energyByDay(home, 0, 3)).containsExactly(2400L, 2400L, 1200L);
  }

  @Test
  void a_reading_that_comes_late_changes_the_days_around_it() {
    Home home = metered.house.home("flat", 0);
    metered.house.billed(home, 0, day(0));
    metered.read(home, day(0), 0);
    metered.read(home, day(4), 4000);
    metered.read(home, day(6), 4000);
    metered.reconciler.run();
    metered.keeper.keep();
    assertThat(energyByDay(home, 0, 6)).containsExactly(1000L, 1000L, 1000L, 1000L, 0L, 0L);
    metered.read(home, day(2), 3000);
    List<Long> raw = List.of(1500L, 1500L, 500L, 500L, 0L, 0L);
    assertThat(energyByDay(home, 0, 6)).as("before it is kept again").isEqualTo(raw);
    assertThat(metered.keeper.keep()).isPositive();
    assertThat(energyByDay(home, 0, 6)).isEqualTo(raw);
    assertThat(siteEnergy()).as("the site counts each day once").isEqualTo(4000);
  }

  private long siteEnergy() {
    return metered.sites.buckets(1, Utility.ELECTRICITY, day(0), day(20), Granularity.MONTH).stream()
        .mapToLong(UsageBucket::energyWh).sum();
  }

  @Test
  void a_rebuild_changes_nothing_and_counts_nothing_twice() {
    Home home = metered.steady("tiered-tou", day(0), 100, 777);
    Home other = metered.steady("flat", day(1), 50, 10);
    metered.reconciler.run();
    metered.keeper.keep();
    Supplier<List<Object>> all = () -> List.of(energyByDay(home, 0, 5), energyByDay(other, 0, 5), siteEnergy(),
        metered.usage.loadCurve(home.serial(), LocalDate.of(2026, 11, 10), LocalDate.of(2026, 11, 15)),
        metered.sites.shares(1, Utility.ELECTRICITY, day(0), day(9), UsageShare.By.PERIOD));
    List<Object> before = all.get();
    assertThat(metered.keeper.rebuild(null)).isEqualTo(4 + 2);
    assertThat(metered.keeper.rebuild(home.serial())).isEqualTo(4);
    assertThat(all.get()).isEqualTo(before);
    assertThatThrownBy(() -> metered.keeper.rebuild("nobody")).isInstanceOf(Rejected.class);
  }

  @Test
  void a_site_is_the_sum_of_its_meters_by_day_tier_and_time_of_use() {
    metered.steady("tiered-tou", day(0), 48, 1000);
    metered.steady("flat", day(0), 48, 500);
    metered.reconciler.run();
    metered.keeper.keep();
    assertThat(metered.sites.list(Scope.EVERY)).singleElement().returns("South campus", SiteUsage.Site::name)
        .returns(2L, SiteUsage.Site::meters);
    assertThat(metered.sites.buckets(1, Utility.ELECTRICITY, day(0), day(2), Granularity.DAY))
        .extracting(UsageBucket::energyWh).containsExactly(36_000L, 36_000L);
    assertThat(metered.sites.shares(1, Utility.ELECTRICITY, day(0), day(2), UsageShare.By.PERIOD))
        .extracting(UsageShare::period, UsageShare::energyWh).containsExactly(
            org.assertj.core.groups.Tuple.tuple(null, 24_000L), org.assertj.core.groups.Tuple.tuple("peak", 28_000L),
            org.assertj.core.groups.Tuple.tuple("valley", 20_000L));
    assertThat(metered.sites.buckets(1, Utility.WATER, day(0), day(2), Granularity.DAY))
        .extracting(UsageBucket::energyWh).containsExactly(0L, 0L);
    assertThat(metered.sites.buckets(1, Utility.ELECTRICITY, day(0), day(1), Granularity.HOUR)).hasSize(24)
        .allMatch(hour -> hour.energyWh() == 1500);
    assertThat(metered.sites.loadCurve(1, Utility.ELECTRICITY, LocalDate.ofInstant(day(0), MeteringHouse.ZONE),
        LocalDate.ofInstant(day(2), MeteringHouse.ZONE))).hasSize(24).allMatch(hour -> hour.average() == 1500 && hour.peak() == 1500);
    assertThatThrownBy(() -> metered.sites.buckets(9, Utility.WATER, day(0), day(2), Granularity.DAY))
        .isInstanceOf(Rejected.class).hasMessageContaining("no site 9");
  }

  @Test
  void tiers_and_times_of_use_have_their_energy_and_cost() {
    Home home = metered.steady("tiered-tou", day(0), 36, 100_000);
    metered.reconciler.run();
    metered.keeper.keep();
    List<UsageShare> tiers = metered.usage.shares(home.serial(), day(0), day(2), UsageShare.By.TIER);
    assertThat(tiers).extracting(UsageShare::tier).containsExactly(1, 2);
    assertThat(tiers).extracting(UsageShare::energyWh).containsExactly(2_760_000L, 840_000L);
    assertThat(tiers.stream().mapToLong(UsageShare::costNano).sum()).isEqualTo(-metered.house.balance(home));
  }

  @Test
  void peers_are_numbers_and_need_company() {
    Home mine = metered.steady("flat", day(0), 24, 300);
    for (int i = 1; i <= 4; i++) {
      metered.steady("flat", day(0), 24, i * 100);
    }
    metered.reconciler.run();
    metered.keeper.keep();
    Peers.Comparison few = metered.peers.compare(mine.serial(), day(0), day(2));
    assertThat(few.others()).isEqualTo(4);
    assertThat(few.median()).isNull();
    metered.steady("flat", day(0), 24, 1000);
    metered.reconciler.run();
    metered.keeper.keep();
    Peers.Comparison enough = metered.peers.compare(mine.serial(), day(0), day(2));
    assertThat(enough).isEqualTo(new Peers.Comparison(LocalDate.of(2026, 11, 10), LocalDate.of(2026, 11, 11), 7200, 5, 40,
        4800L, 7200L, 9600L));
  }
}
