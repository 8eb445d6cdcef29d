package io.paywatt.ledger.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HalvesTest {
  /** Ten values of each of a hundred keys. */
  private static final List<String> VALUES = IntStream.range(0, 1000)
      .mapToObj(i -> "B-" + i % 100 * 2 + " " + i / 100).toList();

  private static String key(String value) {
    return value.substring(0, value.indexOf(' '));
  }

  @Test
  void both_are_at_work_at_the_same_time_and_each_key_is_whole_in_one() {
    CyclicBarrier both = new CyclicBarrier(2);
    List<List<String>> halves = Halves.work(VALUES, HalvesTest::key, half -> {
      try {
        both.await(60, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      return half;
    }).toList();
    assertThat(halves).hasSize(2).allSatisfy(half -> assertThat(half.size()).isBetween(250, 750));
    Set<String> first = Set.copyOf(halves.get(0).stream().map(HalvesTest::key).toList());
    assertThat(halves.get(1)).map(HalvesTest::key).doesNotContainAnyElementsOf(first);
    assertThat(halves).allSatisfy(half -> assertThat(half).isSortedAccordingTo((a, b) ->
        key(a).equals(key(b)) ? a.compareTo(b) : 0));
    assertThat(halves.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(VALUES);
  }

  @Test
  void a_half_that_fails_is_told_when_the_other_has_ended() {
    Set<List<String>> begun = ConcurrentHashMap.newKeySet();
    assertThatThrownBy(() -> Halves.work(VALUES, HalvesTest::key, half -> {
      begun.add(half);
      throw new IllegalArgumentException("no room");
    })).isInstanceOf(IllegalArgumentException.class).hasMessage("no room");
    assertThat(begun).hasSize(2);
  }

  @Test
  void values_of_one_key_are_not_divided() {
    assertThat(Halves.work(List.of("A 1", "A 2"), HalvesTest::key, List::copyOf)).containsExactly(List.of("A 1", "A 2"));
  }
}
