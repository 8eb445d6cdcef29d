package io.paywatt.ledger.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import io.paywatt.ledger.MeteringHouse;
import io.paywatt.ledger.MeteringHouse.Home;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What is kept of usage is what readings and charges say, whatever the history and whenever it was kept. */
class UsageProperties {
  private static final Instant START = Instant.parse("2026-12-20T03:04:05.006Z");
  private static final List<String> TARIFFS = List.of("flat", "tiered-tou", "taxed");
  private static final String TAXED = """
      code: taxed
      name: {zh: 税, en: Taxed}
      currency: CNY
      versions:
        - validFrom: 2020-01-01
          tiers: {period: month, upTo: [50]}
          pricePerKWh: ["0.5", "0.7"]
          charges:
            - {name: standing, per: day, amount: "0.35"}
          discounts:
            - {name: social, percent: 10}
          taxes:
            - {name: vat, percent: 16}
      """;
  private static Metered metered;

  @BeforeContainer
  static void open() throws IOException {
    Path tariffs = Files.createTempDirectory("tariffs");
    for (String each : List.of("flat.yaml", "tiered-tou.yaml")) {
      Files.copy(Path.of("../config/tariffs", each), tariffs.resolve(each));
    }
    Files.writeString(tariffs.resolve("taxed.yaml"), TAXED);
    metered = new Metered("usage_properties", MeteringHouse.ZONE, Instant.parse("2027-06-01T00:00:00Z"), tariffs);
  }

  @Property(tries = 25)
  void kept_days_say_what_readings_and_charges_say(@ForAll long seed) {
    Random random = new Random(seed);
    Home home = metered.house.meter(metered.house.home(TARIFFS.get(random.nextInt(3)), 0).accountId(),
        1 + random.nextInt(2) * 59, 1_000_000_000L);
    Instant end = history(home, random);
    metered.reconciler.run();
    metered.keeper.keep();
    assertSame(home, START, end);
    assertSame(home, START.plusSeconds(random.nextInt(500_000)), end.minusSeconds(random.nextInt(100_000)));
    assertThat(metered.usage.buckets(home.serial(), START.minusSeconds(1), end.plusSeconds(1), Granularity.DAY).stream()
        .mapToLong(UsageBucket::costNano).sum()).isEqualTo(-metered.house.posted(home));
  }

  /** Readings over ten to twenty days, mostly in order; billed and kept at any time. @return of the last one */
  private static Instant history(Home home, Random random) {
    Instant at = START;
    long register = random.nextInt(1000);
    metered.house.billed(home, register, at);
    for (int n = 12 + random.nextInt(12); n > 0; n--) {
      Instant next = at.plusMillis(3_600_000L + random.nextInt(150_000_000));
      long rise = random.nextInt(4) == 0 ? 0 : random.nextInt(90_000);
      boolean late = random.nextInt(4) == 0;
      metered.read(home, next, register + rise);
      if (random.nextInt(2) == 0) {
        metered.reconciler.run();
        metered.keeper.keep();
      }
      if (late) {
        metered.read(home, at.plusMillis(Duration.between(at, next).toMillis() / 2), register + rise / 3);
      }
      at = next;
      register += rise;
    }
    return at;
  }

  private static void assertSame(Home home, Instant from, Instant to) {
    for (Granularity by : List.of(Granularity.DAY, Granularity.MONTH)) {
      assertThat(metered.usage.buckets(home.serial(), from, to, by))
          .isEqualTo(metered.raw(home, () -> metered.usage.buckets(home.serial(), from, to, by)));
    }
    for (UsageShare.By by : UsageShare.By.values()) {
      assertThat(metered.usage.shares(home.serial(), from, to, by))
          .isEqualTo(metered.raw(home, () -> metered.usage.shares(home.serial(), from, to, by)));
    }
  }
}
