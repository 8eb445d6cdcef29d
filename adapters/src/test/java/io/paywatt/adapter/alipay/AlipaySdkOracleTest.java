package io.paywatt.adapter.alipay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import com.alipay.api.AlipayApiException;
import com.alipay.api.DefaultAlipayClient;
import com.alipay.api.internal.util.AlipaySignature;
import com.alipay.api.request.AlipayTradeQueryRequest;
import com.alipay.api.response.AlipayTradeQueryResponse;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.ProviderServer;
import io.paywatt.adapter.ProviderServer.Response;
import io.paywatt.adapter.Sha256WithRsa;
import io.paywatt.adapter.Vectors;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;
import org.junit.jupiter.api.Test;

/** The official SDK judges: what it takes we take, what it refuses we refuse, and what it signs we sign. */
class AlipaySdkOracleTest {
  private static final AlipayNoticeReader HUB = new AlipayNoticeReader(AlipayFixture.settings("http://127.0.0.1/gateway.do"),
      () -> AlipayKeys.load(AlipayFixture.settings("http://127.0.0.1/gateway.do")), AlipayFixture.CLOCK);

  @Test
  void sdk_and_hub_both_take_the_notice() throws Exception {
    assertThat(new String(io.paywatt.adapter.alipay.AlipaySignature.notice(AlipayFixture.a1()), StandardCharsets.UTF_8))
        .isEqualTo(Vectors.text("a1_signcontent.txt"));
    assertThat(sdkTakes(Vectors.bytes("a1_form.txt"))).isTrue();
    assertThat(HUB.read(Vectors.bytes("a1_form.txt"))).isInstanceOf(AlipayNotice.Paid.class);
    assertThat(sdkTakes(AlipayFixture.notice("body", "x=%2B&y= ", "subject", "电")))
        .as("what our fixture signs").isTrue();
  }

  @Test
  void sdk_and_hub_both_refuse_what_was_changed() throws Exception {
    String good = Vectors.text("a1_form.txt");
    for (String bad : new String[] {good.replace("total_amount=50.00", "total_amount=50.01"), good + "&extra=1",
        good.replaceAll("sign=[^&]*", "sign=" + Vectors.signature("A1_sig_withempty").replace("+", "%2B"))}) {
      byte[] form = bad.getBytes(StandardCharsets.US_ASCII);
      assertThat(sdkTakes(form)).isFalse();
      assertThatThrownBy(() -> HUB.read(form)).isInstanceOf(Rejected.class);
    }
  }

  @Test
  void the_sdk_verifies_as_the_caller_says_and_the_hub_only_rsa2() throws Exception {
    Map<String, String> fields = fields(AlipayFixture.notice());
    assertThat(AlipaySignature.rsaCheckV1(new HashMap<>(fields), publicKey(), "UTF-8")).as("SHA-1").isFalse();
    byte[] downgraded = new String(AlipayFixture.notice(), StandardCharsets.US_ASCII).replace("RSA2", "RSA")
        .getBytes(StandardCharsets.US_ASCII);
    assertThat(sdkTakes(downgraded)).as("it is told RSA2 and never looks").isTrue();
    assertThatThrownBy(() -> HUB.read(downgraded)).isInstanceOf(Rejected.class);
  }

  @Test
  void a_request_is_signed_as_the_vector_and_as_the_sdk_signs_it() throws Exception {
    Map<String, String> request = new TreeMap<>(Map.of("app_id", "2021000000000001", "biz_content",
        "{\"out_trade_no\":\"PW20261123000002\"}", "charset", "utf-8", "format", "JSON", "method", "alipay.trade.query",
        "sign_type", "RSA2", "timestamp", "2026-11-23 12:00:05", "version", "1.0", "return_url", ""));
    byte[] content = io.paywatt.adapter.alipay.AlipaySignature.request(request);
    assertThat(content).isEqualTo(Vectors.bytes("a2_signcontent.txt"));
    String ours = Sha256WithRsa.sign(KeyFile.privateKey(Vectors.file("merchant_key.pem")), content);
    assertThat(ours).isEqualTo(Vectors.signature("A2_sig"))
        .isEqualTo(AlipaySignature.rsa256Sign(Vectors.text("a2_signcontent.txt"), bare("merchant_key.pem"), "utf-8"));
  }

  @Test
  void sdk_and_hub_both_believe_the_answer_of_the_vector_and_no_other() throws Exception {
    String good = Vectors.text("a3_response.json");
    assertThat(sdkAsks(good).getTradeStatus()).isEqualTo("TRADE_SUCCESS");
    assertThat(hubAsks(good).text("trade_status")).isEqualTo("TRADE_SUCCESS");
    for (String bad : new String[] {good.replace("50.00", "90.00"), good.replace("\"code\":", "\"code\" :"),
        good.replaceAll("\"sign\":\"..", "\"sign\":\"AA"), good.replaceAll(",\"sign\":\"[^\"]*\"", "")}) {
      assertThat(bad).isNotEqualTo(good);
      assertThatThrownBy(() -> sdkAsks(bad)).satisfiesAnyOf(e -> assertThat(e).isInstanceOf(AlipayApiException.class),
          e -> assertThat(e).isInstanceOf(RuntimeException.class));
      assertThatThrownBy(() -> hubAsks(bad)).isInstanceOf(Unavailable.class);
    }
  }

  private static AlipayTradeQueryResponse sdkAsks(String answer) throws AlipayApiException {
    try (ProviderServer server = new ProviderServer(request ->
        new Response(200, Map.of(), answer.getBytes(StandardCharsets.UTF_8)))) {
      return new DefaultAlipayClient(server.url() + "/gateway.do", "2021000000000001", bare("merchant_key.pem"), "json",
          "UTF-8", publicKey(), "RSA2").execute(new AlipayTradeQueryRequest());
    }
  }

  private static AlipayReply hubAsks(String answer) {
    return AlipayReply.of("alipay.trade.query", new ProviderCall.Answer(200, Map.of(), answer.getBytes(StandardCharsets.UTF_8)),
        AlipayKeys.load(AlipayFixture.settings("http://127.0.0.1/gateway.do")));
  }

  /** The SDK removes the signature from the map it is given. */
  private static boolean sdkTakes(byte[] form) throws AlipayApiException {
    return AlipaySignature.rsaCheckV1(new HashMap<>(fields(form)), publicKey(), "UTF-8", "RSA2");
  }

  private static Map<String, String> fields(byte[] form) {
    return AlipayForm.parse(form).fields();
  }

  private static String publicKey() {
    return bare("provider_pub.pem");
  }

  private static String bare(String pem) {
    return Vectors.text(pem).replaceAll("-----[A-Z ]+-----|\\s", "");
  }
}
