package io.paywatt.it.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.it.support.Api;
import io.paywatt.it.support.HubProcess;
import io.paywatt.it.support.Sql;
import io.paywatt.simulator.http.Faults;
import io.paywatt.simulator.wechat.WechatPay;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** WeChat Pay's other ways to pay, and the way back of the money, through a running hub. */
class WechatHubTest {
  private static WechatDriver driver;
  private static WechatPay wechat;
  private static HubProcess hub;
  private static Sql sql;

  @BeforeAll
  static void start() throws Exception {
    driver = new WechatDriver(Path.of("target/it/wechat-hub-keys").toAbsolutePath());
    wechat = driver.wechat();
    hub = new HubProcess("wechat-hub");
    driver.settings("http://127.0.0.1:" + hub.httpPort()).forEach(hub::with);
    hub.start();
    sql = new Sql(hub.servers());
  }

  @AfterAll
  static void stop() {
    hub.close();
    driver.close();
  }

  @Test
  void a_qr_code_and_a_link_are_paid_like_any_order() throws Exception {
    JsonNode qr = order("W1", "\"method\":\"native\"");
    assertThat(qr.at("/client/codeUrl").asText()).startsWith("weixin://wxpay/bizpayurl?pr=");
    assertThat(wechat.pay(qr.at("/id").asText()).done().get(20, TimeUnit.SECONDS)).isTrue();
    assertThat(hub.api().balance("W1")).isEqualTo(5000);

    JsonNode link = order("W2", "\"method\":\"h5\",\"payer\":{\"ip\":\"203.0.113.7\",\"device\":\"Android\"}");
    assertThat(link.at("/client/h5Url").asText()).startsWith("https://wx.tenpay.com/");
    assertThat(wechat.pay(link.at("/id").asText()).done().get(20, TimeUnit.SECONDS)).isTrue();
    assertThat(hub.api().balance("W2")).isEqualTo(5000);
  }

  @Test
  void a_refund_leaves_the_balance_at_once_and_is_done_when_wechat_says_so() throws Exception {
    long payment = paid("W3");
    JsonNode refund = refund(payment, 2000);
    assertThat(hub.api().balance("W3")).isEqualTo(3000);
    ended(payment, refund, "done");
    assertThat(wechat.refund(refund.at("/id").asText()).fen()).isEqualTo(2000);
  }

  @Test
  void a_refund_whose_answer_was_lost_is_paid_out_once() throws Exception {
    long payment = paid("W4");
    wechat.refundsEnd(null);
    wechat.faults(new Faults(new Faults.Rates(0, 0, 1, 0, 0, Duration.ZERO), 1));
    JsonNode refund = refund(payment, 1000);
    await("a try without an answer").atMost(Duration.ofSeconds(30))
        .until(() -> shown(payment, refund).at("/detail").isTextual());
    wechat.faults(Faults.none());
    String number = refund.at("/id").asText();
    assertThat(wechat.refund(number).status()).as("WeChat has taken it").isEqualTo("PROCESSING");
    sql.update("UPDATE refund SET due_at = UTC_TIMESTAMP(3) WHERE id = '" + number + "'");
    await("the hub to ask").atMost(Duration.ofSeconds(30))
        .until(() -> shown(payment, refund).at("/state").asText().equals("processing"));
    assertThat(wechat.endRefund(number, "SUCCESS").done().get(20, TimeUnit.SECONDS)).as("notice acknowledged").isTrue();
    ended(payment, refund, "done");
    assertThat(wechat.refunds().stream().filter(theirs -> theirs.fen() == 1000)).hasSize(1);
    assertThat(hub.api().balance("W4")).isEqualTo(4000);
    wechat.refundsEnd("SUCCESS");
  }

  @Test
  void the_merchants_empty_balance_holds_a_refund_for_a_person() throws Exception {
    long payment = paid("W5");
    wechat.merchantHasMoney(false);
    JsonNode refund = refund(payment, 500);
    ended(payment, refund, "held");
    assertThat(shown(payment, refund).at("/detail").asText()).contains("NOT_ENOUGH");
    wechat.merchantHasMoney(true);
  }

  private static long paid(String account) throws Exception {
    JsonNode order = order(account, "\"payer\":" + driver.payer());
    assertThat(wechat.pay(order.at("/id").asText()).done().get(20, TimeUnit.SECONDS)).isTrue();
    return sql.number("SELECT id FROM payment WHERE topup_id = '" + order.at("/id").asText() + "'");
  }

  private static JsonNode order(String account, String more) {
    assertThat(hub.api().importLines("WechatHub," + account + "," + account + ",张三,,zh-CN,M-" + account
        + ",native,flat,0,0,1").status()).isEqualTo(201);
    Api.Answer answer = hub.api().post("/api/v1/topups", "application/json", "{\"meter\":\"M-" + account
        + "\",\"amount\":5000,\"currency\":\"CNY\",\"provider\":\"wechat\"," + more + "}", Map.of("Idempotency-Key", account));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json();
  }

  private static JsonNode refund(long payment, long amount) {
    Api.Answer answer = hub.api().post("/api/v1/payments/" + payment + "/refunds", "application/json",
        "{\"amount\":" + amount + ",\"reason\":\"moved out\"}", Map.of("Idempotency-Key", "refund-" + payment));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json();
  }

  private static void ended(long payment, JsonNode refund, String state) {
    await("refund " + state).atMost(Duration.ofSeconds(60))
        .until(() -> shown(payment, refund).at("/state").asText().equals(state));
  }

  private static JsonNode shown(long payment, JsonNode refund) {
    return hub.api().get("/api/v1/payments/" + payment + "/refunds/" + refund.at("/id").asText()).json();
  }
}
