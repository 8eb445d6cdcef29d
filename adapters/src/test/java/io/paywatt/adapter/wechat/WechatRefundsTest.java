package io.paywatt.adapter.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.ProviderServer.Response;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WechatRefundsTest {
  private static final String ASK = """
      {"refundId":"RF20261123000001","orderId":"PW20261123000001","transactionId":"4200002026112312345678901234",\
      "amount":2000,"total":5000,"currency":"CNY","reason":"%s"}""".formatted("电".repeat(90));

  @Test
  void a_refund_goes_out_with_every_number_and_a_short_reason() throws Exception {
    try (WechatActions actions = new WechatActions(request -> accepted("PROCESSING"))) {
      assertThat(actions.ask("refund", ASK)).isEqualTo("{\"state\":\"processing\",\"providerRefundId\":\"502\",\"reason\":null}");
      var request = actions.provider.requests().get(0);
      assertThat(request.path()).isEqualTo("/v3/refund/domestic/refunds");
      assertThat(new String(request.body(), StandardCharsets.UTF_8)).isEqualTo("""
          {"transaction_id":"4200002026112312345678901234","out_refund_no":"RF20261123000001","reason":"%s",\
          "notify_url":"https://pay.example.com/notify/wechat","amount":{"refund":2000,"total":5000,"currency":"CNY"}}"""
          .formatted("电".repeat(80)));
    }
  }

  @ParameterizedTest
  @CsvSource({"SUCCESS,done", "PROCESSING,processing", "CLOSED,refused", "ABNORMAL,held", "MELTED,unknown"})
  void what_wechat_says_of_a_refund_is_told_in_our_words(String status, String state) throws Exception {
    try (WechatActions actions = new WechatActions(request -> accepted(status))) {
      assertThat(actions.json("refund", ASK).get("state").textValue()).isEqualTo(state);
      assertThat(actions.json("refund-query", ASK).get("state").textValue()).isEqualTo(state);
      assertThat(actions.provider.requests().get(1).path()).isEqualTo("/v3/refund/domestic/refunds/RF20261123000001");
    }
  }

  @ParameterizedTest
  @CsvSource({"403,NOT_ENOUGH,held", "401,SIGN_ERROR,held", "403,NO_AUTH,held", "400,PARAM_ERROR,refused",
      "400,INVALID_REQUEST,refused", "404,RESOURCE_NOT_EXISTS,refused", "403,USER_ACCOUNT_ABNORMAL,refused"})
  void a_refusal_is_for_good_or_until_a_person_has_acted(int status, String code, String state) throws Exception {
    try (WechatActions actions = new WechatActions(request -> WechatActions.refusal(status, code))) {
      JsonNode result = actions.json("refund", ASK);
      assertThat(result.get("state").textValue()).isEqualTo(state);
      assertThat(result.get("reason").textValue()).contains(code);
    }
  }

  @ParameterizedTest
  @CsvSource({"500,SYSTEM_ERROR", "502,BANK_ERROR", "429,FREQUENCY_LIMITED"})
  void what_may_have_been_done_is_not_known(int status, String code) throws Exception {
    try (WechatActions actions = new WechatActions(request -> WechatActions.refusal(status, code))) {
      assertThatThrownBy(() -> actions.ask("refund", ASK)).isInstanceOf(Unavailable.class).hasMessageContaining(code);
      assertThatThrownBy(() -> actions.ask("refund-query", ASK)).isInstanceOf(Unavailable.class);
    }
  }

  @Test
  void a_refund_wechat_never_got_is_unknown_and_may_be_sent_again() throws Exception {
    try (WechatActions actions = new WechatActions(request -> WechatActions.refusal(404, "RESOURCE_NOT_EXISTS"))) {
      assertThat(actions.json("refund-query", ASK).get("state").textValue()).isEqualTo("unknown");
    }
  }

  @Test
  void an_answer_about_another_refund_or_amount_is_not_taken() throws Exception {
    try (WechatActions actions = new WechatActions(request -> signed("""
        {"refund_id":"502","out_refund_no":"RF20261123000001","status":"SUCCESS","amount":{"refund":1}}"""))) {
      assertThat(actions.json("refund", ASK).get("state").textValue()).isEqualTo("unknown");
    }
  }

  @Test
  void an_amount_that_is_no_whole_number_never_goes_out() throws Exception {
    try (WechatActions actions = new WechatActions(request -> accepted("SUCCESS"))) {
      assertThatThrownBy(() -> actions.ask("refund", ASK.replace("2000", "20.00"))).isInstanceOf(Rejected.class)
          .hasMessageContaining("amount");
      assertThat(actions.provider.requests()).isEmpty();
    }
  }

  private static Response accepted(String status) {
    return signed("{\"refund_id\":\"502\",\"out_refund_no\":\"RF20261123000001\",\"status\":\"" + status
        + "\",\"amount\":{\"refund\":2000,\"total\":5000,\"currency\":\"CNY\"}}");
  }

  private static Response signed(String body) {
    return WechatFixture.signed(200, body.getBytes(StandardCharsets.UTF_8));
  }
}
