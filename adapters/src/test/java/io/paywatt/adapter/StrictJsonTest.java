package io.paywatt.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import io.paywatt.ledger.Rejected;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
  private static Instant time(String text) {
    return StrictJson.time(StrictJson.object("{\"paidAt\":\"%s\"}".formatted(text).getBytes(UTF_8), "the notice"), "paidAt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-23T12:00:00+08:00", "2026-11-23T04:00:00Z", "2026-11-23T04:00:00.000Z",
      "2026-11-23T04:00:00-00:00", "2026-11-22T23:30:00-04:30", "2026-11-23T04:00:00.000000000+00:00"})
  void times_of_every_zone_that_the_standard_knows_are_read(String text) {
    assertThat(time(text)).isEqualTo(Instant.parse("2026-11-23T04:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-23T12:00:00", "2026-11-23", "2026-11-23T12:00+08:00", "2026-02-30T12:00:00Z", "", "-00:00",
      "2026-11-23T24:00:00Z", "2026-11-23T12:00:60Z"})
  void anything_else_is_refused_by_the_name_of_the_field(String text) {
    assertThatThrownBy(() -> time(text)).isInstanceOf(Rejected.class).hasMessageContaining("paidAt");
  }
}
