package io.paywatt.ledger.tariff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tariffs that utilities and regulators have published, with bills and purchases under them. Each tariff file names its source,
 * each file of bills says which figures its publisher worked out and writes out the arithmetic of the others.
 */
class PublishedTariffsTest {
  private static final int NANO = 9;

  static Stream<PublishedCase> bills() {
    return PublishedCase.all("bills");
  }

  static Stream<PublishedCase> vends() {
    return PublishedCase.all("vends");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bills")
  void a_published_bill_is_reached_to_the_cent(PublishedCase expected) {
    Tariff tariff = PublishedCase.tariff(expected.tariff());
    Bill bill = Bill.of(tariff, expected.household(), new TierUsage(Map.of()), expected.readings(tariff));
    check(expected, bill.bill());
    assertThat(amount(bill.total())).as("total").isEqualByComparingTo(expected.text("total"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vends")
  void a_published_purchase_is_reached_to_the_cent(PublishedCase expected) {
    Tariff tariff = PublishedCase.tariff(expected.tariff());
    VendQuote quote = quote(expected, tariff, before(expected, tariff));
    check(expected, quote.lines().stream().map(PublishedTariffsTest::line).toList());
    if (expected.has("units")) {
      assertThat(shown(BigDecimal.valueOf(quote.energyWh(), 3), expected.text("units"))).as("units").isEqualTo(expected.text("units"));
    }
    if (expected.has("total")) {
      assertThat(amount(quote.paid())).as("total").isEqualByComparingTo(expected.text("total"));
    }
  }

  /** What the account has after an earlier purchase of the month. */
  private static TierUsage before(PublishedCase expected, Tariff tariff) {
    TierUsage none = new TierUsage(Map.of());
    return expected.has("bought") ? Vend.forEnergy(tariff, expected.household(), none, expected.at(tariff), expected.quantity("bought")).usage()
        : none;
  }

  private static VendQuote quote(PublishedCase expected, Tariff tariff, TierUsage usage) {
    return expected.has("money")
        ? Vend.forMoney(tariff, expected.household(), usage, expected.at(tariff), new BigDecimal(expected.text("money")).movePointRight(NANO).longValueExact())
        : Vend.forEnergy(tariff, expected.household(), usage, expected.at(tariff), expected.quantity("kWh"));
  }

  private static BillLine line(ChargeLine line) {
    return new BillLine(null, line.kind(), line.item(), line.validFrom(), line.tier(), line.period(), line.pricePico(), line.energyWh(),
        line.amount(), false);
  }

  private static void check(PublishedCase expected, List<BillLine> lines) {
    expected.lines().forEach((name, value) -> {
      long sum = lines.stream().filter(line -> named(line, name)).mapToLong(BillLine::amount).sum();
      assertThat(shown(amount(sum), value.toString())).as(name).isEqualTo(value);
    });
  }

  /** Lines are named energy, tier 2, peak, tier 2 peak, minimum, or as the charge, fee or tax. */
  private static boolean named(BillLine line, String name) {
    return switch (line.kind()) {
      case ENERGY -> name.equals("energy") || name.equals("tier " + line.tier())
          || line.period() != null && (name.equals(line.period()) || name.equals("tier " + line.tier() + " " + line.period()));
      case MINIMUM -> name.equals("minimum");
      default -> Objects.equals(name, line.item());
    };
  }

  private static BigDecimal amount(long nano) {
    return BigDecimal.valueOf(nano, NANO);
  }

  /** With as many decimals as the figure it is compared with. */
  private static String shown(BigDecimal amount, String like) {
    return amount.setScale(new BigDecimal(like).scale(), RoundingMode.HALF_UP).toPlainString();
  }

  @Test
  void there_are_at_least_twenty_each_with_a_bill_or_a_purchase() {
    assertThat(PublishedCase.tariffs()).hasSizeGreaterThanOrEqualTo(20)
        .allSatisfy(name -> assertThat(Stream.concat(bills(), vends()).filter(each -> each.tariff().equals(name))).isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("tariffs")
  void every_tariff_names_its_source_and_fits_the_schema(String name) throws IOException {
    String text = PublishedCase.read(name);
    assertThat(text).startsWith("#").containsPattern("(?m)^#.*https?://");
    assertThat(TariffSchemaTest.messages(text)).isEmpty();
  }

  static Stream<String> tariffs() {
    return PublishedCase.tariffs();
  }
}
