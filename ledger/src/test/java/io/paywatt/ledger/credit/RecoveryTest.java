package io.paywatt.ledger.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryTest {
  private static final long FEN = 10_000_000;

  private static long share(String recovery, long paid, long free, long owed, long thisMonth) {
    return Recovery.parse(recovery).share(paid * FEN, free * FEN, owed * FEN, thisMonth * FEN, FEN) / FEN;
  }

  @Test
  void a_percentage_is_of_the_whole_payment_and_rounded_down_to_minor_units() {
    assertThat(share("20%", 5000, 5000, 100_000, 0)).isEqualTo(1000);
    assertThat(share("12.5%", 1001, 1001, 100_000, 0)).isEqualTo(125);
  }

  @Test
  void it_is_never_more_than_is_owed_or_than_emergency_credit_leaves() {
    assertThat(share("20%", 5000, 5000, 300, 0)).isEqualTo(300);
    assertThat(share("20%", 5000, 200, 100_000, 0)).isEqualTo(200);
    assertThat(share("30.00/payment", 1000, 1000, 100_000, 0)).isEqualTo(1000);
  }

  @Test
  void an_instalment_is_taken_of_each_payment_or_once_a_month() {
    assertThat(share("30.00/payment", 5000, 5000, 100_000, 2500)).isEqualTo(3000);
    assertThat(share("30.00/month", 5000, 5000, 100_000, 0)).isEqualTo(3000);
    assertThat(share("30.00/month", 5000, 5000, 100_000, 2500)).isEqualTo(500);
    assertThat(share("30.00/month", 5000, 5000, 100_000, 3000)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"20%", "12.5%", "0.01%", "90%", "50/payment", "50.05/month"})
  void it_is_written_as_it_was_read(String text) {
    assertThat(Recovery.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0%", "90.01%", "100%", "20", "-5%", "0/month", "50.0001/month", "50/week"})
  void anything_else_is_refused(String text) {
    assertThatThrownBy(() -> Recovery.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 200)
  void the_largest_payment_is_shared_without_overflow(@ForAll @LongRange(min = 0, max = 1_000_000_000_000_000_000L) long paid,
      @ForAll @IntRange(min = 1, max = 9000) int hundredths) {
    long share = new Recovery(Recovery.Per.PERCENT, hundredths).share(paid, paid, Long.MAX_VALUE, 0, 1);
    assertThat(BigInteger.valueOf(share)).isEqualTo(
        BigInteger.valueOf(paid).multiply(BigInteger.valueOf(hundredths)).divide(BigInteger.valueOf(10_000)));
  }
}
