package io.paywatt.adapter.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.sms.v20210111.SmsClient;
import com.tencentcloudapi.sms.v20210111.models.SendSmsRequest;
import com.tencentcloudapi.sms.v20210111.models.SendStatus;
import io.paywatt.simulator.channel.TencentSms;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The official SDK passes the gateway of our tests, and both sign as the vendor's documents do. */
class TencentSdkOracleTest {
  @Test
  void the_sdk_passes_the_gateway_so_the_gateway_checks_the_right_thing() throws Exception {
    try (TencentSms gateway = new TencentSms("AKIDtest", "secrettest", "电表充值")) {
      HttpProfile http = new HttpProfile();
      http.setProtocol(HttpProfile.REQ_HTTP);
      http.setEndpoint(gateway.url().substring("http://".length()));
      ClientProfile profile = new ClientProfile();
      profile.setHttpProfile(http);
      SendSmsRequest request = new SendSmsRequest();
      request.setPhoneNumberSet(new String[] {"+8613800138000"});
      request.setSmsSdkAppId("1400006666");
      request.setTemplateId("1110");
      request.setSignName("电表充值");
      request.setTemplateParamSet(new String[] {"余额"});
      SendStatus status = new SmsClient(new Credential("AKIDtest", "secrettest"), "ap-guangzhou", profile).SendSms(request)
          .getSendStatusSet()[0];
      assertThat(status.getCode()).isEqualTo("Ok");
      assertThat(gateway.taken()).singleElement().returns("[\"余额\"]", TencentSms.Taken::text);
    }
  }

  @Test
  void the_worked_example_has_the_same_signature() {
    byte[] body = ("{\"PhoneNumberSet\":[\"+8613800138000\"],\"SmsSdkAppId\":\"1400006666\",\"TemplateId\":\"1110\","
        + "\"SignName\":\"电表充值\",\"TemplateParamSet\":[\"1234-5678\"],\"SessionContext\":\"PW1\"}")
        .getBytes(StandardCharsets.UTF_8);
    TencentSettings settings = TencentSettings.of("AKIDtest", "secrettest", "1400006666", "电表充值", "ap-guangzhou",
        "https://sms.tencentcloudapi.com");
    assertThat(TencentSignature.authorization(settings, "application/json; charset=utf-8", body,
        Instant.ofEpochSecond(1795406400)))
        .endsWith("Signature=b3155ebed01fbf1c8e708bd562be541abe172e851bfb80634d760eb8c9c7f7d8")
        .contains("Credential=AKIDtest/2026-11-23/sms/tc3_request");
  }
}
