package io.paywatt.meter.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paywatt.meter.topic.MeterTopics.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeterTopicsTest {
  private final MeterTopics topics = new MeterTopics("site/paywatt");

  @ParameterizedTest
  @EnumSource
  void a_topic_that_was_built_is_taken_apart_again(Kind kind) {
    MeterSerial serial = new MeterSerial("142-7.A_9");
    assertThat(topics.parse(topics.topic(serial, kind))).isEqualTo(new MeterTopics.Parsed(serial, kind));
  }

  @Test
  void the_filter_takes_every_meter() {
    assertThat(topics.filter(Kind.READING)).isEqualTo("site/paywatt/+/reading");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "+", "#", "a+", "\u6c34", "a\u0000", "a\n",
      "12345678901234567890123456789012345678901234567890123456789012345"})
  void a_serial_that_is_no_level_of_a_topic_is_refused(String serial) {
    assertThatThrownBy(() -> new MeterSerial(serial)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("allowed are 1 to 64 of");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "site/paywatt", "site/paywatt/7", "site/paywatt//reading", "other/7/reading",
      "site/paywatt/7/reading/x", "site/paywatt/7/Reading", "site/paywattx/7/reading"})
  void a_foreign_topic_is_refused(String topic) {
    assertThatThrownBy(() -> topics.parse(topic)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("allowed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "/a", "a/", "a/+", "a#", "$share"})
  void a_prefix_that_is_no_beginning_of_a_topic_is_refused(String prefix) {
    assertThatThrownBy(() -> new MeterTopics(prefix)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("topic prefix is '" + prefix + "'");
  }
}
