package io.paywatt.simulator.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import io.paywatt.simulator.meter.LinkFaults.Passed;
import io.paywatt.simulator.meter.LinkFaults.Rates;
import org.junit.jupiter.api.Test;

class LinkFaultsTest {
  private static final Rates BAD = new Rates(0.1, 0.1, 0.1, 0.5, Duration.ofSeconds(5));

  @Test
  void a_perfect_link_passes_everything_at_once_and_in_order() {
    List<Passed<Integer>> passed = run(Rates.NONE, 1);

    assertThat(passed).extracting(Passed::message).isSorted().hasSize(1000).doesNotHaveDuplicates();
    assertThat(passed).allMatch(one -> one.after().isZero());
  }

  @Test
  void the_same_seed_gives_the_same_faults() {
    assertThat(run(BAD, 42)).isEqualTo(run(BAD, 42)).isNotEqualTo(run(BAD, 43));
  }

  @Test
  void a_bad_link_loses_doubles_delays_and_reorders() {
    List<Integer> passed = run(BAD, 42).stream().map(Passed::message).toList();

    assertThat(passed.stream().distinct().count()).isBetween(850L, 950L);
    assertThat(passed).hasSizeGreaterThan((int) passed.stream().distinct().count() + 50);
    assertThat(passed).isNotEqualTo(passed.stream().sorted().toList());
    assertThat(run(BAD, 42)).anyMatch(one -> !one.after().isZero())
        .allMatch(one -> one.after().compareTo(Duration.ofSeconds(5)) <= 0);
  }

  private static List<Passed<Integer>> run(Rates rates, long seed) {
    LinkFaults link = new LinkFaults(rates, new Random(seed));
    List<Passed<Integer>> passed = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      passed.addAll(link.pass(i));
    }
    return passed;
  }
}
