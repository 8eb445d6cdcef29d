package io.paywatt.adapter.aliyun;

/**
 * An account at Alibaba Cloud SMS. A wrong value throws {@link IllegalArgumentException} with its key and what is allowed.
 *
 * @param accessKeyId     paywatt.aliyun.access-key-id
 * @param accessKeySecret paywatt.aliyun.access-key-secret
 * @param signName        paywatt.aliyun.sign-name, the approved signature the text begins with
 * @param baseUrl         paywatt.aliyun.base-url, or null for {@link #DEFAULT_BASE_URL}
 */
public record AliyunSettings(String accessKeyId, String accessKeySecret, String signName, String baseUrl) {
  /** The service's own address. */
  public static final String DEFAULT_BASE_URL = "https://dysmsapi.aliyuncs.com";

  public AliyunSettings {
    require("access-key-id", accessKeyId);
    require("access-key-secret", accessKeySecret);
    require("sign-name", signName);
    baseUrl = baseUrl == null || baseUrl.isBlank() ? DEFAULT_BASE_URL : baseUrl.replaceAll("/+$", "");
    if (!baseUrl.matches("https?://[^\\s/?#]+")) {
      throw new IllegalArgumentException(
          "paywatt.aliyun.base-url is " + baseUrl + ", must be an http(s) address without a path");
    }
  }

  private static void require(String key, String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("paywatt.aliyun." + key + " is missing");
    }
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "AliyunSettings[accessKeyId=" + accessKeyId + ", signName=" + signName + ", baseUrl=" + baseUrl + "]";
  }
}
