package io.paywatt.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StatsTest {
  @Test
  void the_median_is_the_middle_value_whatever_the_order() {
    assertThat(Stats.median(9, 1, 5)).isEqualTo(5);
    assertThat(Stats.median(7)).isEqualTo(7);
  }

  @Test
  void the_median_of_an_even_number_is_the_mean_of_the_two_in_the_middle() {
    assertThat(Stats.median(4, 1, 100, 2)).isEqualTo(3);
  }

  @Test
  void a_percentile_is_a_value_that_occurred() {
    long[] hundred = LongStream.rangeClosed(1, 100).map(i -> 101 - i).toArray();
    assertThat(Stats.percentile(hundred, 50)).isEqualTo(50);
    assertThat(Stats.percentile(hundred, 99)).isEqualTo(99);
    assertThat(Stats.percentile(hundred, 100)).isEqualTo(100);
    assertThat(Stats.percentile(new long[] {3, 1, 2}, 99)).isEqualTo(3);
    assertThat(Stats.percentile(new long[] {3, 1, 2}, 50)).isEqualTo(2);
    assertThat(Stats.percentile(new long[] {4}, 1)).isEqualTo(4);
  }

  @Test
  void no_values_and_a_percent_out_of_range_are_refused() {
    assertThatThrownBy(() -> Stats.median()).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Stats.percentile(new long[0], 50)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Stats.percentile(new long[] {1}, 101)).hasMessageContaining("101");
  }

  @Test
  void a_comparison_gives_median_rates_their_ratio_and_latencies_in_milliseconds() {
    Comparison comparison = new Comparison("payments",
        List.of(round(100, 2_000_000), round(50, 1_000_000), round(90, 4_000_000)),
        List.of(round(200, 1), round(180, 1), round(1, 1)));
    assertThat(comparison.hubRate()).isEqualTo(90);
    assertThat(comparison.limitRate()).isEqualTo(180);
    assertThat(comparison.ratio()).isEqualTo(0.5); // of 0.5, 0.28 and 90
    assertThat(Comparison.millis(comparison.hub(), 99)).isEqualTo(2);
  }

  private static Measure round(int perSecond, long latencyNanos) {
    return new Measure(perSecond * 2, 2_000_000_000L, new long[] {latencyNanos, latencyNanos});
  }
}
