package io.paywatt.adapter.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.money.Money;
import org.junit.jupiter.api.Test;

class StripeMoneyTest {
  @Test
  void most_currencies_have_the_same_minor_unit_at_stripe() {
    for (String currency : List.of("CNY", "KES", "USD", "JPY", "RWF", "XOF", "VND", "KRW", "CLP")) {
      assertThat(read(5000, currency)).isEqualTo(new Money(5000, currency));
      assertThat(StripeMoney.write(5000, "amount", currency)).isEqualTo(5000);
    }
  }

  @Test
  void ariary_is_whole_at_stripe() {
    assertThat(read(50, "MGA")).isEqualTo(new Money(5000, "MGA"));
    assertThat(StripeMoney.write(5000, "amount", "MGA")).isEqualTo(50);
    assertThatThrownBy(() -> StripeMoney.write(5001, "amount", "MGA")).isInstanceOf(Rejected.class).hasMessageContaining("5001");
  }

  @Test
  void icelandic_and_ugandan_money_has_cents_at_stripe_only() {
    for (String currency : List.of("ISK", "UGX")) {
      assertThat(read(50_000, currency)).isEqualTo(new Money(500, currency));
      assertThat(StripeMoney.write(500, "amount", currency)).isEqualTo(50_000);
      assertThatThrownBy(() -> read(50_001, currency)).isInstanceOf(Rejected.class).hasMessageContaining("50001");
    }
  }

  @Test
  void of_three_decimals_the_last_is_zero() {
    assertThat(read(5120, "KWD")).isEqualTo(new Money(5120, "KWD"));
    assertThat(StripeMoney.write(5120, "amount", "KWD")).isEqualTo(5120);
    assertThatThrownBy(() -> StripeMoney.write(5125, "amount", "KWD")).isInstanceOf(Rejected.class).hasMessageContaining("5125");
  }

  @Test
  void a_currency_in_capitals_or_unknown_is_none_of_stripes() {
    for (String code : List.of("CNY", "xx", "zzz", "")) {
      JsonNode object = StrictJson.MAPPER.createObjectNode().put("amount", 1).put("currency", code);
      assertThatThrownBy(() -> StripeMoney.read(object, "amount")).isInstanceOf(Rejected.class).hasMessageContaining("currency");
    }
  }

  private static Money read(long amount, String currency) {
    return StripeMoney.read(StrictJson.MAPPER.createObjectNode().put("amount", amount).put("currency", currency.toLowerCase()),
        "amount");
  }
}
