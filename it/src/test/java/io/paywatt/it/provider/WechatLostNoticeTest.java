package io.paywatt.it.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import io.paywatt.it.support.Api;
import io.paywatt.it.support.HubProcess;
import io.paywatt.simulator.http.Outage;
import io.paywatt.simulator.wechat.WechatPay;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** WeChat Pay's notice is lost for ever, or the order is never paid: the hub asks, and closes. */
class WechatLostNoticeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static WechatDriver driver;
  private static HubProcess hub;

  @BeforeAll
  static void start() throws Exception {
    hub = new HubProcess("wechat-lost");
    Path keys = Files.createDirectories(hub.data().resolve("keys"));
    driver = new WechatDriver(keys);
    driver.settings("http://127.0.0.1:" + hub.httpPort()).forEach(hub::with);
    hub.with("PAYWATT_INQUIRY_SCHEDULE", "1s,2s").with("PAYWATT_TOPUP_EXPIRY", "8s").start();
    assertThat(hub.api().importLines("Lost,1,L1,周明,,zh-CN,LOST-1,native,flat,0,0,1",
        "Lost,2,L2,周明,,zh-CN,LOST-2,native,flat,0,0,1").status()).isEqualTo(201);
  }

  @AfterAll
  static void stop() {
    hub.close();
    driver.close();
  }

  @Test
  void an_order_paid_in_silence_is_found_also_after_an_outage_and_its_late_notice_changes_nothing() throws Exception {
    WechatPay wechat = driver.wechat();
    String order = order("LOST-1");
    wechat.outage(Outage.ERRORS);
    wechat.settle(order);
    await("the provider does not answer").atMost(PATIENCE).until(() -> hub.output().contains("asked in vain"));
    wechat.outage(Outage.NONE);
    await().atMost(PATIENCE).until(() -> hub.api().balance("L1") == 5000);
    assertThat(wechat.post(order, wechat.draft(order)).status()).isIn(200, 204);
    assertThat(hub.api().balance("L1")).isEqualTo(5000);
    assertThat(hub.api().get("/api/v1/payments?q=" + order).json().path("items")).hasSize(1);
    assertThat(hub.api().get("/api/v1/failed").json().path("items")).as("told alike both times").isEmpty();
  }

  @Test
  void an_order_nobody_pays_is_closed_at_the_provider() {
    String order = order("LOST-2");
    await().atMost(PATIENCE).until(() ->
        hub.api().get("/api/v1/topups/" + order).json().path("state").asText().equals("closed"));
    assertThat(driver.wechat().order(order).state()).isEqualTo("CLOSED");
    assertThat(hub.api().balance("L2")).isZero();
  }

  private static String order(String meter) {
    Api.Answer answer = hub.api().post("/api/v1/topups", "application/json", "{\"meter\":\"" + meter
        + "\",\"amount\":5000,\"currency\":\"CNY\",\"provider\":\"wechat\",\"payer\":" + driver.payer() + "}",
        Map.of("Idempotency-Key", "lost-" + meter));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json().path("id").asText();
  }
}
