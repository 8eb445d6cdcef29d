package io.paywatt.ledger.tariff;

import static io.paywatt.ledger.tariff.TestTariffs.at;
import static io.paywatt.ledger.tariff.TestTariffs.cents;
import static io.paywatt.ledger.tariff.TestTariffs.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import io.paywatt.ledger.Rejected;
import org.junit.jupiter.api.Test;

class VendTest {
  private static final String BLOCKS = """
      holds: energy
      versions:
        - validFrom: 2020-01-01
          tiers: {period: month, upTo: [100]}
          pricePerKWh: [1, 2]
      """;

  private static VendQuote sell(String file, TierUsage usage, String time, long cents) {
    return Vend.forMoney(TestTariffs.of(file), Household.NONE, usage, at(time), cents(cents));
  }

  private static TierUsage nothing() {
    return new TierUsage(Map.of());
  }

  @Test
  void money_buys_the_most_energy_through_the_tiers() {
    VendQuote quote = sell(BLOCKS, nothing(), "2026-01-05T10:00", 15_000);
    assertThat(quote.energyWh()).isEqualTo(125_000);
    assertThat(quote.change()).isZero();
    assertThat(quote.lines()).extracting(ChargeLine::tier).containsExactly(1, 2);
  }

  @Test
  void the_next_purchase_of_the_month_goes_on_where_the_last_one_ended() {
    VendQuote first = sell(BLOCKS, nothing(), "2026-01-05T10:00", 9_000);
    VendQuote second = sell(BLOCKS, first.usage(), "2026-01-20T10:00", 3_000);
    assertThat(second.energyWh()).isEqualTo(20_000);
    assertThat(sell(BLOCKS, second.usage(), "2026-02-01T00:00", 3_000).energyWh()).isEqualTo(30_000);
  }

  @Test
  void a_quote_changes_nothing_of_the_account() {
    TierUsage usage = nothing();
    sell(BLOCKS, usage, "2026-01-05T10:00", 9_000);
    assertThat(usage.counts()).isEmpty();
    assertThat(usage.changed()).isEmpty();
  }

  @Test
  void fees_of_the_money_charges_a_purchase_and_taxes_come_off_first() {
    String file = BLOCKS + """
            charges: [{name: card, per: vend, amount: 2}]
            fees: [{name: service, percent: 5, on: [vend]}]
            taxes: [{name: vat, percent: 15, on: [energy]}]
        """;
    VendQuote quote = sell(file, nothing(), "2026-01-05T10:00", 10_000);
    assertThat(sum(quote.lines(), "service")).isEqualTo(cents(500));
    assertThat(sum(quote.lines(), "card")).isEqualTo(cents(200));
    assertThat(quote.energyWh()).isEqualTo(93_000L * 100 / 115);
    assertThat(sum(quote.lines()) + quote.change()).isEqualTo(quote.paid());
  }

  @Test
  void charges_that_fell_due_since_the_last_purchase_are_collected_with_the_next() {
    String file = BLOCKS + "    charges: [{name: month, per: month, amount: 10}, {name: day, per: day, amount: 0.50}]\n";
    VendQuote first = sell(file, nothing(), "2026-01-20T10:00", 5_000);
    assertThat(sum(first.lines(), "month")).isEqualTo(cents(1000));
    assertThat(sum(first.lines(), "day")).isEqualTo(cents(50));
    VendQuote sameDay = sell(file, first.usage(), "2026-01-20T18:00", 5_000);
    assertThat(sum(sameDay.lines(), "month") + sum(sameDay.lines(), "day")).isZero();
    VendQuote march = sell(file, sameDay.usage(), "2026-03-02T10:00", 9_000);
    assertThat(sum(march.lines(), "month")).isEqualTo(cents(2000));
    assertThat(sum(march.lines(), "day")).isEqualTo(cents((11 + 28 + 2) * 50));
  }

  @Test
  void units_are_sold_in_steps_and_what_is_left_is_change_or_rounding() {
    VendQuote down = sell(BLOCKS + "    vend: {unitKWh: 0.1}\n", nothing(), "2026-01-05T10:00", 1_008);
    assertThat(down.energyWh()).isEqualTo(10_000);
    assertThat(down.change()).isEqualTo(cents(8));
    VendQuote nearest = sell(BLOCKS + "    vend: {unitKWh: 0.1, mode: half-up}\n", nothing(), "2026-01-05T10:00", 1_008);
    assertThat(nearest.energyWh()).isEqualTo(10_100);
    assertThat(nearest.change()).isZero();
    assertThat(sum(nearest.lines())).isEqualTo(nearest.paid());
  }

  @Test
  void amounts_outside_the_limits_or_below_the_charges_are_refused() {
    String file = BLOCKS + "    vend: {minimum: 10, maximum: 500}\n    charges: [{name: month, per: month, amount: 20}]\n";
    assertThatThrownBy(() -> sell(file, nothing(), "2026-01-05T10:00", 999)).isInstanceOf(Rejected.class)
        .hasMessage("the amount is 9.99 CNY, a purchase is at least 10 CNY");
    assertThatThrownBy(() -> sell(file, nothing(), "2026-01-05T10:00", 50_001)).hasMessageContaining("at most 500 CNY");
    assertThatThrownBy(() -> sell(file, nothing(), "2026-01-05T10:00", 1_500))
        .hasMessage("the amount is 15 CNY, but charges of 20 CNY are due");
  }

  @Test
  void energy_costs_the_least_money_that_buys_it() {
    VendQuote quote = Vend.forEnergy(TestTariffs.of(BLOCKS), Household.NONE, nothing(), at("2026-01-05T10:00"), 150_000);
    assertThat(quote.paid()).isEqualTo(cents(20_000));
    assertThat(quote.energyWh()).isEqualTo(150_000);
  }

  @Test
  void free_units_come_with_the_first_purchase_of_the_month() {
    String file = BLOCKS + "    free: {kWh: 50, per: month}\n";
    VendQuote first = sell(file, nothing(), "2026-01-05T10:00", 1_000);
    assertThat(first.energyWh()).isEqualTo(60_000);
    assertThat(sell(file, first.usage(), "2026-01-06T10:00", 1_000).energyWh()).isEqualTo(10_000);
  }

  @Test
  void a_purchase_whose_energy_costs_nothing_is_refused() {
    assertThatThrownBy(() -> sell("versions: [{validFrom: 2020-01-01, pricePerKWh: 0}]", nothing(), "2026-01-05T10:00", 100))
        .isInstanceOf(Rejected.class).hasMessageContaining("costs nothing");
  }
}
