package io.paywatt.ledger.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenDigitsTest {
  @ParameterizedTest
  @CsvSource({"23716100501183194197,0", "56493153725450313471,1", "50901894209860263092,2", "37037300014464855694,2"})
  void the_class_is_read_from_the_published_tokens_without_a_key(String digits, int tokenClass) {
    assertThat(new TokenDigits(digits).tokenClass()).isEqualTo(tokenClass);
  }

  @Test
  void people_read_five_groups_of_four_and_gateways_may_write_them_so() {
    TokenDigits token = new TokenDigits("02194538019157867319");
    assertThat(token.grouped()).isEqualTo("0219 4538 0191 5786 7319");
    assertThat(TokenDigits.of("0219 4538-0191 5786 7319")).isEqualTo(token);
  }

  @ParameterizedTest
  @CsvSource({"2371610050118319419", "237161005011831941977", "73786976294838206464", "2371610050118319419x"})
  void what_is_no_token_is_refused_without_being_repeated(String text) {
    assertThatThrownBy(() -> new TokenDigits(text)).isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a token is not 20 digits of at most 66 bits");
  }

  @ParameterizedTest
  @CsvSource({"16383,16383", "16384,16384", "16393,16384", "16394,16394", "20000,19994", "180214,180214", "180223,180214",
      "180224,180224", "1818524,1818524", "1818623,1818524", "1818624,1818624", "18201624,18201624"})
  void an_amount_is_cut_to_what_a_token_can_carry(long units, long carried) {
    assertThat(TransferAmount.floor(units)).isEqualTo(carried);
  }

  @Property(tries = 200)
  void what_a_token_carries_is_never_more_and_less_than_a_step_below(
      @ForAll @LongRange(max = TransferAmount.MOST_UNITS) long units) {
    long carried = TransferAmount.floor(units);
    assertThat(carried).isBetween(units - 999, units);
    assertThat(TransferAmount.floor(carried)).isEqualTo(carried);
  }
}
