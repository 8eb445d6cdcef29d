package io.paywatt.ledger.reconcile;

import static io.paywatt.ledger.MeteringHouse.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import io.paywatt.ledger.MeteringHouse;
import io.paywatt.ledger.MeteringHouse.Home;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.credit.CreditDesk;
import io.paywatt.ledger.credit.CreditRules;
import io.paywatt.ledger.journal.BooksCheck;
import io.paywatt.ledger.reading.ReadingIntake;
import io.paywatt.ledger.reading.ReadingRules;
import io.paywatt.ledger.tariff.TariffBook;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeContainer;

class RecalculationTest {
  private static final Instant START = Instant.parse("2026-10-28T00:00:00Z");
  private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 1);
  private static final CreditRules CREDIT = new CreditRules(List.of(), 0, Duration.ofDays(1), null, null, MeteringHouse.ZONE);

  private static MeteringHouse house;
  private static ReadingIntake intake;
  private static Path folder;
  private static TariffBook before;
  private static TariffBook after;

  @BeforeContainer
  static void open() throws IOException {
    house = new MeteringHouse("recalculation");
    house.clock.set(START.plus(Duration.ofDays(20)));
    intake = new ReadingIntake(house.store, new CommandDesk(house.store), ReadingRules.defaults(MeteringHouse.ZONE));
    folder = Files.createTempDirectory(Path.of("target"), "tariffs-");
    Files.copy(Path.of("../config/tariffs/tiered-tou.yaml"), folder.resolve("tiered-tou.yaml"));
    write("");
    before = TariffBook.load(folder, MeteringHouse.ZONE, house.store);
    write("  - {validFrom: 2026-11-01, pricePerKWh: \"0.50\"}\n");
    after = TariffBook.load(folder, MeteringHouse.ZONE, house.store);
  }

  /** A flat tariff at 0.60 since 2020, with a further version. */
  private static void write(String version) throws IOException {
    Files.writeString(folder.resolve("plain.yaml"), "code: plain\nname: {zh: Plain, en: Plain}\ncurrency: CNY\nversions:\n"
        + "  - {validFrom: 2020-01-01, pricePerKWh: \"0.60\"}\n" + version);
  }

  private static Reconciler reconciler(TariffBook book) {
    return new Reconciler(house.store, book, new CreditDesk(CREDIT), ReconcileRules.defaults());
  }

  private static List<Recalculated> recalculate(TariffBook book, String tariff, Home home, boolean post) {
    List<Recalculated> told = new ArrayList<>();
    new Recalculation(house.store, book, new CreditDesk(CREDIT), ReconcileRules.defaults()).run(tariff, NOVEMBER,
        house.texts("SELECT number FROM account WHERE id = ?", home.accountId()).get(0), post, "clerk", told::add);
    return told;
  }

  private static Home billed(String tariff) {
    Home home = house.home(tariff, 0);
    read(home, 0, 0, before);
    return home;
  }

  private static void read(Home home, int day, long wh, TariffBook book) {
    intake.store(List.of(reading(home, START.plus(Duration.ofDays(day)), wh)));
    reconciler(book).run();
  }

  @Example
  void the_difference_is_shown_first_then_posted_once_and_the_books_are_right() {
    Home home = billed("plain");
    read(home, 2, 10_000, before);
    read(home, 5, 40_000, before);
    read(home, 8, 70_000, before);
    long charged = house.balance(home);
    // of 30000 Wh from 30 October to 2 November, 8:00, a day and 16 hours are before November
    long november = 30_000 - 30_000 * 40 / 72 + 30_000;
    Recalculated shown = recalculate(after, "plain", home, false).get(0);
    assertThat(shown.differenceNano()).isEqualTo(-november * 100_000);
    assertThat(shown.entries()).isEqualTo(2);
    assertThat(house.balance(home)).isEqualTo(charged);
    assertThat(recalculate(after, "plain", home, true).get(0).entryKey()).startsWith("correction:");
    assertThat(house.balance(home)).isEqualTo(charged + november * 100_000).isEqualTo(house.posted(home));
    assertThat(recalculate(after, "plain", home, true).get(0).isOfNote()).isFalse();
    assertThat(house.balance(home)).isEqualTo(charged + november * 100_000);
    assertThat(house.number("SELECT COUNT(*) FROM correction_line x JOIN charge_line c ON c.entry_id = x.corrected"
        + " WHERE c.meter_id = ?", home.meterId())).isEqualTo(2);
    assertThat(new BooksCheck(house.store).problems()).isEmpty();
  }

  @Example
  void readings_that_are_gone_are_an_obstacle_and_post_nothing() {
    Home home = billed("plain");
    read(home, 5, 40_000, before);
    read(home, 8, 70_000, before);
    house.sql("UPDATE reading SET state = 'quarantined' WHERE meter_id = ? AND energy_wh = 40000", home.meterId());
    Recalculated told = recalculate(after, "plain", home, true).get(0);
    assertThat(told.obstacle()).contains("there is no reading of");
    assertThat(house.balance(home)).isEqualTo(house.posted(home)).isEqualTo(-70_000 * 600_000L);
  }

  @Example
  void a_tariff_or_account_that_is_not_there_is_refused() {
    Home home = billed("plain");
    assertThatThrownBy(() -> recalculate(after, "nothing", home, false)).isInstanceOf(Rejected.class)
        .hasMessageContaining("There is no tariff 'nothing', there are plain, tiered-tou");
    assertThatThrownBy(() -> recalculate(after, "tiered-tou", home, false)).isInstanceOf(Rejected.class)
        .hasMessageContaining("with tariff 'tiered-tou'");
  }

  @Property(tries = 20)
  void a_tariff_that_did_not_change_posts_nothing(@ForAll long seed) {
    Random random = new Random(seed);
    Home home = billed(random.nextBoolean() ? "plain" : "tiered-tou");
    Home second = house.meter(home.accountId(), 20, 1_000_000_000L);
    long[] wh = new long[2];
    int hours = 0;
    for (int i = 0; i < 8; i++) {
      hours += 1 + random.nextInt(40);
      for (Home each : List.of(home, second)) {
        int meter = each == home ? 0 : 1;
        wh[meter] += random.nextInt(9000);
        intake.store(List.of(reading(each, START.plus(Duration.ofHours(hours)), wh[meter])));
      }
      if (random.nextInt(5) == 0) {
        intake.store(List.of(reading(home, START.plus(Duration.ofHours(hours)).minusSeconds(1800), wh[0])));
      }
      if (random.nextBoolean()) {
        reconciler(before).run();
      }
    }
    reconciler(before).run();
    long balance = house.balance(home);
    String tariff = house.texts("SELECT tariff FROM account WHERE id = ?", home.accountId()).get(0);
    Recalculated told = recalculate(before, tariff, home, true).get(0);
    assertThat(told.obstacle()).isNull();
    assertThat(told.differenceNano()).isZero();
    assertThat(told.entryKey()).isNull();
    assertThat(house.balance(home)).isEqualTo(balance).isEqualTo(house.posted(home));
  }
}
