package io.paywatt.ledger.credit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import io.paywatt.ledger.MeteringHouse;
import io.paywatt.ledger.MeteringHouse.Home;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.store.Store;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CreditDeskTest {
  private static final long YUAN = Nano.PER_UNIT;
  private static MeteringHouse house;
  private Home home;
  private Instant now;
  private CreditDesk desk = desk(0, null, null);

  @BeforeAll
  static void open() {
    house = new MeteringHouse("credit_desk");
  }

  @BeforeEach
  void home() {
    home = house.home("flat", 0);
    now = house.store.now();
  }

  private static CreditDesk desk(long emergencyMinor, String from, String to) {
    return new CreditDesk(new CreditRules(List.of(2000L, 1000L, 500L), emergencyMinor, Duration.ofHours(24),
        from == null ? null : LocalTime.parse(from), to == null ? null : LocalTime.parse(to), MeteringHouse.ZONE));
  }

  private void consumed(long nano) {
    consumed(nano, now);
  }

  private void consumed(long nano, Instant newestReading) {
    house.store.inTransaction(handle -> {
      desk.afterConsumption(handle, home.accountId(), "CNY", nano, newestReading, now);
      return null;
    });
  }

  private void paid(long nano) {
    house.store.inTransaction(handle -> {
      desk.afterPayment(handle, home.accountId(), "CNY", nano, now);
      return null;
    });
  }

  private List<String> notices() {
    return house.texts("SELECT CONCAT(JSON_VALUE(payload, '$.kind'), ' ', JSON_VALUE(payload, '$.params.stage')) FROM outbox"
        + " WHERE kind = 'notice' AND JSON_VALUE(payload, '$.accountId') = ? ORDER BY id", home.accountId());
  }

  private List<String> commands() {
    return house.texts("SELECT CONCAT(effect_key, ' ', JSON_QUERY(payload, '$.body')) FROM outbox"
        + " WHERE kind = 'meter-command' AND JSON_VALUE(payload, '$.meterId') = ? ORDER BY id", home.meterId());
  }

  private String state() {
    return house.texts("SELECT state FROM account_credit WHERE account_id = ?", home.accountId()).get(0);
  }

  private String wanted() {
    return house.texts("SELECT relay_wanted FROM meter_state WHERE meter_id = ?", home.meterId()).get(0);
  }

  @Test
  void each_stage_warns_once_until_the_balance_rises_above_it_again() {
    consumed(21 * YUAN);
    consumed(20 * YUAN);
    consumed(15 * YUAN);
    consumed(9 * YUAN);
    consumed(8 * YUAN);
    paid(12 * YUAN);
    consumed(11 * YUAN);
    consumed(10 * YUAN);
    assertThat(notices()).containsExactly("low-balance 1", "low-balance 2", "low-balance 2");
    assertThat(state()).isEqualTo("low");
  }

  @Test
  void several_stages_crossed_at_once_are_one_message() {
    consumed(4 * YUAN);
    assertThat(notices()).containsExactly("low-balance 3");
  }

  @Test
  void an_empty_balance_opens_the_relay_once_and_a_payment_closes_it() {
    consumed(0);
    consumed(-YUAN);
    assertThat(state()).isEqualTo("exhausted");
    assertThat(wanted()).isEqualTo("open");
    paid(50 * YUAN);
    assertThat(state()).isEqualTo("ok");
    assertThat(wanted()).isEqualTo("closed");
    String relay = "relay:" + home.meterId() + ":";
    assertThat(commands()).containsExactly(relay + "1 {\"relay\":\"open\",\"seq\":1}", relay + "2 {\"relay\":\"closed\",\"seq\":2}");
    assertThat(notices()).containsExactly("low-balance 3", "cut-off 3", "restored 0");
  }

  @Test
  void a_second_cut_has_keys_of_its_own() {
    consumed(0);
    paid(50 * YUAN);
    consumed(0);
    paid(50 * YUAN);
    assertThat(commands()).hasSize(4);
    assertThat(notices()).containsExactly("low-balance 3", "cut-off 3", "restored 0", "low-balance 3", "cut-off 3", "restored 0");
  }

  @Test
  void a_payment_without_a_cut_restores_nothing() {
    consumed(4 * YUAN);
    paid(50 * YUAN);
    assertThat(commands()).isEmpty();
    assertThat(notices()).containsExactly("low-balance 3");
  }

  @Test
  void a_payment_never_warns() {
    paid(4 * YUAN);
    assertThat(notices()).isEmpty();
    consumed(3 * YUAN);
    assertThat(notices()).containsExactly("low-balance 3");
  }

  @Test
  void a_payment_that_does_not_reach_above_zero_restores_nothing_yet() {
    consumed(-3 * YUAN);
    paid(0);
    assertThat(wanted()).isEqualTo("open");
    paid(1);
    assertThat(wanted()).isEqualTo("closed");
  }

  @Test
  void emergency_credit_is_used_before_the_cut_and_repaid_before_the_power() {
    desk = desk(500, null, null);
    consumed(-4 * YUAN);
    assertThat(state()).isEqualTo("emergency");
    assertThat(wanted()).isEqualTo("closed");
    consumed(-5 * YUAN);
    assertThat(wanted()).isEqualTo("open");
    paid(-2 * YUAN);
    assertThat(wanted()).isEqualTo("open");
    assertThat(state()).isEqualTo("exhausted");
    paid(3 * YUAN);
    assertThat(wanted()).isEqualTo("closed");
  }

  @Test
  void nobody_is_cut_on_old_readings() {
    consumed(0, now.minus(Duration.ofHours(25)));
    assertThat(wanted()).isEqualTo("closed");
    assertThat(state()).isEqualTo("exhausted");
    consumed(0);
    assertThat(wanted()).isEqualTo("open");
  }

  @Test
  void nobody_is_cut_in_protected_hours_also_over_midnight() {
    desk = desk(0, "17:00", "09:00");
    for (String protectedTime : List.of("2026-11-23T09:00:00Z", "2026-11-23T16:30:00Z", "2026-11-24T00:59:59Z")) {
      now = Instant.parse(protectedTime);
      consumed(0);
      assertThat(wanted()).isEqualTo("closed");
    }
    now = Instant.parse("2026-11-24T01:00:00Z");
    consumed(0);
    assertThat(wanted()).isEqualTo("open");
  }

  @Test
  void nobody_is_cut_while_money_may_be_on_its_way() {
    house.sql("INSERT INTO topup (id, idempotency_key, request_sha256, provider, account_id, meter_id, amount, currency,"
        + " state, created_at) VALUES (?, ?, '', 'wechat', ?, ?, 100, 'CNY', 'ordered', ?)", "PW" + home.meterId(),
        "k" + home.meterId(), home.accountId(), home.meterId(), Store.utc(now));
    consumed(0);
    assertThat(wanted()).isEqualTo("closed");
    now = now.plus(Duration.ofMinutes(11));
    consumed(0);
    assertThat(wanted()).isEqualTo("open");
  }

  @Test
  void all_meters_of_the_account_are_cut_and_restored_with_one_message() {
    house.meter(home.accountId(), 1, 1000);
    consumed(0);
    paid(YUAN * 100);
    assertThat(house.number("SELECT COUNT(*) FROM outbox WHERE effect_key LIKE 'relay:%' AND JSON_VALUE(payload, '$.meterId')"
        + " IN (SELECT id FROM meter WHERE account_id = ?)", home.accountId())).isEqualTo(4);
    assertThat(notices()).containsExactly("low-balance 3", "cut-off 3", "restored 0");
  }

  @Test
  void a_relay_that_staff_opened_stays_open_when_money_comes() {
    house.sql("UPDATE meter_state SET relay_wanted = 'open' WHERE meter_id = ?", home.meterId());
    paid(50 * YUAN);
    assertThat(wanted()).isEqualTo("open");
  }

  @Test
  void shares_of_the_last_payment_warn_besides_amounts() {
    desk = new CreditDesk(new CreditRules(List.of(500L), List.of(), Duration.ofHours(24), Duration.ofDays(7), MeteringHouse.ZONE,
        new CreditTerms(0, 0, Recovery.parse("20%"), null, false, 0),
        new Warnings(List.of(50, 10), List.of(), Duration.ZERO, Duration.ZERO)));
    paid(100 * YUAN);
    consumed(51 * YUAN);
    consumed(50 * YUAN);
    consumed(53 * YUAN);
    consumed(10 * YUAN);
    consumed(5 * YUAN);
    assertThat(notices()).containsExactly("low-balance 1", "low-balance 2", "low-balance 3");
    paid(200 * YUAN);
    consumed(99 * YUAN);
    assertThat(notices()).hasSize(4);
  }

  @Test
  void a_cut_is_announced_and_made_after_the_time_that_was_named() {
    desk = new CreditDesk(new CreditRules(List.of(), List.of(), Duration.ofHours(24), Duration.ofDays(7), MeteringHouse.ZONE,
        new CreditTerms(0, 0, Recovery.parse("20%"), null, false, 0),
        new Warnings(List.of(), List.of(), Duration.ofHours(2), Duration.ZERO)));
    Instant named = now.plus(Duration.ofHours(2));
    consumed(0);
    consumed(0);
    assertThat(wanted()).isEqualTo("closed");
    assertThat(house.texts("SELECT JSON_VALUE(payload, '$.params.at') FROM outbox WHERE effect_key LIKE ?",
        "cut-off-soon:" + home.accountId() + ":%")).containsExactly(named.toString());
    now = named;
    consumed(0);
    assertThat(wanted()).isEqualTo("open");
    assertThat(notices()).containsExactly("cut-off-soon 0", "cut-off 0");
  }

  @Test
  void what_puts_a_cut_off_to_a_known_time_announces_it() {
    desk = desk(0, "17:00", "09:00");
    now = Instant.parse("2026-11-23T09:00:00Z");
    consumed(0);
    now = now.plusSeconds(300);
    consumed(-1);
    assertThat(notices()).containsExactly("low-balance 3", "cut-off-soon 3");
  }
}
