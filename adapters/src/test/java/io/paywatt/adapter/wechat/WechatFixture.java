package io.paywatt.adapter.wechat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import io.paywatt.adapter.ProviderServer;
import io.paywatt.adapter.Sha256WithRsa;
import io.paywatt.adapter.Vectors;

/** WeChat's side for tests: signs with the provider's throwaway key, closes with the API v3 key. */
final class WechatFixture {
  static final String NONCE = "EcHdXdL5zqRpgMnE2bIpmGrVhGRSJsYk";

  private WechatFixture() {}

  static WechatSettings settings(String baseUrl) {
    return new WechatSettings("wxd678efh567hg6787", "1230000109", Vectors.MERCHANT_SERIAL, Vectors.file("merchant_key.pem"),
        Vectors.API_V3_KEY, Vectors.PUBLIC_KEY_ID, Vectors.file("provider_pub.pem"),
        List.of(Vectors.file("provider_cert.pem")), baseUrl, "https://pay.example.com/notify/wechat");
  }

  /** Nobody listens at the base URL. */
  static WechatSettings settings() {
    return settings("http://127.0.0.1:1");
  }

  static WechatCalls calls(WechatSettings settings, Clock clock, Supplier<String> nonces) {
    WechatKeys keys = WechatKeys.load(settings);
    return new WechatCalls(settings, keys, new WechatProof(keys, clock), clock, nonces);
  }

  static WechatNoticeReader reader(Clock clock) {
    WechatSettings settings = settings();
    return new WechatNoticeReader(settings, new WechatProof(WechatKeys.load(settings), clock),
        new WechatCipher(settings.apiKey()));
  }

  /** WeChat's answer, signed now by the vectors' clock. */
  static ProviderServer.Response signed(int status, byte[] body) {
    return new ProviderServer.Response(status, headers("provider_key.pem", Vectors.PUBLIC_KEY_ID,
        Vectors.CLOCK.instant().getEpochSecond(), body), body);
  }

  static Map<String, String> headers(String keyFile, String serial, long seconds, byte[] body) {
    String signature = Sha256WithRsa.sign(Pem.privateKey(Vectors.file(keyFile)),
        WechatSignature.message(Long.toString(seconds), NONCE, body));
    return Map.of("Content-Type", "application/json", "Wechatpay-Serial", serial, "Wechatpay-Timestamp",
        Long.toString(seconds), "Wechatpay-Nonce", NONCE, "Wechatpay-Signature", signature);
  }

  static byte[] envelope(String event, String plain, String associatedData, String apiV3Key) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(apiV3Key.getBytes(StandardCharsets.UTF_8), "AES"),
          new GCMParameterSpec(128, "fdasflkja484".getBytes(StandardCharsets.UTF_8)));
      cipher.updateAAD((associatedData == null ? "" : associatedData).getBytes(StandardCharsets.UTF_8));
      String text = Base64.getEncoder().encodeToString(cipher.doFinal(plain.getBytes(StandardCharsets.UTF_8)));
      String aad = associatedData == null ? "" : "\"associated_data\":\"" + associatedData + "\",";
      return ("{\"id\":\"EV-1\",\"event_type\":\"" + event + "\",\"resource\":{\"algorithm\":\"AEAD_AES_256_GCM\","
          + "\"ciphertext\":\"" + text + "\"," + aad + "\"nonce\":\"fdasflkja484\"}}").getBytes(StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
