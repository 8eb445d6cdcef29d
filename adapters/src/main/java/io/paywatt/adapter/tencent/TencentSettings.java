package io.paywatt.adapter.tencent;

import java.net.URI;
import java.util.function.Supplier;
import io.paywatt.adapter.Secret;

/**
 * An application at Tencent Cloud SMS.
 *
 * @param secretId  paywatt.tencent.secret-id
 * @param secretKey paywatt.tencent.secret-key
 * @param appId     paywatt.tencent.app-id, SmsSdkAppId
 * @param signName  paywatt.tencent.sign-name, the approved signature
 * @param region    paywatt.tencent.region
 * @param baseUrl   paywatt.tencent.base-url, without a path
 */
public record TencentSettings(String secretId, Supplier<String> secretKey, String appId, String signName, String region,
    String baseUrl) {
  /** @throws IllegalArgumentException naming the key and what is allowed */
  public static TencentSettings of(String secretId, String secretKey, String appId, String signName, String region,
      String baseUrl) {
    if (!baseUrl.matches("https?://[^\\s/?#]+")) {
      throw new IllegalArgumentException("paywatt.tencent.base-url is " + baseUrl
          + ", must be an http(s) address without a path");
    }
    return new TencentSettings(secretId, Secret.of(secretKey), appId, signName, region, baseUrl);
  }

  /** Host as the signature has it, with the port when there is one. */
  String host() {
    return URI.create(baseUrl).getAuthority();
  }
}
