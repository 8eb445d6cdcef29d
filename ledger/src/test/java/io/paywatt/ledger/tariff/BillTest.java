package io.paywatt.ledger.tariff;

import static io.paywatt.ledger.tariff.TestTariffs.at;
import static io.paywatt.ledger.tariff.TestTariffs.cents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class BillTest {
  private static Bill bill(String file, String from, String to, long wh) {
    return Bill.of(TestTariffs.of(file), Household.NONE, new TierUsage(Map.of()),
        List.of(new RegisterReading(at(from), 500, Map.of()), new RegisterReading(at(to), 500 + wh, Map.of())));
  }

  @Test
  void without_a_rule_lines_are_exact_and_the_total_is_rounded_half_up_to_the_minor_unit() {
    Bill bill = bill("versions: [{validFrom: 2020-01-01, pricePerKWh: 0.333}]", "2026-01-01T00:00", "2026-02-01T00:00", 5_000);
    assertThat(bill.exact(ChargeKind.ENERGY)).isEqualTo(1_665_000_000L);
    assertThat(bill.shown(ChargeKind.ENERGY)).isEqualTo(1_665_000_000L);
    assertThat(bill.total()).isEqualTo(cents(167));
  }

  @Test
  void lines_are_rounded_first_taxes_taken_of_what_is_shown_and_the_total_rounded_last() {
    Bill bill = bill("""
        rounding: {line: {unit: 1, mode: down}, total: {unit: 10, mode: down}}
        versions:
          - validFrom: 2020-01-01
            tiers: {period: month, upTo: [200, 400]}
            pricePerKWh: [93.3, 187.9, 280.6]
            charges: [{name: basic, per: month, byUse: [{upToKWh: 200, amount: 910}, {upToKWh: 400, amount: 1600}, {amount: 7300}]}]
            taxes:
              - {name: vat, percent: 10, on: [energy, basic], rounding: {unit: 1}}
              - {name: fund, percent: 3.7, on: [energy, basic], rounding: {unit: 10, mode: down}}
        """, "2026-04-01T00:00", "2026-05-01T00:00", 350_000);
    assertThat(bill.bill()).extracting(BillLine::amount).containsExactly(cents(18_660_00L), cents(28_185_00L), cents(1_600_00L),
        cents(4_845_00L), cents(1_790_00L));
    assertThat(bill.total()).isEqualTo(cents(55_080_00L));
  }

  @Test
  void a_bill_joins_the_lines_of_a_month_and_shows_energy_at_the_slab_reached() {
    Bill bill = bill("versions: [{validFrom: 2020-01-01, tiers: {period: month, upTo: [10], slabs: whole}, pricePerKWh: [1, 2]}]",
        "2026-04-01T00:00", "2026-06-01T00:00", 61_000);
    assertThat(bill.bill()).extracting(BillLine::tier).containsExactly(2, 2);
    assertThat(bill.bill()).extracting(BillLine::energyWh).containsExactly(30_000L, 31_000L);
    assertThat(bill.total()).isEqualTo(cents(12_200));
  }

  @Test
  void months_are_rounded_one_by_one_when_the_tariff_says_how() {
    Bill bill = bill("rounding: {total: {unit: 10}}\nversions: [{validFrom: 2020-01-01, pricePerKWh: 1}]",
        "2026-04-01T00:00", "2026-06-01T00:00", 122_000);
    assertThat(bill.months().values()).containsExactly(cents(60_00L), cents(60_00L));
    assertThat(bill.total()).isEqualTo(cents(120_00L));
  }

  @Test
  void what_is_taken_a_kwh_by_tier_follows_a_slab_that_prices_everything() {
    String fee = "versions: [{validFrom: 2020-01-01, tiers: {period: month, upTo: [10, 20], slabs: %s}, pricePerKWh: [1, 1, 1],"
        + " fees: [{name: supply, perKWh: [1, 2, 3]}]}]";
    assertThat(bill(fee.formatted("marginal"), "2026-04-01T00:00", "2026-05-01T00:00", 30_000).exact(ChargeKind.FEE))
        .isEqualTo(cents(60_00));
    assertThat(bill(fee.formatted("whole"), "2026-04-01T00:00", "2026-05-01T00:00", 30_000).exact(ChargeKind.FEE))
        .isEqualTo(cents(90_00));
    assertThat(bill(fee.formatted("{wholeAbove: 20}"), "2026-04-01T00:00", "2026-05-01T00:00", 15_000).exact(ChargeKind.FEE))
        .isEqualTo(cents(20_00));
    assertThat(bill(fee.formatted("{wholeAbove: 20}"), "2026-04-01T00:00", "2026-05-01T00:00", 30_000).exact(ChargeKind.FEE))
        .isEqualTo(cents(90_00));
  }

  @Test
  void a_fee_may_be_below_zero_for_a_time() {
    String fuel = "versions: [{validFrom: 2026-01-01, pricePerKWh: 1, fees: [{name: fuel, perKWh: {2026-01-01: -0.25, 2026-05-01: 0.5}}],"
        + " taxes: [{name: vat, percent: 10, on: [energy, fees]}]}]";
    assertThat(bill(fuel, "2026-04-01T00:00", "2026-05-01T00:00", 30_000).total()).isEqualTo(cents(24_75));
    assertThat(bill(fuel, "2026-05-01T00:00", "2026-06-01T00:00", 30_000).total()).isEqualTo(cents(49_50));
  }

  @Test
  void what_was_used_before_counts_and_is_not_billed_again() {
    Tariff tariff = TestTariffs.of("versions: [{validFrom: 2020-01-01, tiers: {period: month, upTo: [10]}, pricePerKWh: [1, 2],"
        + " taxes: [{name: vat, percent: 10}]}]");
    TierUsage usage = new TierUsage(Map.of());
    Bill.used(tariff, Household.NONE, usage, at("2026-04-10T00:00"), 8_000);
    Bill bill = Bill.of(tariff, Household.NONE, usage, List.of(new RegisterReading(at("2026-04-10T00:00"), 0, Map.of()),
        new RegisterReading(at("2026-04-11T00:00"), 5_000, Map.of())));
    assertThat(bill.total()).isEqualTo(cents(880));
  }

  @Test
  void words_name_tier_title_and_percentage() {
    Bill bill = bill("""
        versions:
          - validFrom: 2020-01-01
            tiers: {period: month, upTo: [10]}
            pricePerKWh: 1
            charges: [{name: standing, per: month, amount: 1, title: {zh: 基本费, en: Standing charge}}]
            taxes: [{name: vat, percent: 16.50}]
        """, "2026-04-01T00:00", "2026-04-02T00:00", 5_000);
    assertThat(bill.lines()).extracting(line -> ChargeText.of(bill.tariff(), line, "en"))
        .containsExactly("Energy, tier 1", "Standing charge", "vat 16.5%");
    assertThat(bill.lines()).extracting(line -> ChargeText.of(bill.tariff(), line, "zh"))
        .containsExactly("用量，第1档", "基本费", "vat 16.5%");
  }

  @Test
  void readings_are_read_with_local_times_and_registers_of_the_meter() {
    List<RegisterReading> read = ReadingsFile.read("r.csv",
        "at,kWh,1.8.1\n2026-01-01,10,4\n2026-01-01T08:00,10.5,4.25\n2026-01-01T01:00:00Z,11,\n", TestTariffs.ZONE);
    assertThat(read).containsExactly(new RegisterReading(at("2026-01-01T00:00"), 10_000, Map.of("1.8.1", 4_000L)),
        new RegisterReading(at("2026-01-01T08:00"), 10_500, Map.of("1.8.1", 4_250L)),
        new RegisterReading(at("2026-01-01T09:00"), 11_000, Map.of()));
  }

  @Test
  void faults_of_readings_are_named_with_their_line() {
    assertThatThrownBy(() -> ReadingsFile.read("r.csv",
        "at,energyWh\nyesterday,1\n2026-01-02,5\n2026-01-01,6\n2026-01-03,4\n2026-01-04,1.5\n2026-01-05\n", TestTariffs.ZONE))
        .isInstanceOf(TariffRejected.class).extracting(e -> ((TariffRejected) e).faults()).asInstanceOf(
            InstanceOfAssertFactories.list(String.class)).containsExactly(
            "r.csv:2: at is 'yesterday', a time such as 2026-01-31T08:00Z, 2026-01-31T08:00 or 2026-01-31 is expected",
            "r.csv:4: at is 2026-01-01, each reading has to be later than the one before",
            "r.csv:5: the register falls from 6 to 4",
            "r.csv:6: energyWh is '1.5', which is no whole number of energyWh",
            "r.csv:7: has 1 values, 2 are expected");
    assertThatThrownBy(() -> ReadingsFile.read("r.csv", "time,kWh\n", TestTariffs.ZONE)).hasMessage("r.csv:1: the columns are"
        + " time,kWh; at and one of energyWh, kWh, l, m3 are expected, others are tariff registers");
    assertThatThrownBy(() -> ReadingsFile.read("r.csv", "at,kWh\n2026-01-01,1\n", TestTariffs.ZONE))
        .hasMessageContaining("two readings or more");
  }

  @Test
  void a_household_is_read_from_a_file() {
    assertThat(HouseholdFile.read("h.yaml", "people: 6\nloadKw: 5\nfreeKWh: 15\ntierUpTo: [300, 500]\ndiscountPercent: 10\n"))
        .isEqualTo(new Household(6, 5_000, 15_000L, List.of(300_000L, 500_000L), 100_000));
    assertThatThrownBy(() -> HouseholdFile.read("h.yaml", "peple: 6\ntierUpTo: [5, 4]\n")).hasMessage(
        "h.yaml:1: unknown key 'peple', allowed are people, loadKw, freeKWh, tierUpTo, discountPercent; did you mean people?\n"
        + "h.yaml:2: tierUpTo has to rise");
  }
}
