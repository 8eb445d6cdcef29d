package io.paywatt.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.demo.DemoAccounts.Resident;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoPropsTest {
  private static final Path CONFIG = Path.of("..", "..", "config");

  @TempDir
  private Path folder;

  @Test
  void each_run_has_twenty_residents_under_names_of_its_own() throws Exception {
    DemoAccounts accounts = DemoAccounts.read(CONFIG.resolve("demo/accounts.csv"), "D1A2B3");

    assertThat(accounts.residents()).hasSize(20).extracting(Resident::meter).doesNotHaveDuplicates()
        .allMatch(meter -> meter.matches("D1A2B3[0-9]{2}"));
    assertThat(accounts.residents()).extracting(Resident::account).doesNotHaveDuplicates();
    assertThat(accounts.residents()).extracting(Resident::phone).doesNotHaveDuplicates();
    assertThat(new String(accounts.csv(), StandardCharsets.UTF_8)).contains("王秀英").doesNotContain("DEMO");
  }

  @Test
  void each_shipped_text_gets_a_template_and_is_shown_with_its_values() throws Exception {
    DemoTexts texts = DemoTexts.make(CONFIG.resolve("texts"), folder.resolve("texts"));

    String chinese = Files.readString(folder.resolve("texts").resolve("zh-CN.yaml"));
    String template = chinese.substring(chinese.indexOf("low-balance:")).replaceFirst("(?s).*?template: (SMS_\\d+).*", "$1");
    assertThat(texts.kind(template)).isEqualTo("low-balance");
    assertThat(texts.render(template, Json.object().put("site", "香樟园").put("room", "1-101").put("balance", "4.80")
        .put("meter", "142"))).contains("香樟园1-101", "4.80", "142").doesNotContain("{");
    assertThat(chinese.lines().filter(line -> line.startsWith("  text:")).count())
        .isEqualTo(chinese.lines().filter(line -> line.startsWith("  template: SMS_")).count());
  }

  @Test
  void waiting_in_vain_says_for_what_and_what_was_seen() {
    AtomicInteger looks = new AtomicInteger();

    assertThatThrownBy(() -> Waiting.until("ten", Duration.ofMillis(1), looks::incrementAndGet, seen -> seen == 10))
        .isInstanceOf(StepFailed.class).hasMessageContaining("waited 0 s for ten; seen last: ");
  }
}
