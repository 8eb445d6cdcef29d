package io.paywatt.ledger.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import io.paywatt.ledger.Misconfigured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticeRulesTest {
  private static final Path SHIPPED = Path.of("..", "config", "notices.yaml");
  @TempDir Path folder;

  @Test void the_shipped_rules_put_power_and_safety_before_money_before_warnings_before_news() {
    NoticeRules rules = NoticeRules.load(SHIPPED);
    assertThat(List.of("cut-off", "alert-broken-neutral", "receipt", "low-balance", "alert-overload", "tariff-change"))
        .extracting(kind -> rules.of(kind).importance()).isSorted();
    assertThat(rules.of("receipt").channels()).containsExactly("wechat-mini", "wechat-mp", "fcm", "web-push", "sms", "email");
    assertThat(rules.provider("aliyun").cost()).isEqualTo(45_000_000);
    assertThat(rules.choices()).containsEntry("news", true).hasSize(1);
  }

  @Test void every_fault_is_named_with_its_line() throws IOException {
    Path file = folder.resolve("notices.yaml");
    Files.writeString(file, Files.readString(SHIPPED).replaceAll("(?m)^#.*\n", "").replace("segments: 3", "segments: 0")
        .replace("segments: 0", "segments: 0\nquiet-hours: at night").replace("[token, cut-off-soon", "[token, cut-of").replace("cost: 0.35", "cost: cheap")
        .replace("    again-after: 1h", "    again: 1h").replace("expires: 72h", "expires: 6h")
        .replace("consent: opt-out", "consent: maybe"));
    List<String> faults = catchThrowableOfType(Misconfigured.class, () -> NoticeRules.load(file)).faults();
    assertThat(faults).allMatch(fault -> fault.matches(".*notices\\.yaml:\\d+: .*")).satisfiesExactlyInAnyOrder(
        fault -> assertThat(fault).contains("segments is '0', allowed is a whole number from 1"),
        fault -> assertThat(fault).contains("quiet-hours is 'at night', allowed is from-to such as 22:00-07:00"),
        fault -> assertThat(fault).contains("'cut-of' is no kind of notice", "cut-off"),
        fault -> assertThat(fault).contains("'cut-off-soon' is in no class, allowed is one"),
        fault -> assertThat(fault).contains("cost is 'cheap', allowed is an amount"),
        fault -> assertThat(fault).contains("unknown key 'again'"),
        fault -> assertThat(fault).contains("expires is 6h, allowed is 24h or more for a class that waits in quiet hours"),
        fault -> assertThat(fault).contains("consent is 'maybe', allowed are none, opt-out and opt-in"));
  }
}
