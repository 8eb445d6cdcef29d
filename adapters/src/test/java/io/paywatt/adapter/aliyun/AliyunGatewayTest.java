package io.paywatt.adapter.aliyun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import com.aliyun.dysmsapi20170525.Client;
import com.aliyun.dysmsapi20170525.models.SendSmsRequest;
import com.aliyun.teaopenapi.models.Config;
import io.paywatt.adapter.Hmac;
import io.paywatt.adapter.ProviderServer;
import io.paywatt.adapter.ProviderServer.Request;
import io.paywatt.adapter.ProviderServer.Response;
import io.paywatt.adapter.RunningKamelet;
import io.paywatt.adapter.SendResult;
import io.paywatt.adapter.StrictJson;
import io.paywatt.adapter.Vectors;
import io.paywatt.ledger.Unavailable;
import io.paywatt.ledger.notice.OutgoingNotice;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** A gateway on the wire that checks the signature: the official SDK and the shipped kamelet must both pass it. */
class AliyunGatewayTest {
  private static final String SECRET = "testsecret";
  private static final OutgoingNotice NOTICE = new OutgoingNotice(42, "receipt", "sms", "+8613800138000", "zh-CN", "北苑", "到账",
      "SMS_154950909", "{\"money\":\"50.00 + 1%\",\"room\":\"3栋*201&~\"}");
  private static final Pattern AUTHORIZATION =
      Pattern.compile("ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=([^,]+),Signature=([0-9a-f]{64})");

  @Test
  void the_sdk_passes_the_gateway_so_the_gateway_checks_the_right_thing() throws Exception {
    try (ProviderServer gateway = new ProviderServer(AliyunGatewayTest::check)) {
      Client sdk = new Client(new Config().setAccessKeyId("testid").setAccessKeySecret(SECRET)
          .setEndpoint(gateway.authority()).setProtocol("http"));
      var answer = sdk.sendSms(new SendSmsRequest().setPhoneNumbers("13800138000").setSignName("电表充值")
          .setTemplateCode("SMS_154950909").setTemplateParam("{\"token\":\"1234-5678\"}").setOutId("PW1"));
      assertThat(answer.getBody().getCode()).isEqualTo("OK");
    }
  }

  @Test
  void the_kamelet_passes_the_gateway_with_every_kind_of_character() throws Exception {
    try (ProviderServer gateway = new ProviderServer(AliyunGatewayTest::check)) {
      SendResult result = send(gateway.url(), NOTICE);
      assertThat(result).isEqualTo(SendResult.taken(42, "aliyun", "900619746936498440^0", List.of("900619746936498440^0")));
      Request request = gateway.requests().get(0);
      assertThat(request.method()).isEqualTo("POST");
      assertThat(request.body()).isEmpty();
      assertThat(request.query()).contains("OutId=42").contains("PhoneNumbers=13800138000").contains("3%E6%A0%8B%2A201%26");
      assertThat(request.headers()).doesNotContainKeys("Cookie", "X-Internal");
    }
  }

  @Test
  void a_notice_as_json_will_do() throws Exception {
    try (ProviderServer gateway = new ProviderServer(AliyunGatewayTest::check)) {
      assertThat(send(gateway.url(), StrictJson.MAPPER.writeValueAsString(NOTICE)).sent()).isTrue();
    }
  }

  @Test
  void a_wrong_secret_is_refused_for_good() throws Exception {
    try (ProviderServer gateway = new ProviderServer(AliyunGatewayTest::check)) {
      SendResult result = send(new AliyunSettings("testid", "other", "电表充值", gateway.url()), NOTICE);
      assertThat(result.sent()).isFalse();
      assertThat(result.again()).isFalse();
      assertThat(result.error()).contains("SignatureDoesNotMatch");
    }
  }

