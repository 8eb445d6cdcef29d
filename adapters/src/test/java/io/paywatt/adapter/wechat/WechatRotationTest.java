package io.paywatt.adapter.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import io.paywatt.adapter.ProviderServer;
import io.paywatt.adapter.ProviderServer.Response;
import io.paywatt.adapter.Vectors;
import io.paywatt.adapter.WebhookCall;
import io.paywatt.ledger.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and certificates change while the hub runs. */
class WechatRotationTest {
  private static final long NOW = Vectors.CLOCK.instant().getEpochSecond();
  private static final byte[] BODY = Vectors.bytes("w3_body.json");

  @Test
  void an_unknown_certificate_is_fetched_once_and_then_believed() {
    try (ProviderServer wechat = new ProviderServer(request -> certificates(Vectors.API_V3_KEY))) {
      WechatNoticeReader reader = reader(publicKeyOnly(wechat.url(), Vectors.API_V3_KEY));
      assertThat(reader.read(notice(Vectors.CERTIFICATE_SERIAL))).isInstanceOf(WechatNotice.Paid.class);
      assertThat(reader.read(notice(Vectors.CERTIFICATE_SERIAL))).isInstanceOf(WechatNotice.Paid.class);
      assertThat(wechat.requests()).singleElement().satisfies(request -> {
        assertThat(request.path()).isEqualTo("/v3/certificates");
        assertThat(request.headers().get("Authorization")).startsWith("WECHATPAY2-SHA256-RSA2048 ");
      });
    }
  }

  @Test
  void made_up_serials_cause_one_call_a_minute_and_are_refused() {
    try (ProviderServer wechat = new ProviderServer(request -> certificates(Vectors.API_V3_KEY))) {
      WechatNoticeReader reader = reader(publicKeyOnly(wechat.url(), Vectors.API_V3_KEY));
      for (int i = 0; i < 50; i++) {
        String serial = "ABCDEF00" + i;
        assertThatThrownBy(() -> reader.read(notice(serial))).isInstanceOf(Rejected.class);
      }
      assertThat(wechat.requests()).hasSize(1);
    }
  }

  @Test
  void a_certificate_that_does_not_open_with_our_key_is_not_believed() {
    try (ProviderServer wechat = new ProviderServer(request -> certificates("another-key-of-thirty-two-bytes!"))) {
      WechatNoticeReader reader = reader(publicKeyOnly(wechat.url(), Vectors.API_V3_KEY));
      assertThatThrownBy(() -> reader.read(notice(Vectors.CERTIFICATE_SERIAL))).isInstanceOf(Rejected.class);
    }
  }

  @Test
  void a_new_merchant_key_with_its_certificate_in_one_file_signs_from_then_on(@TempDir Path folder) throws Exception {
    Path file = Files.copy(Vectors.file("merchant_key.pem"), folder.resolve("merchant.pem"));
    WechatSettings good = WechatFixture.settings();
    WechatCalls calls = WechatFixture.calls(new WechatSettings(good.appId(), good.merchantId(), good.merchantSerial(), file,
        good.apiV3Key(), good.publicKeyId(), good.publicKeyFile(), List.of(), good.baseUrl(), good.notifyUrl()),
        Vectors.CLOCK, () -> "n");
    assertThat(authorization(calls)).contains("serial_no=\"" + Vectors.MERCHANT_SERIAL + "\"");
    Files.writeString(file, Vectors.text("provider_key.pem") + Vectors.text("provider_cert.pem"));
    await().until(() -> authorization(calls).contains("serial_no=\"" + Vectors.CERTIFICATE_SERIAL + "\""));
    Files.writeString(file, "half a key");
    assertThat(authorization(calls)).contains(Vectors.CERTIFICATE_SERIAL);
  }

  @Test
  void the_api_key_in_a_file_may_change_and_a_wrong_length_stops_the_start(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("api-key"), "another-key-of-thirty-two-bytes!\n");
    WechatNoticeReader reader = reader(publicKeyOnly("http://127.0.0.1:1", "file:" + file));
    assertThatThrownBy(() -> reader.read(notice(Vectors.PUBLIC_KEY_ID))).hasMessageContaining("API v3 key");
    Files.writeString(file, Vectors.API_V3_KEY);
    await().ignoreExceptionsInstanceOf(Rejected.class).until(() -> reader.read(notice(Vectors.PUBLIC_KEY_ID)) != null);
    Files.writeString(file, "short");
    assertThatThrownBy(() -> publicKeyOnly("http://127.0.0.1:1", "file:" + file)).hasMessageContaining("api-v3-key");
  }

  private static String authorization(WechatCalls calls) {
    return calls.headers("GET", "/x", new byte[0]).get("Authorization");
  }

  private static WebhookCall notice(String serial) {
    return new WebhookCall(WechatFixture.headers("provider_key.pem", serial, NOW, BODY), BODY);
  }

  private static WechatSettings publicKeyOnly(String url, String apiV3Key) {
    WechatSettings good = WechatFixture.settings();
    return new WechatSettings(good.appId(), good.merchantId(), good.merchantSerial(), good.merchantKeyFile(), apiV3Key,
        good.publicKeyId(), good.publicKeyFile(), List.of(), url, good.notifyUrl());
  }

  private static WechatNoticeReader reader(WechatSettings settings) {
    WechatKeys keys = WechatKeys.load(settings);
    WechatProof proof = new WechatProof(keys, Vectors.CLOCK);
    WechatCipher cipher = new WechatCipher(settings.apiKey());
    proof.whenUnknown(new WechatCertificates(new WechatCalls(settings, keys, proof, Vectors.CLOCK), keys, cipher,
        Vectors.CLOCK)::fetch);
    return new WechatNoticeReader(settings, proof, cipher);
  }

  private static Response certificates(String apiV3Key) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(apiV3Key.getBytes(StandardCharsets.UTF_8), "AES"),
          new GCMParameterSpec(128, "61f9c719728a".getBytes(StandardCharsets.UTF_8)));
      cipher.updateAAD("certificate".getBytes(StandardCharsets.UTF_8));
      String text = Base64.getEncoder().encodeToString(cipher.doFinal(Vectors.bytes("provider_cert.pem")));
      return new Response(200, Map.of(), ("{\"data\":[{\"serial_no\":\"" + Vectors.CERTIFICATE_SERIAL
          + "\",\"encrypt_certificate\":{\"algorithm\":\"AEAD_AES_256_GCM\",\"nonce\":\"61f9c719728a\","
          + "\"associated_data\":\"certificate\",\"ciphertext\":\"" + text + "\"}}]}").getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
