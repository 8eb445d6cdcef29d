package io.paywatt.ledger.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import io.paywatt.ledger.EffectsHouse;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;
import io.paywatt.ledger.store.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmsDeskTest {
  private static final AtomicInteger IDS = new AtomicInteger();
  private static final String FORWARDED =
      "%s Confirmed. Ksh%s sent to PAYWATT for account %s on 23/11/26 at 12:00 PM New M-PESA balance is Ksh8,450.12.";
  private static EffectsHouse house;
  private static SmsDesk desk;

  @BeforeAll
  static void open() {
    house = EffectsHouse.open("sms_desk");
    desk = desk("mpesa", 1000, 100_000);
    house.room(1, "zh-CN", "13800138001");
    house.room(2, "en", "+86 13800138002".replace(" ", ""));
    house.room(3, "en", "008613800138003");
    house.room(4, "zh-CN", "13800138004");
    house.room(5, "en", "13800138005");
    house.room(6, "en", "13800138006");
  }

  private static SmsDesk desk(String topupProvider, int perSender, int total) {
    return new SmsDesk(house.store, new SmsSettings(new PhoneNumbers("+86"), List.of("106900001", "+8613900000009"), List.of(),
        perSender, total, topupProvider, "KES", 100, 1_000_000), SmsPatterns.load(Path.of("..", "config", "sms")));
  }

  @ParameterizedTest
  @CsvSource({"余额, 1, +8613800138001, 北苑R-1当前电费余额¥12.30。表号M1。",
      "' ＢＡＬ\u200b ', 2, 13800138002, 北苑 R-2: your electricity balance is CNY 12.30. Meter M2.",
      "bal m3, 3, 8613800138003, 北苑 R-3: your electricity balance is CNY 12.30. Meter M3."})
  void a_resident_asks_for_the_balance_and_gets_it_once(String text, int room, String from, String answer) {
    byte[] sms = sms(from, text).toJson();
    assertThat(desk.accept(sms).outcome()).isEqualTo("answered");
    assertThat(desk.accept(sms).outcome()).isEqualTo("duplicate");
    house.outbox.dispatch();
    assertThat(house.texts("SELECT CONCAT(recipient, ' ', text) FROM notice WHERE kind = 'sms-balance' AND account_id = ?", room))
        .containsExactly("+861380013800" + room + " " + answer);
  }

  @Test
  void a_phone_on_no_account_gets_no_balance_and_one_answer_an_hour() {
    assertThat(answers(sms("13811110001", "余额"))).containsExactly("sms-no-account");
    assertThat(answers(sms("13811110001", "余额 M1"))).isEmpty();
    house.passTime(Duration.ofHours(1));
    assertThat(answers(sms("13811110001", "BAL M1"))).containsExactly("sms-no-account");
  }

  @Test
  void the_balance_of_somebody_elses_meter_is_not_told() {
    assertThat(answers(sms("13800138001", "余额 M2"))).containsExactly("sms-no-account");
  }

  @Test
  void a_text_nobody_understands_is_answered_with_help_once_an_hour() {
    assertThat(answers(sms("13800138004", "你好"))).containsExactly("sms-help");
    assertThat(answers(sms("13800138004", "你好吗"))).isEmpty();
    assertThat(answers(sms("13800138004", "帮助"))).containsExactly("sms-help");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10086", "MPESA", "106900001", "+8613900000009", "10690000123", "whatsapp:+861380013"})
  void machines_and_our_own_numbers_are_never_answered(String from) {
    assertThat(desk.accept(sms(from, "余额").toJson()).outcome()).isEqualTo("ignored");
    assertThat(desk.accept(sms(from, "hello").toJson()).outcome()).isEqualTo("ignored");
  }

  @Test
  void a_number_of_another_country_is_not_answered() {
    assertThat(desk.accept(sms("+882123456789", "HELP").toJson()).outcome()).isEqualTo("silent");
  }

  @Test
  void who_sends_stop_gets_no_unasked_message_until_start() {
    assertThat(answers(sms("13800138005", "STOP"))).containsExactly("sms-stopped");
    assertThat(answers(sms("13800138005", "who are you"))).isEmpty();
    house.effect("warn-1", io.paywatt.ledger.outbox.Outbox.Kind.NOTICE, "{\"kind\":\"low-balance\",\"accountId\":5}");
    house.outbox.dispatch();
    assertThat(house.text("SELECT CONCAT(state, ' ', error) FROM notice WHERE notice_key = 'warn-1'"))
        .isEqualTo("skipped the phone sent STOP");
    assertThat(answers(sms("13800138005", "BAL"))).containsExactly("sms-balance");
    assertThat(answers(sms("13800138005", "START"))).containsExactly("sms-help");
    house.effect("warn-2", io.paywatt.ledger.outbox.Outbox.Kind.NOTICE, "{\"kind\":\"low-balance\",\"accountId\":5}");
    house.outbox.dispatch();
    assertThat(house.text("SELECT state FROM notice WHERE notice_key = 'warn-2'")).isEqualTo("queued");
  }

  @Test
  void a_top_up_becomes_an_order_under_the_messages_own_key() {
    InboundSms sms = sms("13800138001", "充值M2 1,250.50");
    assertThat(desk.accept(sms.toJson()).outcome()).isEqualTo("ordering");
    SmsAct act = act(sms);
    assertThat(Json.object(act.body())).isEqualTo(Json.object("{\"meter\":\"M2\",\"amount\":125050,\"currency\":\"KES\","
        + "\"provider\":\"mpesa\",\"payer\":{\"phone\":\"+8613800138001\"}}"));
    assertThat(desk.accept(sms.toJson()).outcome()).isEqualTo("duplicate");
    desk.acted(act.id(), "PW1");
    desk.acted(act.id(), "PW1");
    assertThat(kinds(sms)).containsExactly("sms-topup-opened");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TOPUP M1 5O", "TOPUP M1 -5", "TOPUP M1 1e2", "TOPUP M1 99999999", "TOPUP M1 0.99", "TOPUP M1 50.001",
      "TOPUP M1 ٥٠", "TOPUP NOBODY 50", "TOPUP M1 12,50"})
  void a_top_up_that_cant_be_right_is_refused(String text) {
    assertThat(answers(sms("13800138001", text))).containsExactly("sms-topup-refused");
  }

  @Test
  void without_a_provider_for_phones_the_resident_is_told_how_to_pay() {
    InboundSms sms = sms("13800138001", "TOPUP M1 50");
    desk(null, 1000, 1000).accept(sms.toJson());
    assertThat(kinds(sms)).containsExactly("sms-topup-how");
  }

  @Test
  void an_order_the_provider_refuses_is_told_and_one_it_cant_open_now_is_tried_again() {
    InboundSms refused = sms("13800138001", "TOPUP M1 51");
    desk.accept(refused.toJson());
    desk.notActed(act(refused).id(), new Rejected(422, "no such phone"));
    assertThat(kinds(refused)).containsExactly("sms-topup-refused");
    InboundSms later = sms("13800138001", "TOPUP M1 52");
    desk.accept(later.toJson());
    desk.notActed(act(later).id(), new Unavailable("away", null));
    assertThat(kinds(later)).isEmpty();
    house.passTime(Duration.ofMinutes(1));
    assertThat(act(later).act()).isEqualTo("topup");
  }

  @Test
  void a_forwarded_confirmation_becomes_a_claim_and_no_money() {
    InboundSms sms = sms("13800138001", FORWARDED.formatted("QHX7AB12C1", "1,250.00", "M1"));
    assertThat(desk.accept(sms.toJson()).outcome()).isEqualTo("claimed");
    var claim = Json.object(act(sms).body());
    assertThat(claim.path("provider").asText()).isEqualTo("mpesa");
    assertThat(claim.path("transactionId").asText()).isEqualTo("QHX7AB12C1");
    assertThat(claim.path("meter").asText()).isEqualTo("M1");
    assertThat(claim.path("amount").longValue()).isEqualTo(125_000);
    assertThat(claim.path("source").asText()).isEqualTo("sms");
    assertThat(kinds(sms)).containsExactly("sms-payment-received");
    assertThat(house.number("SELECT COUNT(*) FROM payment")).isZero();
  }

  @ParameterizedTest
  @CsvSource({"13800138001, M2, does not stand on the account of meter M2", "13811110009, M1, stands on no account",
      "13800138001, M999, account M999 in the text is not known"})
  void a_confirmation_of_a_stranger_waits_on_the_desk_until_a_person_has_put_it_right(String from, String meter, String why) {
    InboundSms sms = sms(from, FORWARDED.formatted("QHX7AB" + (1000 + IDS.get()), "50.00", meter));
    assertThat(desk.accept(sms.toJson()).outcome()).isEqualTo("parked");
    assertThat(desk.accept(sms.toJson()).outcome()).isEqualTo("duplicate");
    assertThat(house.texts("SELECT error_message FROM failed_message WHERE replay_to = 'sms-accept' AND body LIKE ?",
        "%" + sms.messageId() + "%")).singleElement().asString().contains(why);
    assertThat(kinds(sms)).isEmpty();
  }

  @Test
  void a_parked_confirmation_is_claimed_when_the_phone_was_entered_and_it_is_replayed() {
    InboundSms sms = sms("13811110010", FORWARDED.formatted("QHX7AB12C3", "50.00", "M6"));
    desk.accept(sms.toJson());
    house.sql("UPDATE account SET phone = '13811110010' WHERE id = 6");
    assertThat(desk.accept(sms.toJson()).outcome()).isEqualTo("claimed");
    assertThat(Json.object(act(sms).body()).path("transactionId").asText()).isEqualTo("QHX7AB12C3");
  }

  @Test
  void the_operators_own_text_to_our_number_is_a_claim_for_the_payers_meter() {
    String text = "%s Confirmed.You have received Ksh1,250.00 from JOHN DOE 13800138001 on 10/3/26 at 10:42 AM";
    InboundSms own = sms("MPESA", text.formatted("QHX7AB12C6"));
    assertThat(desk.accept(own.toJson()).outcome()).isEqualTo("claimed");
    assertThat(Json.object(act(own).body()).path("meter").asText()).isEqualTo("M1");
    assertThat(kinds(own)).isEmpty();
    InboundSms forwarded = sms("13800138001", text.formatted("QHX7AB12C7"));
    assertThat(desk.accept(forwarded.toJson())).returns("parked", SmsResult::outcome)
        .returns("a text of the kind mpesa-kenya/received/1 counts only from MPESA", SmsResult::detail);
    assertThat(desk.accept(sms("MPESA1", text.formatted("QHX7AB12C8")).toJson()).outcome()).isEqualTo("parked");
  }

  @Test
  void a_letter_in_the_amount_is_no_claim() {
    InboundSms sms = sms("13800138001", FORWARDED.formatted("QHX7AB12C4", "5O.00", "M1"));
    assertThat(desk.accept(sms.toJson()).outcome()).isIn("answered", "silent");
    assertThat(house.text("SELECT act FROM inbound_sms WHERE message_id = ?", sms.messageId())).isNull();
  }

  @Test
  void a_claim_that_fails_again_and_again_ends_on_the_desk() {
    InboundSms sms = sms("13800138001", FORWARDED.formatted("QHX7AB12C5", "50.00", "M1"));
    desk.accept(sms.toJson());
    for (int i = 0; i < 8; i++) {
      house.passTime(Duration.ofHours(2));
      desk.notActed(act(sms).id(), new IllegalStateException("broken"));
    }
    assertThat(house.text("SELECT outcome FROM inbound_sms WHERE message_id = ?", sms.messageId())).isEqualTo("parked");
    assertThat(house.number("SELECT COUNT(*) FROM failed_message WHERE error_message = 'broken'")).isEqualTo(1);
  }

  @Test
  void a_flood_of_one_sender_is_not_looked_at_and_one_of_all_is_sent_back() {
    SmsDesk strict = desk(null, 2, 3);
    assertThat(strict.accept(sms("13811112222", "a").toJson()).outcome()).isEqualTo("answered");
    assertThat(strict.accept(sms("13811112222", "b").toJson()).outcome()).isEqualTo("silent");
    InboundSms third = sms("13811112222", "c");
    assertThat(strict.accept(third.toJson()).outcome()).isEqualTo("limited");
    assertThat(house.number("SELECT COUNT(*) FROM inbound_sms WHERE message_id = ?", third.messageId())).isZero();
    strict.accept(sms("13811113333", "d").toJson());
    assertThatThrownBy(() -> strict.accept(sms("13811114444", "e").toJson())).isInstanceOf(Unavailable.class);
    house.passTime(Duration.ofMinutes(1));
    assertThat(strict.accept(sms("13811112222", "f").toJson()).outcome()).isEqualTo("silent");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"{}|door is missing", "[]|no JSON object",
      "{\"door\":\"X Y\"}|door does not fit", "{\"door\":\"smpp\",\"door\":\"smpp\"}|no JSON object",
      "{\"door\":\"smpp\",\"more\":1}|more is there"})
  void what_is_no_message_is_rejected(String json, String why) {
    assertThatThrownBy(() -> desk.accept(json.getBytes(StandardCharsets.UTF_8))).isInstanceOf(Rejected.class)
        .hasMessageContaining(why);
  }

  static InboundSms sms(String from, String text) {
    return new InboundSms("twilio", "SM-" + IDS.incrementAndGet(), from, "+8610000001", text, house.store.now());
  }

  private static List<String> answers(InboundSms sms) {
    desk.accept(sms.toJson());
    return kinds(sms);
  }

  private static List<String> kinds(InboundSms sms) {
    house.outbox.dispatch();
    return house.texts("SELECT kind FROM notice WHERE notice_key LIKE ?", "sms:twilio:" + sms.messageId() + ":%");
  }

  /** Takes the act of this message; others are reported as done. */
  private static SmsAct act(InboundSms sms) {
    long id = house.number("SELECT id FROM inbound_sms WHERE message_id = ?", sms.messageId());
    Map<Long, SmsAct> due = new java.util.HashMap<>();
    desk.claimActs(100).forEach(act -> due.put(act.id(), act));
    assertThat(due).containsKey(id);
    return due.get(id);
  }
}
