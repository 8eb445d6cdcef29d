package io.paywatt.ledger.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import io.paywatt.ledger.MeteringHouse;
import io.paywatt.ledger.MeteringHouse.Home;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.user.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What speaks against a cut, one rule a test; each reason is seen by staff, and the cut happens when it ends. */
class CutRulesTest {
  /** Monday, 16:00 in Shanghai. */
  private static final Instant MONDAY = Instant.parse("2026-11-23T08:00:00Z");
  private static final Instant SATURDAY = MONDAY.plus(Duration.ofDays(5));
  private static MeteringHouse house;
  private Home home;
  private Instant now = MONDAY;
  private boolean estimated;

  @BeforeAll
  static void open() {
    house = new MeteringHouse("cut_rules");
  }

  @BeforeEach
  void home() {
    home = house.home("flat", 0);
    house.clock.set(now);
  }

  @AfterEach
  void ordinaryDays() {
    house.sql("DELETE FROM protected_day");
    house.sql("DELETE FROM credit_terms");
  }

  private static CreditRules rules(CreditTerms terms) {
    return new CreditRules(List.of(1000L), List.of(), Duration.ofHours(24), Duration.ofDays(7), MeteringHouse.ZONE, terms);
  }

  private static CreditTerms terms(long emergency, String hours, boolean weekends, int grace) {
    return new CreditTerms(emergency, 0, Recovery.parse("20%"), hours == null ? null : Hours.parse(hours), weekends, grace);
  }

  private final CreditRules usual = rules(terms(0, null, false, 0));

  private void usedUp(CreditRules rules) {
    consumed(rules, 0);
  }

  private void consumed(CreditRules rules, long balance) {
    house.store.inTransaction(handle -> {
      new CreditDesk(rules).review(handle, List.of(new Standing(home.accountId(), "CNY", balance, now, estimated)), now);
      return null;
    });
  }

  private String number() {
    return house.texts("SELECT number FROM account WHERE id = ?", home.accountId()).get(0);
  }

  private CreditView view() {
    return new CreditBoard(house.store, new CreditDesk(usual)).view(number());
  }

  private boolean isCut() {
    return house.texts("SELECT relay_wanted FROM meter_state WHERE meter_id = ?", home.meterId()).contains("open");
  }

  private void assertDeferred(String reason, Instant until) {
    assertThat(isCut()).isFalse();
    assertThat(view().deferred().reason()).isEqualTo(reason);
    assertThat(view().deferred().until()).isEqualTo(until == null ? null : until.toString());
  }

  private void assertCut() {
    assertThat(isCut()).isTrue();
    assertThat(view().deferred()).isNull();
  }

  @Test
  void nothing_speaks_against_it() {
    usedUp(usual);
    assertCut();
  }

  @Test
  void a_held_account_is_not_cut_until_the_hold_ends() {
    var board = new CreditBoard(house.store, new CreditDesk(usual));
    Instant until = now.plus(Duration.ofDays(2));
    CreditView view = board.hold(number(), "dialysis at home", until, "anna");
    assertThat(view.hold().by()).isEqualTo("anna");
    usedUp(usual);
    assertDeferred("held", until);
    now = until;
    usedUp(usual);
    assertCut();
  }

  @Test
  void a_hold_taken_back_lets_the_next_review_cut() {
    var board = new CreditBoard(house.store, new CreditDesk(usual));
    board.hold(number(), "dialysis at home", null, "anna");
    usedUp(usual);
    assertDeferred("held", null);
    board.release(number(), "anna");
    usedUp(usual);
    assertCut();
    assertThatThrownBy(() -> board.release(number(), "anna")).isInstanceOf(Rejected.class).hasMessageContaining("not held");
  }

  @Test
  void a_hold_gives_a_cut_account_its_power_back_and_the_next_review_after_it_cuts_again() {
    var board = new CreditBoard(house.store, new CreditDesk(usual));
    usedUp(usual);
    assertCut();
    board.hold(number(), "dialysis at home", null, "anna");
    assertThat(isCut()).isFalse();
    usedUp(usual);
    assertDeferred("held", null);
    board.release(number(), "anna");
    usedUp(usual);
    assertCut();
  }

