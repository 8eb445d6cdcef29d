package io.paywatt.ledger.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.TestLedger;
import io.paywatt.ledger.payment.TopupTimeline.Step;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopupsTest {
  private static final String GOOD =
      "{\"meter\":\"M-1\",\"amount\":5000,\"currency\":\"CNY\",\"provider\":\"wechat\",\"payer\":{\"openid\":\"o1\"}}";
  private static TestLedger ledger;

  @BeforeAll
  static void open() {
    ledger = TestLedger.open("topups");
    ledger.importLines("北园,1-101,A-1,李雷,13800000001,zh-CN,M-1,native,flat,0,0,1",
        "北园,1-102,A-2,韩梅,13800000002,zh-CN,M-2,native,flat,0,0,1",
        "南园,1-101,A-3,Jim,13800000003,en,M-3,native,flat,0,0,1",
        "南园,1-103,A-4,Kate,13800000004,en,M-4,native,flat,0,0,1",
        "南园,1-103,A-4,Kate,13800000004,en,M-5,native,flat,,0,1");
  }

  @Test
  void an_order_is_opened_and_its_answer_is_given_again_for_the_same_key() {
    TopupStart start = begin("k-open", GOOD);
    assertThat(start.id()).matches("PW20261123[0-9A-Z]{12}");
    assertThat(start).returns("A-1", TopupStart::account).returns("M-1", TopupStart::meter)
        .returns(5000L, TopupStart::amount).returns("电费充值 1-101", TopupStart::description)
        .returns("{\"openid\":\"o1\"}", TopupStart::payerJson).returns(null, TopupStart::method).returns(true, TopupStart::fresh);
    assertThat(begin("k-native", GOOD.replace("\"payer\"", "\"method\":\"native\",\"payer\"")).method())
        .isEqualTo("native");

    String answer = ledger.topups.finish(start.id(), "{\"package\":\"prepay_id=wx1\"}");
    assertThat(answer).isEqualTo("{\"id\":\"" + start.id() + "\",\"provider\":\"wechat\",\"state\":\"ordered\","
        + "\"meter\":\"M-1\",\"account\":\"A-1\",\"amount\":5000,\"currency\":\"CNY\","
        + "\"client\":{\"package\":\"prepay_id=wx1\"},\"createdAt\":\"" + ledger.store.now() + "\"}");
    String reordered =
        "{ \"payer\":{\"openid\":\"o1\"}, \"provider\":\"wechat\", \"currency\":\"CNY\", \"amount\":5000, \"meter\":\"M-1\"}";
    assertThat(begin("k-open", reordered)).returns(false, TopupStart::fresh).returns(answer, TopupStart::response);
  }

  @Test
  void a_key_used_for_something_else_is_refused() {
    begin("k-other", GOOD);
    rejected(409, "with other content", "k-other", GOOD.replace("5000", "6000"));
  }

  @Test
  void an_order_that_is_being_opened_is_not_opened_a_second_time() {
    begin("k-busy", GOOD);
    rejected(409, "still being opened", "k-busy", GOOD);
  }

  @Test
  void an_order_left_by_a_crash_is_opened_again_under_its_number() {
    TopupStart first = begin("k-crash", GOOD);
    ledger.passTime(Duration.ofSeconds(61));
    assertThat(begin("k-crash", GOOD)).returns(first.id(), TopupStart::id).returns(true, TopupStart::fresh);
    rejected(409, "still being opened", "k-crash", GOOD);
  }

  @Test
  void an_order_the_provider_refused_can_be_opened_again_at_once() {
    TopupStart first = begin("k-fail", GOOD);
    ledger.topups.fail(first.id(), "SYSTEM_ERROR");
    assertThat(ledger.topups.timeline(first.id()).steps().get(0)).returns("failed", Step::state)
        .returns("SYSTEM_ERROR", Step::reason);
    assertThat(begin("k-fail", GOOD)).returns(first.id(), TopupStart::id).returns(true, TopupStart::fresh);
  }

  @Test
  void an_order_that_is_open_does_not_fail_afterwards() {
    TopupStart start = begin("k-late-fail", GOOD);
    ledger.topups.finish(start.id(), "{}");
    ledger.topups.fail(start.id(), "late");
    assertThat(ledger.topups.timeline(start.id()).state()).isEqualTo("ordered");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(delimiter = '|', textBlock = """
      404 | "meter":"M-NONE"                   | meter M-NONE is not known
      404 | "account":"A-9"                    | account A-9 is not known
      404 | "room":"1-102","site":"南园"        | room 1-102 of site 南园 is not known
      422 | "room":"1-101"                     | has several meters; name one: M-1 (北园, account A-1), M-3 (南园
      422 | "account":"A-4"                    | account A-4 has several meters; name one
      422 | "meter":"M-1","room":"1-101"       | 2 of them given, allowed is exactly one
      422 | "payer":null                       | 0 of them given
      422 | "meter":"M-1","site":"北园"         | site is given without room
      422 | "meter":7                          | meter is 7
      422 | "meter":"M-1","note":"x"           | note is there
      400 | "meter":"M-1","meter":"M-2"        | names a field twice
      """)
  void a_target_that_does_not_name_one_meter_is_refused(int status, String target, String message) {
    rejected(status, message, "k-target", "{" + target + ",\"amount\":5000,\"currency\":\"CNY\",\"provider\":\"wechat\"}");
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(delimiter = '|', textBlock = """
      "amount":5000     | "amount":99          | 422 | amount is 99, allowed is a whole number of minor units from 100 to
      "amount":5000     | "amount":1000001     | 422 | amount is 1000001
      "amount":5000     | "amount":50.50       | 422 | amount is 50.50,
      "amount":5000     | "amount":1e2         | 422 | amount is 1E+2,
      "currency":"CNY"  | "currency":"USD"     | 422 | currency is "USD", allowed is CNY
      "provider":"wechat" | "provider":"We Chat" | 422 | provider is "We Chat"
      "payer"           | "method":"QR","payer" | 422 | method is "QR", allowed is 1 to 16 of a-z, 0-9 and -
      {"openid":"o1"}   | "o1"                 | 422 | payer is STRING
      }}                | }                    | 400 | not JSON
      """)
  void a_wrong_field_is_named(String good, String bad, int status, String message) {
    rejected(status, message, "k-field", GOOD.replace(good, bad));
  }

  @Test
  void a_missing_or_unprintable_key_is_refused() {
    rejected(400, "Idempotency-Key is missing", null, GOOD);
    rejected(400, "Idempotency-Key is", "", GOOD);
    rejected(400, "Idempotency-Key is", "k".repeat(191), GOOD);
    rejected(400, "Idempotency-Key is", "键", GOOD);
  }

  @Test
  void a_room_is_found_by_its_name_and_site() {
    assertThat(begin("k-room", room("1-102", null)).meter()).isEqualTo("M-2");
    assertThat(begin("k-site", room("1-101", "南园")).account()).isEqualTo("A-3");
  }

  @Test
  void the_timeline_follows_the_money_to_meter_and_phone() {
    TopupStart start = begin("k-line", GOOD.replace("M-1", "M-2").replace("wechat", "standard"));
    assertThat(states(start.id())).isEqualTo("pending pending pending pending pending pending");
    ledger.topups.finish(start.id(), "{}");
    assertThat(states(start.id())).isEqualTo("done pending pending pending pending pending");

    var posted = (PaymentResult.Posted) ledger.intake.accept(Notices.forOrder("t-line", start.id(), 5000).toJson());
    assertThat(states(start.id())).isEqualTo("done done done pending pending pending");
    command(posted.paymentId(), "sent", null);
    assertThat(states(start.id())).isEqualTo("done done done done pending pending");
    ledger.store.inTransaction(handle -> handle.execute("UPDATE command SET state = 'accepted', ended_at = NOW()"));
    ledger.store.inTransaction(handle -> handle.execute("INSERT INTO notice (notice_key, kind, locale, params, text, state,"
        + " created_at, due_at, ended_at) VALUES (?, 'receipt', 'en', '{}', '-', 'sent', NOW(), NOW(), NOW())",
        "receipt:payment:" + posted.paymentId()));
    assertThat(states(start.id())).isEqualTo("done done done done done done");
    assertThat(ledger.topups.timeline(start.id()).steps()).allSatisfy(step -> assertThat(step.at()).endsWith("Z"));
  }

  @Test
  void a_timeline_tells_what_went_wrong() {
    TopupStart start = begin("k-parked", GOOD);
    ledger.intake.accept(Notices.forOrder("t-parked", start.id(), 5000).toJson());
    Step posted = ledger.topups.timeline(start.id()).steps().get(2);
    assertThat(posted).returns("failed", Step::state);
    assertThat(posted.reason()).contains("opened with wechat, paid with standard");
    assertThatThrownBy(() -> ledger.topups.timeline("PW-NONE")).isInstanceOf(Rejected.class)
        .hasMessageContaining("PW-NONE is not known");
  }

  private static void command(long payment, String state, String ended) {
    ledger.store.inTransaction(handle -> handle.execute("INSERT INTO command (id, command_key, meter_id, kind, payload, state,"
        + " created_at, due_at, sent_at, expires_at, ended_at) SELECT UUID(), ?, meter_id, 'credit', '{}', ?, NOW(), NOW(),"
        + " NOW(), NOW(), ? FROM payment WHERE id = ?", "credit:payment:" + payment, state, ended, payment));
  }

  private static String states(String id) {
    return ledger.topups.timeline(id).steps().stream().map(Step::state).collect(Collectors.joining(" "));
  }

  private static String room(String room, String site) {
    return "{\"room\":\"" + room + "\"," + (site == null ? "" : "\"site\":\"" + site + "\",")
        + "\"amount\":5000,\"currency\":\"CNY\",\"provider\":\"wechat\"}";
  }

  private static TopupStart begin(String key, String json) {
    return ledger.topups.begin(key, json.getBytes(StandardCharsets.UTF_8));
  }

  private static void rejected(int status, String message, String key, String json) {
    assertThatThrownBy(() -> begin(key, json)).isInstanceOf(Rejected.class).hasMessageContaining(message)
        .extracting(e -> ((Rejected) e).status()).isEqualTo(status);
  }

  @Test
  void a_provider_that_is_not_configured_is_refused_and_the_only_one_need_not_be_named() {
    assertThatThrownBy(() -> ledger.topups.begin("k-nobody",
        GOOD.replace("wechat", "nobody").getBytes(StandardCharsets.UTF_8)))
        .hasMessage("provider is nobody, allowed is standard or wechat");
    Topups one = new Topups(ledger.store, new TopupSettings("CNY", 100, 1_000_000, java.util.List.of("standard")));
    assertThat(one.begin("k-one", GOOD.replace(",\"provider\":\"wechat\"", "").getBytes(StandardCharsets.UTF_8)).provider())
        .isEqualTo("standard");
  }
}
