package io.paywatt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import io.paywatt.it.support.Api;
import io.paywatt.it.support.HubProcess;
import io.paywatt.it.support.MeterOnWire;
import io.paywatt.it.support.StandardNotice;
import io.paywatt.simulator.sts.VendingGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pay, credit, consume, warn, cut off, pay again, power back: over the wire alone. */
class PrepaidLoopTest {
  private static VendingGateway vending;
  private static HubProcess hub;

  @BeforeAll
  static void start() {
    vending = VendingGateway.start(0);
    Path keys = HubProcess.HOME.resolve("adapters/src/test/resources/vectors");
    hub = new HubProcess("loop").with("PAYWATT_WECHAT_APP_ID", "wxd678efh567hg6787")
        .with("PAYWATT_WECHAT_MERCHANT_ID", "1230000109")
        .with("PAYWATT_WECHAT_MERCHANT_SERIAL", "3775B6A45ACD588826D15E583A95F5DD00000001")
        .with("PAYWATT_WECHAT_MERCHANT_KEY_FILE", keys.resolve("merchant_key.pem").toString())
        .with("PAYWATT_WECHAT_API_V3_KEY", "0123456789abcdef0123456789ABCDEF")
        .with("PAYWATT_WECHAT_CERTIFICATE_FILES", keys.resolve("provider_cert.pem").toString())
        .with("PAYWATT_WECHAT_BASE_URL", "http://127.0.0.1:1").with("PAYWATT_STS_BASE_URL", vending.url())
        .with("PAYWATT_STS_TOKEN", vending.secret()).start();
  }

  @AfterAll
  static void stop() {
    hub.close();
    vending.close();
  }

  @Test
  void a_payment_is_credited_once_and_reaches_the_meter() {
    assertThat(hub.api().importLines("Loop,101,L101,王小明,13800000101,zh-CN,L-101,native,flat,0,1000000,1").status())
        .isEqualTo(201);
    try (MeterOnWire meter = MeterOnWire.connect(hub.servers(), "L-101")) {
      StandardNotice notice = StandardNotice.payment("loop-1", "L-101", 5000);
      assertThat(notice.send(hub.api()).status()).isEqualTo(204);
      assertThat(notice.send(hub.api()).status()).isEqualTo(204);
      assertThat(hub.api().balance("L101")).isEqualTo(5000);
      var credit = meter.command("credit");
      assertThat(credit.at("/amount").asLong()).isEqualTo(5000);
      assertThat(credit.at("/balance").asLong()).isEqualTo(5000);
    }
  }

  @Test
  void consumption_warns_cuts_off_and_the_next_payment_brings_the_power_back_although_the_meter_was_away() {
    assertThat(hub.api().importLines("Loop,102,L102,李华,13800000102,en,L-102,native,flat,10.00,0,1").status()).isEqualTo(201);
    MeterOnWire meter = MeterOnWire.connect(hub.servers(), "L-102");
    meter.reading(-3600, 10_000, "closed");
    await("6.00 of 10.00 is used").atMost(Duration.ofSeconds(60)).until(() -> hub.api().balance("L102") == 400);
    assertThat(hub.api().get("/api/v1/accounts/L102").json().at("/credit").asText()).isEqualTo("low");
    meter.reading(-5, 17_000, "closed");
    assertThat(meter.command("relay").at("/relay").asText()).isEqualTo("open");
    meter.reading(-3, 17_000, "open");
    await().until(() -> hub.api().get("/api/v1/accounts/L102").json().at("/meters/0/relay/reported").asText().equals("open"));
    assertThat(hub.api().get("/api/v1/accounts/L102").json().at("/credit").asText()).isEqualTo("exhausted");
    meter.close();

    assertThat(StandardNotice.payment("loop-2", "L-102", 2000).send(hub.api()).status()).isEqualTo(204);
    assertThat(hub.api().balance("L102")).isEqualTo(1980);
    try (MeterOnWire back = MeterOnWire.connectFresh(hub.servers(), "L-102")) {
      back.reading(0, 17_000, "open");
      assertThat(back.command("relay").at("/relay").asText()).isEqualTo("closed");
    }
  }

