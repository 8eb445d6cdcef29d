package io.paywatt.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTimeTest {
  @ParameterizedTest
  @CsvSource({"2026-11-28T12:00, 2026-11-28 12:00:00.000", "2026-01-02T03:04:05.006, 2026-01-02 03:04:05.006",
      "2026-11-28T23:59:59.999, 2026-11-28 23:59:59.999", "2026-11-28T23:59:59.000001, 2026-11-28 23:59:59.000001",
      "2026-11-28T10:20:30.123456789, 2026-11-28 10:20:30.123456", "0001-01-01T00:00:00.0000009, 0001-01-01 00:00:00.000"})
  void a_time_is_written_as_the_server_writes_it(LocalDateTime time, String text) {
    assertThat(SqlTime.text(time)).isEqualTo(text);
  }
}
