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

  private static final String PATH = "/v3/pay/transactions/jsapi";

  private final WechatCalls calls = WechatFixture.calls(WechatFixture.settings(), Vectors.at(AT), () -> NONCE);
  private final WechatOrders orders = new WechatOrders(calls);

  @Test
  void the_published_order_is_made_byte_for_byte_with_its_signature() {
    byte[] body = bytes(orders.body(json(TOPUP)).toString());
    assertThat(body).isEqualTo(Vectors.bytes("w1_body.json"));
    assertThat(WechatSignature.request("POST", PATH, AT, NONCE, body))
        .isEqualTo(Vectors.bytes("w1_message.txt"));
    assertThat(calls.headers("POST", PATH, body)).containsEntry("Authorization", "WECHATPAY2-SHA256-RSA2048 mchid=\"1230000109\","
        + "nonce_str=\"" + NONCE + "\",timestamp=\"" + AT + "\",serial_no=\"" + Vectors.MERCHANT_SERIAL + "\",signature=\""
        + Vectors.signature("W1_sig") + "\"").containsEntry("Wechatpay-Serial", Vectors.PUBLIC_KEY_ID);
  }

  @Test
  void the_published_query_signature_is_reproduced() {
    assertThat(calls.headers("GET", "/v3/pay/transactions/out-trade-no/PW20261123000001?mchid=1230000109", new byte[0])
        .get("Authorization")).contains("signature=\"" + Vectors.signature("W1b_sig") + "\"");
  }

  @Test
  void the_payers_client_gets_the_published_signature() {
    JsonNode client = json(client(
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
    assertThatThrownBy(() -> client(signed(body, AT - 301))).isInstanceOf(Unavailable.class);
    assertThatThrownBy(() -> client(signed(body, AT + 301))).isInstanceOf(Unavailable.class);
    assertThatThrownBy(() -> client(signed("{}", AT))).isInstanceOf(Unavailable.class);
    ProviderCall.Answer other = new ProviderCall.Answer(200, signed(body, AT).headers(), bytes("{\"prepay_id\":\"wx2\"}"));
    assertThatThrownBy(() -> client(other)).isInstanceOf(Unavailable.class);
    ProviderCall.Answer unsigned = new ProviderCall.Answer(200, Map.of(), bytes(body));
    assertThatThrownBy(() -> client(unsigned)).isInstanceOf(Unavailable.class);
  }

  @ParameterizedTest
  @CsvSource({"400,PARAM_ERROR", "400,APPID_MCHID_NOT_MATCH", "401,SIGN_ERROR", "403,NO_AUTH", "403,OUT_TRADE_NO_USED",
      "404,RESOURCE_NOT_EXISTS"})
  void a_refusal_for_good_names_wechats_code(int status, String code) {
    assertThatThrownBy(() -> client(refusal(status, code))).isInstanceOf(Rejected.class)
        .hasMessageContaining(code).hasMessageContaining("/amount/total");
  }

  @ParameterizedTest
  @CsvSource({"429,FREQUENCY_LIMITED", "500,SYSTEM_ERROR", "502,BANK_ERROR", "503,SYSTEM_ERROR", "302,MOVED"})
  void a_passing_fault_may_be_tried_again(int status, String code) {
    assertThatThrownBy(() -> client(refusal(status, code))).isInstanceOf(Unavailable.class)
        .hasMessageContaining(code);
  }

  @Test
  void a_refusal_without_a_readable_body_is_sorted_by_its_status() {
    assertThatThrownBy(() -> client(new ProviderCall.Answer(502, Map.of(), bytes("<html>"))))
        .isInstanceOf(Unavailable.class);
    assertThatThrownBy(() -> client(new ProviderCall.Answer(403, Map.of(), new byte[0])))
        .isInstanceOf(Rejected.class);
  }

  @Test
  void a_top_up_that_lacks_something_is_refused_by_name() {
    Map.of("openid", TOPUP.replace("openid", "unionid"), "amount", TOPUP.replace("5000", "50.0"), "id",
        TOPUP.replace("\"id\"", "\"no\""), "currency", TOPUP.replace("CNY", "YUAN")).forEach((field, topup) ->
            assertThatThrownBy(() -> orders.body(json(topup))).isInstanceOf(Rejected.class).hasMessageContaining(field));
  }

  @Test
  void a_top_up_without_the_payers_field_is_well_formed_but_faulty() {
    for (String payer : new String[] {"{}", "{\"openid\":7}", "{\"openid\":\"\"}"}) {
      String topup = TOPUP.replaceFirst("\\{\"openid.*", payer + "}");
      assertThatThrownBy(() -> orders.body(json(topup))).hasMessageStartingWith("payer.openid")
          .isInstanceOfSatisfying(Rejected.class, e -> assertThat(e.status()).isEqualTo(422));
    }
  }

  @Test
  void the_payer_may_come_as_text() {
    String asText = TOPUP.replace("\"payer\":{\"openid\":\"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o\"}",
        "\"payerJson\":\"{\\\"openid\\\":\\\"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o\\\"}\"");
    assertThat(orders.body(json(asText)).toString()).isEqualTo(Vectors.text("w1_body.json"));
  }

  @Test
  void a_long_description_is_cut_between_characters() {
    String order = orders.body(json(TOPUP.replace("Meter 14200000012 top-up", "⚡电😀".repeat(60)))).toString();
    String description = json(order).get("description").textValue();
    assertThat(description.codePointCount(0, description.length())).isEqualTo(127);
    assertThat("⚡电😀".repeat(60)).startsWith(description);
  }

  @Test
  void a_native_order_names_no_payer_and_gives_the_text_of_a_qr_code() {
    JsonNode topup = json(TOPUP.replaceFirst(",\"payer.*", ",\"method\":\"native\",\"payerJson\":\"{}\"}"));
    assertThat(orders.body(topup).has("payer")).isFalse();
    JsonNode client = json(orders.end(null, topup, signed("{\"code_url\":\"weixin://wxpay/bizpayurl?pr=p4lpSuKzz\"}", AT)));
    assertThat(client.toString()).isEqualTo("{\"codeUrl\":\"weixin://wxpay/bizpayurl?pr=p4lpSuKzz\"}");
    assertThatThrownBy(() -> orders.end(null, topup, signed("{\"prepay_id\":\"wx1\"}", AT))).isInstanceOf(Unavailable.class);
  }

  @Test
  void an_h5_order_says_where_the_payer_is_and_gives_an_address() {
    String h5 = TOPUP.replaceFirst(",\"payer.*", ",\"method\":\"h5\",\"payer\":{\"ip\":\"203.0.113.7\"}}");
    assertThat(orders.body(json(h5)).get("scene_info").toString())
        .isEqualTo("{\"payer_client_ip\":\"203.0.113.7\",\"h5_info\":{\"type\":\"Wap\"}}");
    assertThat(orders.end(null, json(h5), signed("{\"h5_url\":\"https://wx.tenpay.com/x?prepay_id=1\"}", AT)))
        .isEqualTo("{\"h5Url\":\"https://wx.tenpay.com/x?prepay_id=1\"}");
    assertThatThrownBy(() -> orders.body(json(h5.replace("\"ip\"", "\"iq\"")))).hasMessageContaining("ip is missing");
    assertThatThrownBy(() -> orders.body(json(h5.replace("h5", "app")))).isInstanceOf(Rejected.class)
        .hasMessageContaining("allowed is jsapi, native or h5");
  }

  private String client(ProviderCall.Answer answer) {
    return orders.end(null, json(TOPUP), answer);
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