  @Test
  void a_business_fault_in_a_200_is_no_success() throws Exception {
    assertThat(fault(200, "{\"Code\":\"isv.BUSINESS_LIMIT_CONTROL\",\"Message\":\"触发流控\"}").again()).isTrue();
    assertThat(fault(200, "{\"Code\":\"isv.AMOUNT_NOT_ENOUGH\",\"Message\":\"x\"}").again()).isTrue();
    SendResult illegal = fault(200, "{\"Code\":\"isv.MOBILE_NUMBER_ILLEGAL\",\"Message\":\"x\"}");
    assertThat(illegal.again()).isFalse();
    assertThat(illegal.error()).contains("isv.MOBILE_NUMBER_ILLEGAL");
    assertThat(fault(502, "<html>bad gateway</html>").again()).isTrue();
    assertThat(fault(200, "").again()).isTrue();
  }

  @Test
  void a_gateway_out_of_reach_is_tried_again() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    SendResult refused = send("http://127.0.0.1:" + free, NOTICE);
    assertThat(refused).isEqualTo(SendResult.refused(42, "aliyun", true, "no answer"));
    try (ServerSocket silent = new ServerSocket(0)) {
      assertThat(send("http://127.0.0.1:" + silent.getLocalPort(), NOTICE).again()).isTrue();
    }
  }

  @Test
  void without_configuration_notices_wait() {
    assertThatThrownBy(() -> send((AliyunSettings) null, NOTICE)).isInstanceOf(Unavailable.class);
  }

  private static SendResult fault(int status, String body) throws Exception {
    try (ProviderServer gateway = new ProviderServer(request ->
        new Response(status, Map.of(), body.getBytes(StandardCharsets.UTF_8)))) {
      SendResult result = send(gateway.url(), NOTICE);
      assertThat(result.sent()).isFalse();
      return result;
    }
  }

  private static SendResult send(String url, Object body) throws Exception {
    return send(new AliyunSettings("testid", SECRET, "电表充值", url), body);
  }

  private static SendResult send(AliyunSettings settings, Object body) throws Exception {
    RouteBuilder route = new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:send").to("kamelet:aliyun-sms-sink?responseTimeout=500");
      }
    };
    try (RunningKamelet running = new RunningKamelet(Map.of("aliyunSms", new AliyunSms(settings, Vectors.CLOCK)), route,
        65_536)) {
      Exchange exchange = running.context().createProducerTemplate().request("direct:send", request -> {
        request.getMessage().setBody(body);
        request.getMessage().setHeader("Cookie", "session=1");
        request.getMessage().setHeader("X-Internal", "7");
      });
      if (exchange.getException() != null) {
        throw exchange.getException();
      }
      assertThat(exchange.getMessage().getHeader("X-Internal")).isEqualTo("7");
      return exchange.getMessage().getBody(SendResult.class);
    }
  }

  /** The gateway: builds the canonical request from what came over the wire. */
  private static Response check(Request request) {
    Matcher authorization = AUTHORIZATION.matcher(request.headers().getOrDefault("Authorization", ""));
    if (!authorization.matches()) {
      return new Response(400, Map.of(), "{\"Code\":\"IncompleteSignature\"}".getBytes(StandardCharsets.UTF_8));
    }
    SortedMap<String, String> signed = new TreeMap<>();
    for (String name : authorization.group(1).split(";")) {
      signed.put(name, request.headers().get(name));
    }
    String canonical = AliyunSignature.canonicalRequest(request.method(), sorted(request.query()), signed,
        Hmac.digest(request.body()));
    boolean good = AliyunSignature.signature(SECRET, canonical).equals(authorization.group(2));
    return good
        ? new Response(200, Map.of(), ("{\"Code\":\"OK\",\"Message\":\"OK\",\"BizId\":\"900619746936498440^0\","
            + "\"RequestId\":\"1\"}").getBytes(StandardCharsets.UTF_8))
        : new Response(400, Map.of(), "{\"Code\":\"SignatureDoesNotMatch\",\"Message\":\"x\"}"
            .getBytes(StandardCharsets.UTF_8));
  }

  /** As the real gateway: values are taken as they mean, in whatever order and escaping they were sent. */
  private static String sorted(String query) {
    Map<String, String> parameters = new TreeMap<>();
    for (String parameter : query.split("&")) {
      String[] pair = parameter.split("=", 2);
      parameters.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
    }
    return AliyunSignature.query(parameters);
  }
}
