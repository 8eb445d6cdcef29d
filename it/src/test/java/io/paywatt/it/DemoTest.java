package io.paywatt.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.paywatt.it.support.HubProcess;
import org.junit.jupiter.api.Test;

/** {@code ./paywatt demo --exit}: the whole story, from outside. */
class DemoTest {
  @Test
  void every_step_of_the_story_holds_and_nothing_is_left_standing() {
    HubProcess demo = new HubProcess("demo");
    HubProcess.Result story = demo.run("demo", "--exit");
    assertThat(story.output()).contains("steps held").doesNotContain("✗");
    assertThat(story.exit()).isZero();
    assertThat(demo.data().resolve("embedded/state.properties")).doesNotExist();
  }
}
