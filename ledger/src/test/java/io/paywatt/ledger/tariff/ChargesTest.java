package io.paywatt.ledger.tariff;

import static io.paywatt.ledger.tariff.TestTariffs.at;
import static io.paywatt.ledger.tariff.TestTariffs.cents;
import static io.paywatt.ledger.tariff.TestTariffs.price;
import static io.paywatt.ledger.tariff.TestTariffs.sum;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChargesTest {
  private static TierUsage nothing() {
    return new TierUsage(Map.of());
  }

  private static Tariff with(String extras) {
    return TestTariffs.of("versions:\n  - validFrom: 2020-01-01\n    pricePerKWh: 1\n" + extras.indent(4));
  }

  private static List<ChargeLine> priced(String extras, Household household, String from, String to, long wh) {
    Pricer pricer = new Pricer(with(extras), household, nothing());
    pricer.add(at(from), at(to), wh);
    return pricer.lines();
  }

  private static List<ChargeLine> january(String extras, long kWh) {
    return priced(extras, Household.NONE, "2026-01-01T00:00", "2026-02-01T00:00", kWh * 1000);
  }

  @Test
  void a_day_is_charged_as_it_begins_and_not_when_the_account_begins_within_it() {
    String daily = "charges: [{name: standing, per: day, amount: 0.50}]";
    assertThat(sum(january(daily, 0))).isEqualTo(cents(31 * 50));
    assertThat(sum(priced(daily, Household.NONE, "2026-01-30T08:00", "2026-02-02T00:00", 0))).isEqualTo(cents(2 * 50));
  }

  @Test
  void a_month_is_charged_as_it_begins_once_however_many_readings_there_are() {
    Tariff tariff = with("charges: [{name: standing, per: month, amount: 30}]");
    TierUsage usage = nothing();
    long total = 0;
    for (int day = 1; day < 28; day++) {
      total += sum(price(tariff, usage, "2026-02-%02dT00:00".formatted(day), "2026-02-%02dT00:00".formatted(day + 1), 0));
    }
    assertThat(total).isEqualTo(cents(3000));
    assertThat(sum(price(tariff, nothing(), "2026-02-05T00:00", "2026-02-28T00:00", 0))).isZero();
  }

  @Test
  void a_second_meter_of_the_account_pays_no_second_charge() {
    Tariff tariff = with("charges: [{name: standing, per: day, amount: 1}]");
    TierUsage usage = nothing();
    assertThat(sum(price(tariff, usage, "2026-02-05T00:00", "2026-02-08T00:00", 0))).isEqualTo(cents(300));
    assertThat(sum(price(tariff, usage, "2026-02-04T00:00", "2026-02-09T00:00", 0))).isEqualTo(cents(200));
  }

  @Test
  void a_prorated_month_adds_up_to_the_whole_of_it() {
    String prorated = "charges: [{name: standing, per: month, amount: 10, prorate: true}]";
    assertThat(sum(january(prorated, 0))).isEqualTo(cents(1000));
    assertThat(sum(priced(prorated, Household.NONE, "2026-02-15T00:00", "2026-03-01T00:00", 0))).isEqualTo(cents(500));
  }

  @Test
  void billing_months_may_begin_on_another_day_and_last_two_months() {
    Tariff tariff = TestTariffs.of("""
        billing: {day: 15, months: 2, firstMonth: 2}
        versions:
          - {validFrom: 2020-01-01, pricePerKWh: 0, charges: [{name: standing, per: month, amount: 7}]}
        """);
    assertThat(sum(price(tariff, nothing(), "2026-02-15T00:00", "2026-04-15T00:00", 0))).isEqualTo(cents(700));
    assertThat(sum(price(tariff, nothing(), "2026-02-16T00:00", "2026-04-16T00:00", 0))).isEqualTo(cents(700));
  }

  @Test
  void a_charge_by_use_goes_up_when_the_month_reaches_its_step() {
    Tariff tariff = with("charges: [{name: fixed, per: month, byUse: [{upToKWh: 100, amount: 40}, {amount: 110}]}]");
    TierUsage usage = nothing();
    List<ChargeLine> first = price(tariff, usage, "2026-01-01T00:00", "2026-01-15T00:00", 100_000);
    List<ChargeLine> second = price(tariff, usage, "2026-01-15T00:00", "2026-02-01T00:00", 1);
    assertThat(sum(first, "fixed")).isEqualTo(cents(4000));
    assertThat(sum(second, "fixed")).isEqualTo(cents(7000));
  }

  @Test
  void a_charge_by_load_takes_the_step_of_the_sanctioned_load() {
    String byLoad = "charges: [{name: demand, per: month, minimum: 45, byLoad:"
        + " [{upToKw: 2, amount: 20, perKw: true}, {upToKw: 5, amount: 50, perKw: true}, {amount: 400}]}]";
    assertThat(sum(priced(byLoad, load(2_000), "2026-01-01T00:00", "2026-02-01T00:00", 0))).isEqualTo(cents(4500));
    assertThat(sum(priced(byLoad, load(4_500), "2026-01-01T00:00", "2026-02-01T00:00", 0))).isEqualTo(cents(22_500));
    assertThat(sum(priced(byLoad, load(9_000), "2026-01-01T00:00", "2026-02-01T00:00", 0))).isEqualTo(cents(40_000));
  }

  private static Household load(long watts) {
    return new Household(0, watts, null, List.of(), 0);
  }

  @Test
  void taxes_are_taken_of_what_they_name_in_the_order_of_the_file() {
    List<ChargeLine> lines = january("""
        charges: [{name: standing, per: month, amount: 20}]
        fees: [{name: surcharge, percent: 8}]
        taxes:
          - {name: levy, percent: 5, on: [energy]}
          - {name: regulator, perKWh: 0.03}
          - {name: duty, percent: 10, on: [energy, standing, levy]}
          - {name: vat, percent: 15}
        """, 100);
    assertThat(sum(lines, "surcharge")).isEqualTo(cents(960));
    assertThat(sum(lines, "levy")).isEqualTo(cents(500));
    assertThat(sum(lines, "regulator")).isEqualTo(cents(300));
    assertThat(sum(lines, "duty")).isEqualTo(cents(1250));
    assertThat(sum(lines, "vat")).isEqualTo(cents(1944));
    assertThat(lines).filteredOn(line -> line.kind() == ChargeKind.TAX).hasSize(4).allMatch(line -> line.energyWh() == 0);
  }

  @Test
  void a_tax_inside_prices_is_shown_and_not_added() {
    Pricer pricer = new Pricer(with("taxes: [{name: vat, percent: 25, inside: true}]"), nothing());
    pricer.add(at("2026-01-01T00:00"), at("2026-01-02T00:00"), 100_000);
    assertThat(sum(pricer.lines())).isEqualTo(cents(10_000));
    assertThat(sum(pricer.included())).isEqualTo(cents(2000));
  }

  @Test
  void a_discount_that_ends_at_a_limit_is_taken_back_when_the_month_passes_it() {
    Tariff tariff = with("discounts: [{name: relief, percent: 50, upToKWh: 200}]");
    TierUsage usage = nothing();
    assertThat(sum(price(tariff, usage, "2026-01-01T00:00", "2026-01-15T00:00", 200_000), "relief")).isEqualTo(cents(-10_000));
    assertThat(sum(price(tariff, usage, "2026-01-15T00:00", "2026-02-01T00:00", 1), "relief")).isEqualTo(cents(10_000));
    assertThat(sum(price(tariff, usage, "2026-02-01T00:00", "2026-02-15T00:00", 2000), "relief")).isEqualTo(cents(-100));
  }

  @Test
  void a_tax_by_tier_has_the_price_of_each_tier() {
    Tariff tariff = TestTariffs.of("""
        versions:
          - validFrom: 2020-01-01
            tiers: {period: month, upTo: [10]}
            pricePerKWh: 1
            taxes: [{name: duty, perKWh: [0.1, 0.2]}]
        """);
    assertThat(sum(price(tariff, nothing(), "2026-01-01T00:00", "2026-01-02T00:00", 15_000), "duty")).isEqualTo(cents(200));
  }

  @Test
  void a_minimum_bill_is_made_up_for_when_the_month_has_ended() {
    String minimum = "minimumBill: {amount: 50}\ntaxes: [{name: vat, percent: 10}]";
    List<ChargeLine> lines = january(minimum, 20);
    assertThat(sum(lines, "minimum")).isEqualTo(cents(3000));
    assertThat(sum(lines, "vat")).isEqualTo(cents(500));
    assertThat(sum(january(minimum, 60), "minimum")).isZero();
    assertThat(sum(priced(minimum, Household.NONE, "2026-01-01T00:00", "2026-01-31T23:59", 20_000), "minimum")).isZero();
    assertThat(sum(january(minimum.replace("50}", "50, with: after-taxes}"), 20), "minimum")).isEqualTo(cents(2800));
  }

  @Test
  void energy_that_comes_after_the_minimum_was_made_up_for_gives_it_back() {
    Tariff tariff = with("minimumBill: {amount: 50}");
    TierUsage usage = nothing();
    assertThat(sum(price(tariff, usage, "2026-01-01T00:00", "2026-02-01T00:00", 20_000))).isEqualTo(cents(5000));
    assertThat(sum(price(tariff, usage, "2026-01-10T00:00", "2026-02-01T00:00", 10_000))).isZero();
  }

  @Test
  void a_month_with_two_versions_has_the_rates_of_each_on_its_own_part() {
    Tariff tariff = TestTariffs.of("""
        versions:
          - {validFrom: 2020-01-01, pricePerKWh: 1, taxes: [{name: vat, percent: 10}]}
          - {validFrom: 2026-01-17, pricePerKWh: 2, taxes: [{name: vat, percent: 20}]}
        """);
    List<ChargeLine> lines = price(tariff, nothing(), "2026-01-01T00:00", "2026-02-02T00:00", 32_000);
    assertThat(lines).filteredOn(line -> "vat".equals(line.item())).extracting(ChargeLine::amount)
        .containsExactly(cents(160), cents(600), cents(40));
  }

  @Test
  void each_kilowatt_that_is_begun_may_count_whole() {
    String started = "charges: [{name: demand, per: month, amount: 20, perKw: started}]";
    assertThat(sum(priced(started, load(4_001), "2026-01-01T00:00", "2026-02-01T00:00", 0))).isEqualTo(cents(10_000));
    assertThat(sum(priced(started, load(4_000), "2026-01-01T00:00", "2026-02-01T00:00", 0))).isEqualTo(cents(8_000));
  }

  @Test
  void a_subsidy_ends_at_its_most_and_depends_on_the_load() {
    String subsidy = "discounts: [{name: relief, percent: 50, maximum: 80, upToKw: 3}]";
    assertThat(sum(priced(subsidy, load(3_000), "2026-01-01T00:00", "2026-02-01T00:00", 100_000), "relief")).isEqualTo(cents(-5000));
    assertThat(sum(priced(subsidy, load(3_000), "2026-01-01T00:00", "2026-02-01T00:00", 300_000), "relief")).isEqualTo(cents(-8000));
    assertThat(sum(priced(subsidy, load(3_001), "2026-01-01T00:00", "2026-02-01T00:00", 100_000), "relief")).isZero();
  }

  @Test
  void an_amount_is_given_back_as_far_as_there_is_something_to_pay_and_only_in_a_month_of_little_use() {
    String relief = "discounts: [{name: relief, amount: 50, upToKWh: 200}]";
    assertThat(sum(january(relief, 30))).isZero();
    assertThat(sum(january(relief, 120))).isEqualTo(cents(7000));
    assertThat(sum(january(relief, 201))).isEqualTo(cents(20_100));
  }

  @Test
  void a_rebate_is_taken_of_the_bill_with_its_fees_and_taxes() {
    List<ChargeLine> lines = january("""
        fees: [{name: delivery, perKWh: 0.5}]
        taxes: [{name: vat, percent: 10}]
        rebates: [{name: relief, percent: 20}, {name: fees-back, percent: 10, on: [delivery]}]
        """, 100);
    assertThat(sum(lines, "vat")).isEqualTo(cents(1500));
    assertThat(sum(lines, "relief")).isEqualTo(cents(-3300));
    assertThat(sum(lines, "fees-back")).isEqualTo(cents(-500));
    assertThat(sum(lines)).isEqualTo(cents(16_500 - 3300 - 500));
  }

  @Test
  void a_tax_may_be_a_share_of_the_price_with_the_tax() {
    assertThat(sum(january("taxes: [{name: icms, percent: 18, ofTotal: true}]", 82), "icms")).isEqualTo(cents(1800));
    assertThat(sum(january("taxes: [{name: iee, percent: 5.11269632}]", 100), "iee")).isEqualTo(5_112_696_320L);
  }

  @Test
  void a_minimum_may_be_of_some_items_alone() {
    String minimum = "charges: [{name: meter, per: month, amount: 40}]\nminimumBill: {amount: 50, on: [energy]}";
    assertThat(sum(january(minimum, 20), "minimum")).isEqualTo(cents(3000));
    assertThat(sum(january(minimum, 60), "minimum")).isZero();
  }

  @Test
  void a_surcharge_may_change_by_date_within_a_version() {
    Tariff tariff = with("fees: [{name: fuel, perKWh: {2020-01-01: 1, 2026-02-01: 2, 2026-03-01: 3}}]\n"
        + "charges: [{name: standing, per: month, amount: {2020-01-01: 7, 2026-03-01: 9}}]");
    assertThat(tariff.versions()).extracting(version -> version.validFrom().toString())
        .containsExactly("2020-01-01", "2026-02-01", "2026-03-01");
    List<ChargeLine> lines = price(tariff, nothing(), "2026-01-01T00:00", "2026-04-01T00:00", 90_000);
    assertThat(lines).filteredOn(line -> "fuel".equals(line.item())).extracting(ChargeLine::amount)
        .containsExactly(cents(3100), cents(5600), cents(9300));
    assertThat(sum(lines, "standing")).isEqualTo(cents(2300));
  }

  @Test
  void a_household_may_have_a_discount_of_its_own() {
    List<ChargeLine> lines = priced("charges: [{name: standing, per: month, amount: 20}]\ntaxes: [{name: vat, percent: 10}]",
        new Household(0, 0, null, List.of(), 250_000), "2026-01-01T00:00", "2026-01-02T00:00", 100_000);
    assertThat(sum(lines, "household")).isEqualTo(cents(-3000));
    assertThat(sum(lines, "vat")).isEqualTo(cents(900));
  }
}
