package io.paywatt.adapter.wechat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import io.paywatt.adapter.Secret;

/**
 * A merchant at WeChat Pay. Checked when made: a wrong value throws {@link IllegalArgumentException} with its key and what
 * is allowed.
 *
 * @param appId            paywatt.wechat.app-id, of the mini program or official account
 * @param merchantId       paywatt.wechat.merchant-id, digits
 * @param merchantSerial   paywatt.wechat.merchant-serial, serial of the merchant certificate, hexadecimal
 * @param merchantKeyFile  paywatt.wechat.merchant-key-file, PEM, PKCS#8
 * @param apiV3Key         paywatt.wechat.api-v3-key, 32 characters, or file:/path of a file with them
 * @param publicKeyId      paywatt.wechat.public-key-id, PUB_KEY_ID_..., or null
 * @param publicKeyFile    paywatt.wechat.public-key-file, PEM, or null
 * @param certificateFiles paywatt.wechat.certificate-files, platform certificates in PEM, may be empty
 * @param baseUrl          paywatt.wechat.base-url, of the provider's API
 * @param notifyUrl        where WeChat sends its notices: this hub's /webhooks/wechat as seen from outside, no query
 */
public record WechatSettings(String appId, String merchantId, String merchantSerial, Path merchantKeyFile,
    String apiV3Key, String publicKeyId, Path publicKeyFile, List<Path> certificateFiles, String baseUrl,
    String notifyUrl) {
  /** WeChat Pay's own address. */
  public static final String DEFAULT_BASE_URL = "https://api.mch.weixin.qq.com";

  public WechatSettings {
    require("app-id", appId, "[A-Za-z0-9_-]{1,32}", "1 to 32 letters and digits");
    require("merchant-id", merchantId, "[0-9]{1,32}", "1 to 32 digits");
    require("merchant-serial", merchantSerial, "[0-9A-Fa-f]{8,64}", "the hexadecimal serial of the merchant certificate");
    requireKey(apiV3Key == null ? "" : apiV3Key.startsWith("file:") ? Secret.of(apiV3Key).get() : apiV3Key);
    if (merchantKeyFile == null) {
      throw new IllegalArgumentException("paywatt.wechat.merchant-key-file is missing: the PEM file of the merchant key");
    }
    if ((publicKeyId == null) != (publicKeyFile == null)) {
      throw new IllegalArgumentException(
          "paywatt.wechat.public-key-id and paywatt.wechat.public-key-file go together: set both or none");
    }
    certificateFiles = certificateFiles == null ? List.of() : List.copyOf(certificateFiles);
    if (publicKeyFile == null && certificateFiles.isEmpty()) {
      throw new IllegalArgumentException("one of paywatt.wechat.public-key-file and paywatt.wechat.certificate-files must be"
          + " set, or no notice can be verified");
    }
    baseUrl = requireUrl("base-url", baseUrl).replaceAll("/+$", "");
    requireUrl("notify-url", notifyUrl);
  }

  /** The API v3 key as it is now. */
  Secret apiKey() {
    return Secret.of(apiV3Key, WechatSettings::requireKey);
  }

  private static void requireKey(String key) {
    if (key.getBytes(StandardCharsets.UTF_8).length != 32) {
      throw new IllegalArgumentException("paywatt.wechat.api-v3-key must have exactly 32 characters");
    }
  }

  private static void require(String key, String value, String pattern, String allowed) {
    if (value == null || !value.matches(pattern)) {
      throw new IllegalArgumentException("paywatt.wechat." + key + " is " + value + ", must be " + allowed);
    }
  }

  private static String requireUrl(String key, String value) {
    if (value == null || value.length() > 255 || !value.matches("https?://[^\\s?#]+")) {
      throw new IllegalArgumentException(
          "paywatt.wechat." + key + " is " + value + ", must be an http(s) address of at most 255 characters without query");
    }
    return URI.create(value).toString();
  }

  /** Without the API key. */
  @Override
  public String toString() {
    return "WechatSettings[appId=" + appId + ", merchantId=" + merchantId + ", merchantSerial=" + merchantSerial
        + ", publicKeyId=" + publicKeyId + ", certificateFiles=" + certificateFiles + ", baseUrl=" + baseUrl + "]";
  }
}
