package io.paywatt.adapter.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import io.paywatt.adapter.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WechatKeysTest {
  private static final WechatSettings GOOD = WechatFixture.settings();

  @Test
  void public_key_and_certificates_are_held_at_once_and_found_by_serial() {
    WechatKeys keys = WechatKeys.load(GOOD);
    assertThat(keys.verifier(Vectors.PUBLIC_KEY_ID)).isNotNull();
    assertThat(keys.verifier(Vectors.CERTIFICATE_SERIAL.toLowerCase(java.util.Locale.ROOT))).isNotNull();
    assertThat(keys.verifier("5157F09E")).isNull();
    assertThat(keys.preferredSerial()).isEqualTo(Vectors.PUBLIC_KEY_ID);
  }

  @Test
  void with_certificates_alone_the_first_one_is_asked_for() {
    WechatSettings settings = new WechatSettings(GOOD.appId(), GOOD.merchantId(), GOOD.merchantSerial(),
        GOOD.merchantKeyFile(), GOOD.apiV3Key(), null, null, GOOD.certificateFiles(), GOOD.baseUrl(), GOOD.notifyUrl());
    assertThat(WechatKeys.load(settings).preferredSerial()).isEqualTo(Vectors.CERTIFICATE_SERIAL);
  }

  @Test
  void a_file_that_is_missing_or_something_else_is_named(@TempDir Path folder) throws Exception {
    assertThatThrownBy(() -> load(folder.resolve("none.pem"))).hasMessageContaining("none.pem");
    assertThatThrownBy(() -> load(Vectors.file("provider_pub.pem"))).hasMessageContaining("provider_pub.pem");
    Path old = Files.writeString(folder.resolve("old.pem"), "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----");
    assertThatThrownBy(() -> load(old)).hasMessageContaining("openssl pkcs8");
    Path cut = Files.writeString(folder.resolve("cut.pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----");
    assertThatThrownBy(() -> load(cut)).hasMessageContaining("cut.pem").isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_wrong_setting_stops_the_start_with_its_key() {
    assertThatThrownBy(() -> settings("wx 1", GOOD.apiV3Key(), GOOD.publicKeyId())).hasMessageContaining("app-id");
    assertThatThrownBy(() -> settings(GOOD.appId(), "a-key-that-is-too-short", GOOD.publicKeyId()))
        .hasMessageContaining("api-v3-key").hasMessageNotContaining("too-short");
    assertThatThrownBy(() -> settings(GOOD.appId(), GOOD.apiV3Key(), null)).hasMessageContaining("public-key-id");
    assertThat(GOOD.toString()).doesNotContain(GOOD.apiV3Key());
  }

  private static WechatKeys load(Path merchantKey) {
    return WechatKeys.load(new WechatSettings(GOOD.appId(), GOOD.merchantId(), GOOD.merchantSerial(), merchantKey,
        GOOD.apiV3Key(), GOOD.publicKeyId(), GOOD.publicKeyFile(), List.of(), GOOD.baseUrl(), GOOD.notifyUrl()));
  }

  private static WechatSettings settings(String appId, String apiV3Key, String publicKeyId) {
    return new WechatSettings(appId, GOOD.merchantId(), GOOD.merchantSerial(), GOOD.merchantKeyFile(), apiV3Key, publicKeyId,
        GOOD.publicKeyFile(), List.of(), GOOD.baseUrl(), GOOD.notifyUrl());
  }
}
