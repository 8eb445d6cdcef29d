package io.paywatt.adapter.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.ProviderServer.Response;
import io.paywatt.adapter.StrictJson;
import io.paywatt.adapter.Vectors;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;
import io.paywatt.ledger.payment.PaymentNotice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WechatQueryTest {
  private static final String ASK = """
      {"orderId":"PW20261123000001","transactionId":null,"amount":5000,"currency":"CNY","meter":null,"client":{}}""";
  private static final String PAID = Vectors.text("w3_plain.json");

  @Test
  void a_paid_order_is_told_with_the_same_notice_that_the_webhook_makes() throws Exception {
    JsonNode result = query(signed(PAID));
    assertThat(result.get("state").textValue()).isEqualTo("paid");
    PaymentNotice notice = PaymentNotice.parse(StrictJson.MAPPER.writeValueAsBytes(result.get("notice")));
    assertThat(notice.transactionId()).isEqualTo("4200002026112312345678901234");
    assertThat(notice.orderId()).isEqualTo("PW20261123000001");
    assertThat(notice.money().amount()).isEqualTo(5000);
    assertThat(notice.mismatch()).isNull();
    assertThat(notice.raw()).isEqualTo(PAID.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void the_question_goes_out_by_our_number_or_by_wechats() throws Exception {
    try (WechatActions actions = new WechatActions(request -> signed(PAID))) {
      actions.ask("query", ASK);
      actions.ask("query", "{\"transactionId\":\"4200002026112312345678901234\"}");
      assertThat(actions.provider.requests().get(0)).satisfies(request -> {
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.path()).isEqualTo("/v3/pay/transactions/out-trade-no/PW20261123000001");
        assertThat(request.query()).isEqualTo("mchid=1230000109");
        assertThat(request.body()).isEmpty();
      });
      assertThat(actions.provider.requests().get(1).path()).isEqualTo("/v3/pay/transactions/id/4200002026112312345678901234");
    }
  }

  @ParameterizedTest
  @CsvSource({"NOTPAY,unpaid", "USERPAYING,unpaid", "PAYERROR,unpaid", "ACCEPT,unpaid", "CLOSED,closed", "REVOKED,closed",
      "MELTED,unknown"})
  void an_order_that_is_not_paid_has_no_notice(String theirs, String ours) throws Exception {
    JsonNode result = query(signed("{\"out_trade_no\":\"PW20261123000001\",\"mchid\":\"1230000109\",\"trade_state\":\""
        + theirs + "\"}"));
    assertThat(result.get("state").textValue()).isEqualTo(ours);
    assertThat(result.get("notice").isNull()).isTrue();
    assertThat(result.get("reason").textValue()).contains(theirs);
  }

  @Test
  void a_refunded_order_was_paid() throws Exception {
    assertThat(query(signed(PAID.replace("\"SUCCESS\"", "\"REFUND\""))).get("state").textValue()).isEqualTo("paid");
  }

  @Test
  void an_order_wechat_does_not_know_is_not_paid() throws Exception {
    assertThat(query(WechatActions.refusal(404, "ORDER_NOT_EXIST")).get("state").textValue()).isEqualTo("unpaid");
  }

  @Test
  void payment_to_another_merchant_is_told_as_such() throws Exception {
    assertThat(query(signed(PAID.replace("1230000109", "1999999999"))).at("/notice/mismatch").asText()).contains("1999999999");
  }

  @Test
  void an_answer_about_another_order_or_signed_by_somebody_else_or_late_is_not_believed() {
    byte[] body = PAID.getBytes(StandardCharsets.UTF_8);
    long now = Vectors.CLOCK.instant().getEpochSecond();
    assertThatThrownBy(() -> query(signed(PAID.replace("PW20261123000001", "PW20261123000002"))))
        .isInstanceOf(Unavailable.class).hasMessageContaining("another out_trade_no");
    assertThatThrownBy(() -> query(new Response(200, WechatFixture.headers("merchant_key.pem", Vectors.PUBLIC_KEY_ID, now,
        body), body))).isInstanceOf(Unavailable.class);
    assertThatThrownBy(() -> query(new Response(200, WechatFixture.headers("provider_key.pem", Vectors.PUBLIC_KEY_ID,
        now - 301, body), body))).isInstanceOf(Unavailable.class);
    assertThatThrownBy(() -> query(signed(PAID.replace("\"total\":5000", "\"total\":50.0")))).isInstanceOf(Unavailable.class);
  }

  @Test
  void trouble_of_wechats_is_asked_again_and_a_refusal_is_told() {
    assertThatThrownBy(() -> query(WechatActions.refusal(500, "SYSTEM_ERROR"))).isInstanceOf(Unavailable.class);
    assertThatThrownBy(() -> query(WechatActions.refusal(429, "FREQUENCY_LIMITED"))).isInstanceOf(Unavailable.class);
    assertThatThrownBy(() -> query(WechatActions.refusal(401, "SIGN_ERROR"))).isInstanceOf(Rejected.class)
        .hasMessageContaining("SIGN_ERROR");
  }

  @ParameterizedTest
  @CsvSource({"400,ORDER_CLOSED,closed", "404,ORDER_NOT_EXIST,closed", "400,ORDERPAID,paid", "400,INVALID_REQUEST,unknown"})
  void a_refused_close_says_how_the_order_stands(int status, String code, String state) throws Exception {
    try (WechatActions actions = new WechatActions(request -> WechatActions.refusal(status, code))) {
      assertThat(actions.json("close", "{\"orderId\":\"PW20261123000001\"}").get("state").textValue()).isEqualTo(state);
    }
  }

  @Test
  void a_close_is_believed_only_when_signed() throws Exception {
    try (WechatActions actions = new WechatActions(request -> signed204())) {
      assertThat(actions.json("close", "{\"orderId\":\"PW20261123000001\"}").get("state").textValue()).isEqualTo("closed");
      assertThat(actions.provider.requests().get(0).path())
          .isEqualTo("/v3/pay/transactions/out-trade-no/PW20261123000001/close");
      assertThat(new String(actions.provider.requests().get(0).body())).isEqualTo("{\"mchid\":\"1230000109\"}");
    }
    try (WechatActions actions = new WechatActions(request -> new Response(204, java.util.Map.of(), new byte[0]))) {
      assertThatThrownBy(() -> actions.ask("close", "{\"orderId\":\"PW20261123000001\"}")).isInstanceOf(Unavailable.class);
    }
  }

  private static JsonNode query(Response answer) throws Exception {
    try (WechatActions actions = new WechatActions(request -> answer)) {
      return actions.json("query", ASK);
    }
  }

  private static Response signed(String body) {
    return WechatFixture.signed(200, body.getBytes(StandardCharsets.UTF_8));
  }

  private static Response signed204() {
    return WechatFixture.signed(204, new byte[0]);
  }
}
