package io.paywatt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.it.support.Api;
import io.paywatt.it.support.HubProcess;
import io.paywatt.it.support.MeterOnWire;
import io.paywatt.it.support.Sql;
import io.paywatt.it.support.StandardNotice;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is wrong gets an answer that says so, and nothing is lost, credited or billed by it. */
class BadInputTest {
  private static HubProcess hub;
  private static Sql sql;
  private static MeterOnWire meter;

  @BeforeAll
  static void start() {
    hub = new HubProcess("bad-input").start();
    sql = new Sql(hub.servers());
    hub.api().importLines("Bad,1,B1,赵六,13800000001,zh-CN,B-1,native,flat,100.00,1000,1",
        "Bad,2,B2,钱七,13800000002,zh-CN,B-2,native,flat,100.00,1000,1");
    meter = MeterOnWire.connect(hub.servers(), "B-1");
  }

  @AfterAll
  static void stop() {
    meter.close();
    hub.close();
  }

  @Test
  void a_wrong_signature_is_answered_401_and_nothing_is_kept() {
    StandardNotice notice = StandardNotice.payment("bad-1", "B-1", 100);
    Map<String, String> headers = new HashMap<>(notice.headers());
    headers.put("webhook-signature", "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    assertThat(post(notice.body(), "application/json", headers).status()).isEqualTo(401);
    assertThat(post(notice.body() + " ", "application/json", notice.headers()).status()).isEqualTo(401);
    assertThat(payments("bad-1")).isZero();
  }

  @Test
  void a_stale_and_a_future_timestamp_are_answered_401() {
    for (long seconds : new long[] {-301, 302}) {
      String body = StandardNotice.payment("bad-2", "B-1", 100).body();
      StandardNotice notice = new StandardNotice("msg_bad-2", Instant.now().plusSeconds(seconds), body);
      assertThat(notice.send(hub.api()).status()).as(seconds + " s").isEqualTo(401);
    }
    assertThat(payments("bad-2")).isZero();
  }

  @Test
  void a_missing_header_a_wrong_content_type_and_a_body_of_10_mb_are_refused() {
    StandardNotice notice = StandardNotice.payment("bad-3", "B-1", 100);
    assertThat(post(notice.body(), "application/json", Map.of()).status()).isIn(400, 401);
    assertThat(post(notice.body(), "text/plain", notice.headers())).returns(415, Api.Answer::status)
        .extracting(Api.Answer::body).asString().contains("allowed is application/json");
    assertThat(post("x".repeat(10_000_000), "application/json", notice.headers())).returns(413, Api.Answer::status)
        .extracting(Api.Answer::body).asString().contains("urn:paywatt:problem:body-too-large");
    assertThat(payments("bad-3")).isZero();
  }

  @Test
  void a_signed_body_that_is_cut_short_or_names_a_wrong_amount_is_answered_400_naming_the_field() {
    String whole = StandardNotice.payment("bad-4", "B-1", 100).body();
    assertThat(signed("cut", whole.substring(0, whole.length() - 20)).status()).isEqualTo(400);
    for (String amount : new String[] {"50.0", "\"50\"", "1e2", "-5", "0", "null"}) {
      Api.Answer answer = signed("amount", whole.replace("\"amount\":100", "\"amount\":" + amount));
      assertThat(answer.status()).as(amount).isEqualTo(400);
      assertThat(answer.body()).contains("amount");
    }
    assertThat(payments("bad-4")).isZero();
  }

  @Test
  void an_unknown_meter_order_or_currency_is_parked_answered_202_and_credits_nobody() {
    String whole = StandardNotice.payment("bad-5", "B-2", 100).body();
    long before = creditedByPayments();
    assertThat(signed("meter", whole.replace("B-2", "NO-SUCH").replace("bad-5", "bad-5a")).status()).isEqualTo(202);
    assertThat(signed("order", whole.replace("\"meter\":\"B-2\"", "\"orderId\":\"PW000\"").replace("bad-5", "bad-5b"))
        .status()).isEqualTo(202);
    assertThat(signed("money", whole.replace("CNY", "USD").replace("bad-5", "bad-5c")).status()).isEqualTo(202);
    assertThat(creditedByPayments()).isEqualTo(before);
    assertThat(sql.number("SELECT COUNT(*) FROM payment WHERE state = 'parked' AND provider_transaction_id LIKE 'bad-5%'"))
        .isEqualTo(3);
    assertThat(hub.api().get("/api/v1/failed?route=payment-accept").json().at("/items")).hasSizeGreaterThanOrEqualTo(3);
    assertThat(hub.api().get("/api/v1/books").json().at("/ok").asBoolean()).isTrue();
  }

  @Test
  void a_media_type_may_be_written_in_capitals() {
    StandardNotice notice = StandardNotice.payment("bad-7", "B-2", 100);
    assertThat(post(notice.body(), "APPLICATION/JSON; charset=utf-8", notice.headers()).status()).isEqualTo(204);
    assertThat(payments("bad-7")).isEqualTo(1);
  }

  @Test
  void the_maximum_of_a_top_up_limits_orders_and_refuses_no_money_that_was_paid() {
    String order = "{\"meter\":\"B-2\",\"amount\":1000001,\"currency\":\"CNY\"}";
    assertThat(hub.api().post("/api/v1/topups", "application/json", order, Map.of("Idempotency-Key", "bad-8")))
        .returns(422, Api.Answer::status).extracting(Api.Answer::body).asString().contains("from 100 to 1000000");
    long before = hub.api().balance("B2");
    assertThat(StandardNotice.payment("bad-8", "B-2", 1_000_001).send(hub.api()).status()).isEqualTo(204);
    assertThat(hub.api().balance("B2")).isEqualTo(before + 1_000_001);
  }

  @Test
  void the_same_transaction_with_another_amount_is_answered_409_and_the_first_stands() {
    assertThat(StandardNotice.payment("bad-6", "B-2", 100).send(hub.api()).status()).isEqualTo(204);
    long before = hub.api().balance("B2");
    assertThat(StandardNotice.payment("bad-6", "B-2", 900).send(hub.api()).status()).isEqualTo(409);
    assertThat(hub.api().balance("B2")).isEqualTo(before);
  }

  @Test
  void a_wechat_notice_is_answered_404_while_wechat_is_not_configured() {
    assertThat(hub.api().post("/webhooks/wechat", "application/json", "{}", Map.of()).status()).isEqualTo(404);
    assertThat(hub.api().post("/webhooks/nobody", "application/json", "{}", Map.of()).status()).isEqualTo(404);
  }

  @Test
  void a_reading_of_an_unknown_meter_is_kept_aside_and_told() {
    meter.publish("paywatt/STRANGER/reading", reading(0, 5)).join();
    quarantined("STRANGER", "unknown-meter");
  }

  @Test
  void malformed_json_a_wrong_type_and_a_missing_register_go_to_the_desk() {
    long before = deskItems("reading-store");
    for (String bad : new String[] {"{\"at\":", "{\"at\":\"yesterday\",\"energyWh\":1}", "{\"at\":\"" + Instant.now() + "\"}",
        "{\"at\":\"" + Instant.now() + "\",\"energyWh\":\"12\"}", "{\"at\":\"" + Instant.now() + "\",\"energyWh\":1.5}"}) {
      meter.send("reading", bad);
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> deskItems("reading-store") == before + 5);
    JsonNode item = hub.api().get("/api/v1/failed?route=reading-store").json().at("/items/0");
    assertThat(item.at("/error").asText()).containsAnyOf("energyWh", "at");
  }

  @Test
  void a_negative_register_and_a_reading_from_the_future_are_kept_aside() {
    meter.send("reading", reading(-10, -5));
    quarantined("B-1", "negative");
    meter.send("reading", reading(3600, 2000));
    quarantined("B-1", "future");
  }

  @Test
  void a_falling_and_a_jumping_register_are_kept_aside_and_not_billed_and_reordered_or_doubled_readings_cost_the_same() {
    try (MeterOnWire other = MeterOnWire.connect(hub.servers(), "B-2")) {
      other.send("reading", reading(-7200, 1000));
      other.send("reading", reading(-3600, 11_000));
      billed("B-2", 10_000);
      other.send("reading", reading(-3000, 500));
      quarantined("B-2", "falling");
      other.send("reading", reading(-2400, 900_000_000));
      quarantined("B-2", "jump");
      other.send("reading", reading(-600, 13_000));
      billed("B-2", 12_000);
      other.send("reading", reading(-3600, 11_000));
      other.send("reading", reading(-5000, 9_000));
      other.send("reading", reading(-60, 14_000));
      billed("B-2", 13_000);
      assertThat(sql.number("SELECT SUM(c.amount) FROM charge_line c JOIN meter m ON m.id = c.meter_id"
          + " WHERE m.serial = 'B-2'")).as("13 kWh at 0.60 in nano units").isEqualTo(7_800_000_000L);
    }
  }

  private static long creditedByPayments() {
    return sql.number("SELECT COALESCE(SUM(amount), 0) FROM posting p JOIN journal_entry e ON e.id = p.entry_id"
        + " JOIN ledger_account l ON l.id = p.ledger_account_id WHERE e.kind = 'payment' AND l.kind = 'customer'");
  }

  private static void billed(String serial, long wattHours) {
    await("billed " + wattHours + " Wh").atMost(Duration.ofSeconds(60)).until(() -> sql.number("SELECT COALESCE(SUM(energy_wh), 0)"
        + " FROM charge_line c JOIN meter m ON m.id = c.meter_id WHERE m.serial = '" + serial + "'") == wattHours);
  }

  private static void quarantined(String serial, String reason) {
    await(serial + " " + reason).atMost(Duration.ofSeconds(60)).until(() -> sql.number(
        "SELECT COUNT(*) FROM reading_quarantine WHERE serial = '" + serial + "' AND reason = '" + reason + "'") == 1);
  }

  private static long deskItems(String route) {
    return sql.number("SELECT COUNT(*) FROM failed_message WHERE route_id = '" + route + "'");
  }

  private static long payments(String transaction) {
    return sql.number("SELECT COUNT(*) FROM payment WHERE provider_transaction_id = '" + transaction + "'");
  }

  private static String reading(long secondsFromNow, long energyWh) {
    return "{\"at\":\"" + Instant.now().plusSeconds(secondsFromNow) + "\",\"energyWh\":" + energyWh + "}";
  }

  private static Api.Answer signed(String id, String body) {
    return new StandardNotice("msg_" + id, Instant.now(), body).send(hub.api());
  }

  private static Api.Answer post(String body, String contentType, Map<String, String> headers) {
    return hub.api().send("POST", "/webhooks/standard", contentType, body.getBytes(StandardCharsets.UTF_8), headers);
  }
}