  @Test
  void an_opened_relay_is_accepted_by_the_answer_and_proven_by_the_next_reading_and_a_danger_is_an_anomaly() {
    assertThat(hub.api().importLines("Loop,104,L104,陈静,13800000104,en,L-104,native,flat,10.00,0,1").status()).isEqualTo(201);
    try (MeterOnWire meter = MeterOnWire.connect(hub.servers(), "L-104")) {
      String commands = "/api/v1/meters/L-104/commands";
      Api.Answer asked = hub.api().post(commands + "?wait=20", "application/json", "{\"kind\":\"relay\",\"relay\":\"open\"}",
          Map.of());
      assertThat(asked.status()).as(asked.body()).isEqualTo(200);
      assertThat(asked.json().at("/state").asText()).isEqualTo("accepted");
      meter.reading(3, 0, "open");
      await().until(() -> hub.api().get(commands + "/" + asked.json().at("/id").asText()).json().at("/state").asText()
          .equals("proven"));
      assertThat(hub.api().get("/api/v1/meters/L-104").json().at("/shadow/relayProven").asText()).isEqualTo("open");
      meter.send("event", "{\"at\":\"2026-11-23T08:15:00Z\",\"kind\":\"over-voltage\",\"detail\":{\"voltageV\":262.4}}");
      await().until(() -> hub.api().get("/api/v1/anomalies?meter=L-104&state=open").json().at("/items/0/kind").asText()
          .equals("over-voltage"));
    }
  }

  @Test
  void a_payment_for_a_meter_without_a_network_becomes_a_token_in_a_message_and_on_the_receipt_and_again_the_same() throws IOException {
    String drn = "00000000000";
    assertThat(hub.api().importLines("Loop,105,L105,Otieno,13800000105,en," + drn + ",sts,flat,0,0,1").status()).isEqualTo(201);
    assertThat(StandardNotice.payment("loop-sts", drn, 6000).send(hub.api()).status()).isEqualTo(204);
    String payment = "/api/v1/payments/" + hub.api().get("/api/v1/payments?q=loop-sts").json().at("/items/0/id").asText();
    await().atMost(Duration.ofSeconds(60)).until(() -> messages(drn).size() == 1);
    String token = hub.api().get(payment + "/token").json().at("/tokens/0").asText();
    assertThat(messages(drn).get(0)).contains(token);
    assertThat(VendingGateway.creditWh(drn, token)).as("60.00 at 0.60 a kWh, by the meter's own key").isEqualTo(100_000);
    assertThat(hub.api().get(payment).body()).as("on the receipt").contains("token " + token);
    assertThat(hub.api().balance("L105")).as("the energy is sold").isZero();

    assertThat(hub.api().post(payment + "/token/resend", "application/json", "{}", Map.of()).status()).isEqualTo(202);
    await().atMost(Duration.ofSeconds(60)).until(() -> messages(drn).size() == 2);
    assertThat(messages(drn).get(1)).contains(token);
    assertThat(vending.issued()).isEqualTo(1);
  }

  @Test
  void an_order_the_provider_did_not_open_says_so_and_the_same_key_may_try_again_at_once() {
    assertThat(hub.api().importLines("Loop,103,L103,张敏,13800000103,zh-CN,L-103,native,flat,0,0,1").status()).isEqualTo(201);
    String order = "{\"meter\":\"L-103\",\"amount\":5000,\"currency\":\"CNY\",\"provider\":\"wechat\"";
    String whole = order + ",\"payer\":{\"openid\":\"o1\"}}";
    assertThat(topUp("no-payer", order + "}")).returns(422, Api.Answer::status).extracting(Api.Answer::body).asString()
        .contains("openid is missing");
    assertThat(topUp("away", whole).status()).as("nobody listens at the provider's address").isEqualTo(503);
    assertThat(topUp("away", whole).status()).as("not 409, the first has ended").isEqualTo(503);
  }

  private static Api.Answer topUp(String key, String body) {
    return hub.api().post("/api/v1/topups", "application/json", body, Map.of("Idempotency-Key", key));
  }

  /** Lines of the file that messages go to, of those with a token for the meter. */
  private static List<String> messages(String meter) throws IOException {
    Path file = hub.data().resolve("notices.jsonl");
    return Files.exists(file)
        ? Files.readAllLines(file).stream().filter(line -> line.contains("into meter " + meter)).toList() : List.of();
  }
}
