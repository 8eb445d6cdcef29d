package io.paywatt.ledger.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import io.paywatt.ledger.Misconfigured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleFileTest {
  @TempDir private Path folder;

  @Test void the_delivered_rules_cover_every_kind() {
    assertThat(AnomalyRules.load(AnomalyHouse.RULES).kinds()).containsExactlyElementsOf(Anomalies.KINDS);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "meltdown: {tell: start}|1: 'meltdown' is no anomaly, allowed are over-voltage",
      "cover-open: {clear: 24h}|1: tell is missing",
      "cover-open: {clear: a day, tell: start}|1: clear is 'a day', allowed is a number and s, m, h or d",
      "cover-open: {clear: 1d, tell: loud}|1: tell is 'loud', allowed are none, start and both",
      "cover-open: {open: 3, clear: 1d, tell: both}|1: unknown key 'open'",
      "overload: {open: many, close: 1, for: 0s, clear: 0s, tell: none}|1: open is 'many', allowed is a number",
      "overload: {open: 5, close: 5, for: 0s, clear: 0s, tell: none}|1: close is 5, allowed is less than open, which is 5",
      "under-voltage: {open: 198, close: 190, for: 0s, clear: 0s, tell: none}|1: close is 190, allowed is more than open",
      "overload: {open: 5, close: 4, at-once: 3, for: 0s, clear: 0s, tell: none}|1: at-once is 3, allowed is what is worse",
      "`overload:\n  open: 5\n  open: 6`|3: key 'open' is given twice"})
  void what_is_wrong_is_named_with_file_and_line(String text, String fault) throws IOException {
    Path file = folder.resolve("anomalies.yaml");
    Files.writeString(file, text);
    assertThatThrownBy(() -> AnomalyRules.load(file)).isInstanceOf(Misconfigured.class)
        .hasMessageContaining("anomalies.yaml:" + fault);
  }

  @Test void a_file_that_is_not_there_is_named() {
    assertThatThrownBy(() -> AnomalyRules.load(folder.resolve("none.yaml"))).isInstanceOf(Misconfigured.class)
        .hasMessageContaining("none.yaml");
  }
}
