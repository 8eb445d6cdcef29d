package io.paywatt.hub.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HubWatchTest {
  private static final Map<String, String> DOWN = Map.of("broker", "connection refused");
  private final List<String> told = new ArrayList<>();
  private final HubWatch watch = new HubWatch(Clock.systemUTC(), "hub-1", effect -> told.add(effect.payload()
      .replaceAll(",\"at\":\"[^\"]*\"", "")));

  @Test void trouble_that_lasts_is_told_once_and_so_is_its_end() {
    watch.note(DOWN);
    watch.note(DOWN);
    watch.note(DOWN);
    watch.note(Map.of());
    watch.note(Map.of());
    assertThat(told).hasSize(2);
    assertThat(told.get(0)).contains("hub-trouble", "\"part\":\"hub-1 broker\",\"fault\":\"connection refused\"");
    assertThat(told.get(1)).contains("hub-well");
  }

  @Test void a_moment_of_trouble_is_not_told() {
    watch.note(DOWN);
    watch.note(Map.of());
    watch.note(DOWN);
    watch.note(Map.of());
    assertThat(told).isEmpty();
  }
}