  @Test
  void a_hold_turns_nothing_of_an_account_that_has_credit() {
    house.sql("UPDATE meter_state SET relay_wanted = 'open' WHERE meter_id = ?", home.meterId());
    new CreditBoard(house.store, new CreditDesk(usual)).hold(number(), "holidays", null, "anna");
    assertThat(isCut()).isTrue();
  }

  @Test
  void money_that_is_taken_back_while_an_estimate_is_the_newest_reading_is_no_reason_for_a_cut() {
    for (String quality : List.of("estimated", "measured")) {
      house.sql("REPLACE INTO reading (meter_id, at, energy_wh, received_at, quality) VALUES (?, ?, 1, ?, ?)", home.meterId(),
          Store.utc(now), Store.utc(now), quality);
      house.sql("UPDATE meter_state SET last_reading_at = ? WHERE meter_id = ?", Store.utc(now), home.meterId());
      house.store.inTransaction(handle -> {
        new CreditDesk(usual).afterWithdrawal(handle, home.accountId(), "CNY", 0, now);
        return null;
      });
      assertThat(isCut()).isEqualTo(quality.equals("measured"));
    }
  }

  @Test
  void a_hold_needs_a_reason_and_an_end_in_the_future() {
    var board = new CreditBoard(house.store, new CreditDesk(usual));
    assertThatThrownBy(() -> board.hold(number(), " ", null, "anna")).hasMessageContaining("reason is missing");
    assertThatThrownBy(() -> board.hold(number(), "x", now, "anna")).hasMessageContaining("allowed is a time in the future");
    assertThatThrownBy(() -> board.hold("nobody", "x", null, "anna")).hasMessageContaining("account nobody is not known");
  }

  @Test
  void grace_after_the_import_ends_to_the_instant() {
    house.sql("UPDATE account SET created_at = ? WHERE id = ?", Store.utc(now.minus(Duration.ofDays(29))), home.accountId());
    CreditRules grace = rules(terms(0, null, false, 30));
    usedUp(grace);
    assertDeferred("grace", now.plus(Duration.ofDays(1)));
    now = now.plus(Duration.ofDays(1));
    usedUp(grace);
    assertCut();
  }

  @Test
  void holidays_and_weather_days_are_without_a_cut_everywhere_or_at_one_site() {
    ProtectedDays days = new ProtectedDays(house.store);
    Instant tomorrow = Instant.parse("2026-11-23T16:00:00Z");
    days.set(LocalDate.parse("2026-11-23"), "holiday", "Founders' day", null, "anna");
    usedUp(usual);
    assertDeferred("holiday", tomorrow);
    days.set(LocalDate.parse("2026-11-23"), "weather", "-15 degrees", "South campus", "anna");
    usedUp(usual);
    assertDeferred("weather", tomorrow);
    now = tomorrow;
    usedUp(usual);
    assertCut();
  }

  @Test
  void a_day_said_to_be_ordinary_again_is_cut_on() {
    ProtectedDays days = new ProtectedDays(house.store);
    days.set(LocalDate.parse("2026-11-23"), "holiday", "By mistake", null, "anna");
    days.set(LocalDate.parse("2026-11-23"), null, null, null, "anna");
    assertThat(days.from(LocalDate.parse("2026-01-01"), Scope.EVERY)).isEmpty();
    usedUp(usual);
    assertCut();
  }

  @Test
  void weekends_are_without_a_cut_unless_people_work_on_them() {
    CreditRules weekends = rules(terms(0, null, true, 0));
    now = SATURDAY;
    usedUp(weekends);
    assertDeferred("weekend", Instant.parse("2026-11-28T16:00:00Z"));
    new ProtectedDays(house.store).set(LocalDate.parse("2026-11-28"), "working", "Shifted Monday", null, "anna");
    usedUp(weekends);
    assertCut();
  }

