package io.paywatt.adapter.aliyun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import io.paywatt.adapter.Vectors;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.notice.OutgoingNotice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AliyunSmsTest {
  private static final AliyunSettings SETTINGS = new AliyunSettings("testid", "testsecret", "电表充值", null);
  private static final String NONCE = "3156853299f313e23d1673dc12e1703d";

  private final AliyunSms sms = new AliyunSms(SETTINGS, Vectors.CLOCK, () -> NONCE);

  @Test
  void the_published_request_is_canonicalised_and_signed_exactly() {
    Map<String, String> parameters = new TreeMap<>(sms.parameters(notice("13800138000", "SMS_154950909")));
    parameters.put("OutId", "PW1");
    String query = AliyunSignature.query(parameters);
    Map<String, String> headers = sms.headers(query);
    TreeMap<String, String> signed = new TreeMap<>(headers);
    signed.keySet().removeIf(name -> !name.startsWith("x-acs"));
    signed.put("host", "dysmsapi.aliyuncs.com");
    assertThat(AliyunSignature.canonicalRequest("POST", query, signed, headers.get("x-acs-content-sha256")))
        .isEqualTo(Vectors.text("n1_canonical.txt"));
    assertThat(headers).containsEntry("Authorization", "ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=host;x-acs-action;"
        + "x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,"
        + "Signature=3b13492be933ca65712dc25ce80ecfcfea6654db9184b05022bf76c3bdde4b91");
  }

  @ParameterizedTest
  @CsvSource({"+8613800138000,13800138000", "138 0013 8000,13800138000", "+85251234567,85251234567"})
  void a_phone_number_is_written_as_the_gateway_wants_it(String recipient, String sent) {
    assertThat(sms.parameters(notice(recipient, "SMS_1"))).containsEntry("PhoneNumbers", sent);
  }

  @Test
  void a_notice_without_template_or_number_will_never_go_out() {
    assertThatThrownBy(() -> sms.parameters(notice("13800138000", null))).isInstanceOf(Rejected.class)
        .hasMessageContaining("low-balance").hasMessageContaining("template");
    assertThatThrownBy(() -> sms.parameters(notice("13800138000,13900139000", "SMS_1"))).isInstanceOf(Rejected.class)
        .hasMessageContaining("phone").hasMessageNotContaining("13800138000");
  }

  @ParameterizedTest
  @CsvSource({"200,isv.BUSINESS_LIMIT_CONTROL,LATER", "200,isp.SYSTEM_ERROR,LATER", "503,ServiceUnavailable,LATER",
      "500,InternalError,LATER", "400,Throttling.User,LATER", "429,x,LATER", "200,isv.OUT_OF_SERVICE,HOLD",
      "200,isv.AMOUNT_NOT_ENOUGH,HOLD", "200,isv.DAY_LIMIT_CONTROL,HOLD", "200,isv.MONTH_LIMIT_CONTROL,HOLD",
      "200,isv.MOBILE_NUMBER_ILLEGAL,PERMANENT", "200,isv.SMS_TEMPLATE_ILLEGAL,PERMANENT",
      "404,InvalidAccessKeyId.NotFound,PERMANENT", "400,SignatureDoesNotMatch,PERMANENT"})
  void a_fault_is_sorted_by_what_to_do(int status, String code, AliyunFault fault) {
    assertThat(AliyunFault.of(status, code)).isEqualTo(fault);
  }

  @Test
  void a_missing_setting_is_named_and_the_secret_never_shown() {
    assertThatThrownBy(() -> new AliyunSettings("id", null, "sign", null)).hasMessageContaining("access-key-secret");
    assertThatThrownBy(() -> new AliyunSettings("id", "s", "sign", "ftp://x")).hasMessageContaining("base-url");
    assertThat(SETTINGS.toString()).doesNotContain("testsecret");
  }

  private static OutgoingNotice notice(String recipient, String template) {
    return new OutgoingNotice(1, "low-balance", "sms", recipient, "zh-CN", "北苑", "text", template, "{\"token\":\"1234-5678\"}");
  }
}
