package io.paywatt.meter.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicPatternTest {
  @ParameterizedTest
  @CsvSource({"dtu/{gateway}/up, dtu/+/up, dtu/7/up, {gateway=7}", "acme/{device}-post, acme/+, acme/4711-post, {device=4711}",
      "/gw/{product}/data/{sn}, /gw/+/data/+, /gw/a/data/b, '{product=a, sn=b}'", "a/+/{x}/#, a/+/+/#, a/b/c/d/e, {x=c}"})
  void a_topic_is_subscribed_to_and_read(String text, String filter, String topic, String names) {
    TopicPattern pattern = TopicPattern.of(text);
    assertThat(pattern.filter()).isEqualTo(filter);
    assertThat(pattern.match(topic).orElseThrow()).hasToString(names);
  }

  @Test
  void another_topic_under_the_same_filter_is_not_read() {
    assertThat(TopicPattern.of("acme/{device}-post").match("acme/4711-set")).isEmpty();
    assertThat(TopicPattern.of("dtu/{gateway}/up").match("dtu/1/2/up")).isEmpty();
    assertThat(TopicPattern.of("a.b/{x}").match("aXb/1")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/{B}/c", "a/b+/c", "a/#/c", "a/{b", "$SYS/a", "", "a/{x}/{x}"})
  void what_can_be_no_topic_is_refused(String text) {
    assertThatThrownBy(() -> TopicPattern.of(text)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("topic is '" + text + "'");
  }

  @Test
  void a_value_can_not_leave_its_level() {
    TopicPattern pattern = TopicPattern.of("dtu/{gateway}/down");
    assertThat(pattern.fill(Map.of("gateway", "7"))).isEqualTo("dtu/7/down");
    for (String value : new String[] {"", "a/b", "+", "#"}) {
      assertThatThrownBy(() -> pattern.fill(Map.of("gateway", value))).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> pattern.fill(Map.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