  @Test
  void protected_hours_say_when_they_end_also_over_midnight() {
    CreditRules night = rules(terms(0, "15:00-07:00", false, 0));
    usedUp(night);
    assertDeferred("protected-hours", Instant.parse("2026-11-23T23:00:00Z"));
    now = Instant.parse("2026-11-23T22:59:00Z");
    usedUp(night);
    assertDeferred("protected-hours", Instant.parse("2026-11-23T23:00:00Z"));
    now = Instant.parse("2026-11-23T23:00:00Z");
    usedUp(night);
    assertCut();
  }

  @Test
  void a_pending_payment_speaks_against_it() {
    house.sql("INSERT INTO topup (id, idempotency_key, request_sha256, provider, account_id, meter_id, amount, currency,"
        + " state, created_at) VALUES (?, ?, '', 'wechat', ?, ?, 100, 'CNY', 'ordered', ?)", "PC" + home.meterId(),
        "c" + home.meterId(), home.accountId(), home.meterId(), Store.utc(now));
    usedUp(usual);
    assertDeferred("payment-pending", now.plus(Duration.ofMinutes(10)));
  }

  @Test
  void old_readings_and_estimated_ones_are_no_reason_for_a_cut() {
    house.store.inTransaction(handle -> {
      new CreditDesk(usual).afterConsumption(handle, home.accountId(), "CNY", 0, now.minus(Duration.ofHours(25)), now);
      return null;
    });
    assertDeferred("readings-old", null);
    estimated = true;
    usedUp(usual);
    assertDeferred("readings-estimated", null);
    estimated = false;
    usedUp(usual);
    assertCut();
  }

  @Test
  void emergency_credit_of_the_account_comes_before_that_of_its_site_and_the_configuration() {
    var board = new CreditBoard(house.store, new CreditDesk(usual));
    board.setSite("South campus", before -> new TermsChange(500L, null, null, null, null, null), "anna");
    consumed(usual, -4 * Nano.PER_UNIT);
    assertThat(isCut()).isFalse();
    assertThat(view().state()).isEqualTo("emergency");
    assertThat(view().site().emergency()).isEqualTo(500);
    board.setAccount(number(), before -> new TermsChange(300L, null, null, null, null, null), "anna");
    assertThat(view().terms().emergency()).isEqualTo(300);
    consumed(usual, -4 * Nano.PER_UNIT);
    assertCut();
  }

  @Test
  void a_reason_keeps_the_time_at_which_it_was_found_first() {
    CreditRules night = rules(terms(0, "15:00-07:00", false, 0));
    usedUp(night);
    Instant first = now;
    now = now.plus(Duration.ofHours(1));
    usedUp(night);
    assertThat(view().deferred().since()).isEqualTo(first.toString());
  }

  @Test
  void a_payment_ends_the_reason() {
    usedUp(rules(terms(0, "15:00-07:00", false, 0)));
    house.store.inTransaction(handle -> {
      new CreditDesk(usual).afterPayment(handle, home.accountId(), "CNY", Nano.PER_UNIT, now);
      return null;
    });
    assertThat(view().deferred()).isNull();
    assertThat(view().state()).isEqualTo("low");
  }

  @Test
  void wrong_terms_are_named_with_what_is_allowed() {
    assertThatThrownBy(() -> new TermsChange(-1L, null, null, null, null, null)).hasMessageContaining("emergency is -1");
    assertThatThrownBy(() -> new TermsChange(null, null, "95%", null, null, null)).hasMessageContaining("recovery is '95%'");
    assertThatThrownBy(() -> new TermsChange(null, null, null, "7-9", null, null)).hasMessageContaining("22:00-07:00");
    assertThatThrownBy(() -> new ProtectedDays(house.store).set(LocalDate.now(), "snow", "x", null, "anna"))
        .hasMessageContaining("allowed is holiday, weather, working");
  }
}
