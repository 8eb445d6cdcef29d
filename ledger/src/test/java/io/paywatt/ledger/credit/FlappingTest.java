package io.paywatt.ledger.credit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import io.paywatt.ledger.EffectsHouse;
import io.paywatt.ledger.money.Nano;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FlappingTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final CreditRules RULES = new CreditRules(List.of(2000L, 500L), 0, Duration.ofHours(24), null, null, ZONE);
  private static EffectsHouse house;

  @BeforeAll static void open() {
    house = EffectsHouse.open("flapping");
    house.room(1, "en", "13800000001");
  }

  @Test void a_thousand_crossings_in_an_hour_are_one_message_a_stage_and_hour() {
    CreditDesk desk = new CreditDesk(RULES);
    long high = 25 * Nano.PER_UNIT;
    for (int i = 0; i < 1000; i++) {
      long low = (i % 2 == 0 ? 4 : 15) * Nano.PER_UNIT;
      house.store.inTransaction(handle -> {
        Instant now = house.store.now();
        desk.afterConsumption(handle, 1, "CNY", low, now, now);
        desk.afterPayment(handle, 1, "CNY", high, now);
        return null;
      });
      house.passTime(Duration.ofMillis(3500));
    }
    house.outbox.dispatch();
    assertThat(house.texts("SELECT CONCAT(JSON_VALUE(params, '$.stage'), ' ', state, ' ', COUNT(*)) FROM notice"
        + " GROUP BY JSON_VALUE(params, '$.stage'), state ORDER BY 1"))
        .containsExactly("1 queued 1", "1 skipped 499", "2 queued 1", "2 skipped 499");
  }

  @Property(tries = 100)
  void a_balance_that_swings_within_a_tenth_above_a_threshold_warns_once(
      @ForAll @Size(min = 1, max = 50) List<@LongRange(min = 1500, max = 2200) Long> balances) {
    int stage = 0;
    int warnings = 0;
    for (long minor : balances) {
      int next = RULES.stageAfter(stage, Nano.fromMinor(minor, "CNY"), "CNY", null);
      warnings += next > stage ? 1 : 0;
      stage = next;
    }
    assertThat(warnings).isEqualTo(balances.stream().anyMatch(minor -> minor <= 2000) ? 1 : 0);
  }
}
