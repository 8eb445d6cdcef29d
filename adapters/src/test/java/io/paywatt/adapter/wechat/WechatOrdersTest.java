package io.paywatt.adapter.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.StrictJson;
import io.paywatt.adapter.Vectors;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WechatOrdersTest {
  private static final long AT = 1795420800L;
  private static final String NONCE = "593BEC0C930BF1AFEB40B4A08C8FB242";
  private static final String TOPUP = "{\"id\":\"PW20261123000001\",\"description\":\"Meter 14200000012 top-up\","
      + "\"amount\":5000,\"currency\":\"CNY\",\"payer\":{\"openid\":\"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o\"}}";

  private final WechatSettings settings = WechatFixture.settings();
  private final WechatKeys keys = WechatKeys.load(settings);
  private final WechatOrders orders = new WechatOrders(settings, keys,
      new WechatNoticeReader(settings, keys, Vectors.at(AT)), Vectors.at(AT), () -> NONCE);

  @Test
  void the_published_order_is_made_byte_for_byte_with_its_signature() {
    byte[] body = orders.body(json(TOPUP));
    assertThat(body).isEqualTo(Vectors.bytes("w1_body.json"));
    assertThat(WechatSignature.request("POST", WechatOrders.PATH, AT, NONCE, body))
        .isEqualTo(Vectors.bytes("w1_message.txt"));
    assertThat(orders.headers(body)).containsEntry("Authorization", "WECHATPAY2-SHA256-RSA2048 mchid=\"1230000109\","
        + "nonce_str=\"" + NONCE + "\",timestamp=\"" + AT + "\",serial_no=\"" + Vectors.MERCHANT_SERIAL + "\",signature=\""
        + Vectors.signature("W1_sig") + "\"").containsEntry("Wechatpay-Serial", Vectors.PUBLIC_KEY_ID);
  }

  @Test
  void the_published_query_signature_is_reproduced() {
    byte[] message = WechatSignature.request("GET", "/v3/pay/transactions/out-trade-no/PW20261123000001?mchid=1230000109",
        AT, NONCE, new byte[0]);
    assertThat(WechatSignature.sign(keys.merchantKey(), message)).isEqualTo(Vectors.signature("W1b_sig"));
  }

  @Test
  void the_payers_client_gets_the_published_signature() {
    JsonNode client = json(orders.clientParameters(
        signed("{\"prepay_id\":\"wx201410272009395522657a690389285100\"}", AT)));
    assertThat(client.get("paySign").textValue()).isEqualTo(Vectors.signature("W2_paySign"));
    assertThat(client.get("package").textValue()).isEqualTo("prepay_id=wx201410272009395522657a690389285100");
    assertThat(client.get("appId").textValue()).isEqualTo("wxd678efh567hg6787");
    assertThat(client.get("timeStamp").textValue()).isEqualTo("1795420800");
    assertThat(client.get("nonceStr").textValue()).isEqualTo(NONCE);
    assertThat(client.get("signType").textValue()).isEqualTo("RSA");
  }

  @Test
  void an_answer_that_is_not_signed_now_by_wechat_is_not_believed() {
    String body = "{\"prepay_id\":\"wx1\"}";
    assertThatThrownBy(() -> orders.clientParameters(signed(body, AT - 301))).isInstanceOf(Unavailable.class);
    assertThatThrownBy(() -> orders.clientParameters(signed(body, AT + 301))).isInstanceOf(Unavailable.class);
    assertThatThrownBy(() -> orders.clientParameters(signed("{}", AT))).isInstanceOf(Unavailable.class);
    ProviderCall.Answer other = new ProviderCall.Answer(200, signed(body, AT).headers(), bytes("{\"prepay_id\":\"wx2\"}"));
    assertThatThrownBy(() -> orders.clientParameters(other)).isInstanceOf(Unavailable.class);
    ProviderCall.Answer unsigned = new ProviderCall.Answer(200, Map.of(), bytes(body));
    assertThatThrownBy(() -> orders.clientParameters(unsigned)).isInstanceOf(Unavailable.class);
  }

  @ParameterizedTest
  @CsvSource({"400,PARAM_ERROR", "400,APPID_MCHID_NOT_MATCH", "401,SIGN_ERROR", "403,NO_AUTH", "403,OUT_TRADE_NO_USED",
      "404,RESOURCE_NOT_EXISTS"})
  void a_refusal_for_good_names_wechats_code(int status, String code) {
    assertThatThrownBy(() -> orders.clientParameters(refusal(status, code))).isInstanceOf(Rejected.class)
        .hasMessageContaining(code).hasMessageContaining("/amount/total");
  }

  @ParameterizedTest
  @CsvSource({"429,FREQUENCY_LIMITED", "500,SYSTEM_ERROR", "502,BANK_ERROR", "503,SYSTEM_ERROR", "302,MOVED"})
  void a_passing_fault_may_be_tried_again(int status, String code) {
    assertThatThrownBy(() -> orders.clientParameters(refusal(status, code))).isInstanceOf(Unavailable.class)
        .hasMessageContaining(code);
  }

  @Test
  void a_refusal_without_a_readable_body_is_sorted_by_its_status() {
    assertThatThrownBy(() -> orders.clientParameters(new ProviderCall.Answer(502, Map.of(), bytes("<html>"))))
        .isInstanceOf(Unavailable.class);
    assertThatThrownBy(() -> orders.clientParameters(new ProviderCall.Answer(403, Map.of(), new byte[0])))
        .isInstanceOf(Rejected.class);
  }

  @Test
  void a_top_up_that_lacks_something_is_refused_by_name() {
    Map.of("openid", TOPUP.replace("openid", "unionid"), "amount", TOPUP.replace("5000", "50.0"), "id",
        TOPUP.replace("\"id\"", "\"no\""), "currency", TOPUP.replace("CNY", "YUAN")).forEach((field, topup) ->
            assertThatThrownBy(() -> orders.body(json(topup))).isInstanceOf(Rejected.class).hasMessageContaining(field));
  }

  @Test
  void the_payer_may_come_as_text() {
    String asText = TOPUP.replace("\"payer\":{\"openid\":\"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o\"}",
        "\"payerJson\":\"{\\\"openid\\\":\\\"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o\\\"}\"");
    assertThat(orders.body(json(asText))).isEqualTo(Vectors.bytes("w1_body.json"));
  }

  @Test
  void a_long_description_is_cut_between_characters() {
    String order = new String(orders.body(json(TOPUP.replace("Meter 14200000012 top-up", "⚡电😀".repeat(60)))),
        StandardCharsets.UTF_8);
    String description = json(order).get("description").textValue();
    assertThat(description.codePointCount(0, description.length())).isEqualTo(127);
    assertThat("⚡电😀".repeat(60)).startsWith(description);
  }

  private static ProviderCall.Answer signed(String body, long at) {
    return new ProviderCall.Answer(200,
        WechatFixture.headers("provider_key.pem", Vectors.PUBLIC_KEY_ID, at, bytes(body)), bytes(body));
  }

  private static ProviderCall.Answer refusal(int status, String code) {
    return new ProviderCall.Answer(status, Map.of(), bytes("{\"code\":\"" + code
        + "\",\"message\":\"text\",\"detail\":{\"field\":\"/amount/total\",\"issue\":\"x\"}}"));
  }

  private static JsonNode json(String text) {
    return StrictJson.object(bytes(text), "test");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
