package io.paywatt.simulator.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import com.aliyun.dysmsapi20170525.Client;
import com.aliyun.dysmsapi20170525.models.SendSmsRequest;
import com.aliyun.dysmsapi20170525.models.SendSmsResponseBody;
import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.models.Config;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.Vectors;
import io.paywatt.simulator.http.HttpCaller;
import io.paywatt.simulator.http.WireRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmsGatewayTest {
  private SmsGateway gateway;

  @BeforeEach
  void start() {
    gateway = SmsGateway.start("testid", "testsecret", "电表充值", 0);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void what_the_official_sdk_sends_is_taken_and_listed() throws Exception {
    SendSmsResponseBody answer = send("testsecret", message());

    assertThat(answer.getCode()).isEqualTo("OK");
    SentMessage sent = gateway.sent().get(0);
    assertThat(sent.phone()).isEqualTo("13800138000");
    assertThat(sent.params()).isEqualTo(Json.object().put("balance", "4.80 元 + 5*2 ~"));
    assertThat(new HttpCaller(Duration.ofSeconds(5)).call("GET", gateway.url() + "/_sent", Map.of(), null).json())
        .hasSize(1).allSatisfy(item -> assertThat(item.path("outId").asText()).isEqualTo("17"));
  }

  @Test
  void a_request_signed_with_another_secret_is_refused() {
    TeaException refusal = catchThrowableOfType(TeaException.class, () -> send("wrong", message()));

    assertThat(refusal.getCode()).isEqualTo("SignatureDoesNotMatch");
    assertThat(gateway.sent()).isEmpty();
  }

  @Test
  void each_broken_rule_is_answered_with_its_code() throws Exception {
    assertThat(send("testsecret", message().setPhoneNumbers("12")).getCode()).isEqualTo("isv.MOBILE_NUMBER_ILLEGAL");
    assertThat(send("testsecret", message().setSignName("别人")).getCode()).isEqualTo("isv.SMS_SIGNATURE_ILLEGAL");
    assertThat(send("testsecret", message().setTemplateCode("17")).getCode()).isEqualTo("isv.SMS_TEMPLATE_ILLEGAL");
    assertThat(send("testsecret", message().setTemplateParam("{")).getCode()).isEqualTo("isv.INVALID_JSON_PARAM");
    assertThat(gateway.sent()).isEmpty();
  }

  @Test
  void it_fails_as_often_as_told() throws Exception {
    gateway.fail("isv.BUSINESS_LIMIT_CONTROL", 2);

    assertThat(send("testsecret", message()).getCode()).isEqualTo("isv.BUSINESS_LIMIT_CONTROL");
    assertThat(send("testsecret", message()).getCode()).isEqualTo("isv.BUSINESS_LIMIT_CONTROL");
    assertThat(send("testsecret", message()).getCode()).isEqualTo("OK");
  }

  @Test
  void the_published_vector_is_signed_to_the_byte() {
    String canonical = Vectors.text("n1_canonical.txt");
    TreeMap<String, String> headers = new TreeMap<>();
    canonical.lines().filter(line -> line.matches("(host|x-acs-[a-z0-9-]+):.*"))
        .forEach(line -> headers.put(line.split(":", 2)[0], line.split(":", 2)[1]));
    WireRequest request = new WireRequest("POST", "/?" + canonical.split("\n")[2], headers, new byte[0]);

    assertThat(Acs3.canonical(request, List.copyOf(headers.keySet()))).isEqualTo(canonical);
    assertThat(new Acs3("testid", "testsecret").sign(canonical))
        .isEqualTo("3b13492be933ca65712dc25ce80ecfcfea6654db9184b05022bf76c3bdde4b91");
  }

  @Test
  void a_call_signed_too_long_ago_is_refused() {
    WireRequest old = new WireRequest("POST", "/", Map.of("authorization", "ACS3-HMAC-SHA256 Credential=testid,"
        + "SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,"
        + "Signature=" + "0".repeat(64), "x-acs-date", "2026-11-23T04:00:00Z"), new byte[0]);

    GatewayError refusal = catchThrowableOfType(GatewayError.class,
        () -> new Acs3("testid", "testsecret").check(old, Instant.parse("2026-11-23T04:15:01Z")));

    assertThat(refusal.code()).isEqualTo("InvalidTimeStamp.Expired");
  }

  private static SendSmsRequest message() {
    return new SendSmsRequest().setPhoneNumbers("13800138000").setSignName("电表充值").setTemplateCode("SMS_154950909")
        .setTemplateParam("{\"balance\":\"4.80 元 + 5*2 ~\"}").setOutId("17");
  }

  private SendSmsResponseBody send(String secret, SendSmsRequest message) throws Exception {
    Config config = new Config().setAccessKeyId("testid").setAccessKeySecret(secret).setProtocol("http")
        .setEndpoint(URI.create(gateway.url()).getAuthority());
    return new Client(config).sendSms(message).getBody();
  }
}
