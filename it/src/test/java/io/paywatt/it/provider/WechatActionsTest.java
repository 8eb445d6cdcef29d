package io.paywatt.it.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.paywatt.adapter.wechat.WechatSettings;
import io.paywatt.it.support.HubProcess;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;
import io.paywatt.simulator.http.Faults;
import io.paywatt.simulator.http.Outage;
import io.paywatt.simulator.wechat.Merchant;
import io.paywatt.simulator.wechat.WechatPay;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped action kamelets and the simulator: every request's signature is checked there, every answer's here. */
class WechatActionsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir
  private Path keys;
  private WechatPay wechat;
  private CamelContext camel;

  @BeforeEach
  void start() throws Exception {
    Merchant merchant = Merchant.generate(keys);
    wechat = WechatPay.start(merchant, 0, 1);
    camel = new DefaultCamelContext();
    camel.getComponent("kamelet", KameletComponent.class).setLocation("file:" + HubProcess.HOME.resolve("routes/kamelets"));
    camel.getRegistry().bind("wechatPay", new io.paywatt.adapter.wechat.WechatPay(new WechatSettings(merchant.appId(),
        merchant.id(), merchant.serial(), keys.resolve(Merchant.MERCHANT_KEY_FILE), merchant.apiV3Key(),
        merchant.platformKeys().get(0).id(), keys.resolve(Merchant.PLATFORM_PUBLIC_FILE), List.of(), wechat.url(),
        "http://127.0.0.1:1/webhooks/wechat"), Clock.systemUTC(), message -> { }));
    camel.addRoutes(new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:ask").toD("kamelet:wechat-${header.operation}-action");
      }
    });
    camel.start();
  }

  @AfterEach
  void stop() {
    camel.stop();
    wechat.close();
  }

  @Test
  void each_way_to_pay_opens_an_order() throws Exception {
    assertThat(order("PWJSAPI1", "jsapi", "{\"openid\":\"o1\"}").at("/package").asText()).startsWith("prepay_id=wx");
    assertThat(order("PWNATIVE1", "native", "{}").at("/codeUrl").asText()).startsWith("weixin://wxpay/bizpayurl?pr=");
    assertThat(order("PWH5ORDER1", "h5", "{\"ip\":\"203.0.113.7\"}").at("/h5Url").asText()).startsWith("https://wx.tenpay.com/");
    assertThat(wechat.order("PWH5ORDER1").tradeType()).isEqualTo("MWEB");
  }

  @Test
  void an_order_is_followed_from_unpaid_to_paid_and_another_to_closed() throws Exception {
    order("PWORDER1", "native", "{}");
    assertThat(state("query", "{\"orderId\":\"PWORDER1\"}")).isEqualTo("unpaid");
    wechat.settle("PWORDER1");
    JsonNode paid = ask("query", "{\"orderId\":\"PWORDER1\"}");
    assertThat(paid.at("/notice/amount").asLong()).isEqualTo(5000);
    JsonNode byTheirs = ask("query", "{\"transactionId\":\"" + paid.at("/notice/transactionId").asText() + "\"}");
    assertThat(byTheirs.at("/notice/orderId").asText()).isEqualTo("PWORDER1");
    assertThat(state("close", "{\"orderId\":\"PWORDER1\"}")).isEqualTo("unknown");
    order("PWORDER2", "native", "{}");
    assertThat(state("close", "{\"orderId\":\"PWORDER2\"}")).isEqualTo("closed");
    assertThat(state("query", "{\"orderId\":\"PWORDER2\"}")).isEqualTo("closed");
    assertThat(state("query", "{\"orderId\":\"PWNOBODY\"}")).isEqualTo("unpaid");
  }

  @Test
  void a_refund_sent_twice_gives_the_money_back_once_and_never_more_than_was_paid() throws Exception {
    String transaction = paid("PWREFUND1");
    assertThat(state("refund", refund("RF1", transaction, 2000))).isEqualTo("processing");
    await().until(() -> state("refund-query", refund("RF1", transaction, 2000)).equals("done"));
    assertThat(state("refund", refund("RF1", transaction, 2000))).isEqualTo("done");
    assertThat(wechat.refunds()).hasSize(1);
    assertThat(state("refund", refund("RF2", transaction, 3001))).isEqualTo("refused");
    assertThat(state("refund-query", refund("RF3", transaction, 1))).isEqualTo("unknown");
    wechat.merchantHasMoney(false);
    assertThat(state("refund", refund("RF4", transaction, 1000))).isEqualTo("held");
    wechat.merchantHasMoney(true);
    wechat.refundsEnd("ABNORMAL");
    state("refund", refund("RF4", transaction, 1000));
    await().until(() -> state("refund-query", refund("RF4", transaction, 1000)).equals("held"));
    assertThat(state("query", "{\"orderId\":\"PWREFUND1\"}")).isEqualTo("paid");
  }

  @Test
  void the_bill_of_the_day_holds_what_was_paid_and_given_back() throws Exception {
    String today = "{\"date\":\"" + LocalDate.now(ZoneOffset.ofHours(8)) + "\"}";
    assertThat(raw("bill", today)).isNull();
    String transaction = paid("PWBILL1");
    state("refund", refund("RF1", transaction, 2000));
    await().until(() -> state("refund-query", refund("RF1", transaction, 2000)).equals("done"));
    List<String> lines = read("bill", today);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).contains("\"kind\":\"payment\"", "\"orderId\":\"PWBILL1\"", "\"amount\":5000", "\"state\":\"done\"");
    assertThat(lines.get(1)).contains("\"kind\":\"refund\"", "\"refundId\":\"RF1\"", "\"amount\":2000", transaction);
    assertThat(read("fundflow", today)).anySatisfy(line -> assertThat(line).contains("收入", "50.00"));
    wechat.billsInTheMaking(true);
    assertThatThrownBy(() -> raw("bill", today)).isInstanceOf(Unavailable.class);
  }

  @Test
  void with_every_fault_in_play_repeated_calls_end_with_one_refund_of_each_payment() throws Exception {
    wechat.faults(new Faults(Faults.Rates.all(0.2, Duration.ofMillis(300)), 20261123));
    for (int i = 0; i < 10; i++) {
      String number = "PWFAULTY" + i;
      untilAnswered("order", topup(number, "native", "{}"));
      wechat.settle(number);
      String transaction = untilAnswered("query", "{\"orderId\":\"" + number + "\"}").at("/notice/transactionId").asText();
      untilAnswered("refund", refund("RF" + i, transaction, 5000));
    }
    assertThat(wechat.orders()).hasSize(10).allSatisfy(order -> assertThat(order.state()).isEqualTo("REFUND"));
    assertThat(wechat.refunds()).hasSize(10);
  }

  @Test
  void while_wechat_is_down_nothing_is_known_and_a_wrong_call_is_refused() {
    wechat.outage(Outage.SILENT);
    assertThatThrownBy(() -> raw("query", "{\"orderId\":\"PWORDER1\"}")).isInstanceOf(Unavailable.class);
    wechat.outage(Outage.ERRORS);
    assertThatThrownBy(() -> raw("refund", refund("RF1", "4200", 1))).isInstanceOf(Unavailable.class);
    wechat.outage(Outage.NONE);
    assertThatThrownBy(() -> raw("order", topup("x", "native", "{}"))).isInstanceOf(Rejected.class)
        .hasMessageContaining("/out_trade_no");
  }

  private JsonNode untilAnswered(String operation, String json) {
    return await().ignoreExceptionsInstanceOf(Unavailable.class).until(() -> ask(operation, json), answer -> true);
  }

  private String paid(String number) throws Exception {
    order(number, "native", "{}");
    return wechat.settle(number).transactionId();
  }

  private JsonNode order(String number, String method, String payer) throws Exception {
    return ask("order", topup(number, method, payer));
  }

  private static String topup(String number, String method, String payer) {
    return "{\"id\":\"" + number + "\",\"description\":\"电费充值\",\"amount\":5000,\"currency\":\"CNY\",\"method\":\"" + method
        + "\",\"payer\":" + payer + "}";
  }

  private static String refund(String number, String transaction, long amount) {
    return "{\"refundId\":\"" + number + "\",\"orderId\":null,\"transactionId\":\"" + transaction + "\",\"amount\":" + amount
        + ",\"total\":5000,\"currency\":\"CNY\",\"reason\":\"wrong meter\"}";
  }

  private String state(String operation, String json) throws Exception {
    return ask(operation, json).at("/state").asText();
  }

  private JsonNode ask(String operation, String json) throws Exception {
    return JSON.readTree((String) raw(operation, json));
  }

  private List<String> read(String operation, String json) throws Exception {
    Path file = (Path) raw(operation, json);
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } finally {
      Files.delete(file);
    }
  }

  private Object raw(String operation, String json) throws Exception {
    Exchange exchange = camel.createProducerTemplate().request("direct:ask", request -> {
      request.getMessage().setBody(json);
      request.getMessage().setHeader("operation", operation);
    });
    if (exchange.getException() != null) {
      throw exchange.getException();
    }
    return exchange.getMessage().getBody();
  }
}
