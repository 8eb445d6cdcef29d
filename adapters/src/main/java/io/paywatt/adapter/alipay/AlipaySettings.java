package io.paywatt.adapter.alipay;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A merchant's app at Alipay. Checked when made: a wrong value throws {@link IllegalArgumentException} with its key and what
 * is allowed.
 *
 * @param appId          paywatt.alipay.app-id, digits
 * @param sellerId       paywatt.alipay.seller-id, the merchant's PID, 16 digits from 2088
 * @param appKeyFile     paywatt.alipay.app-key-file, the app's private key, PKCS#8, PEM or bare base64
 * @param publicKeyFiles paywatt.alipay.public-key-file, Alipay's public key; also the one before it while keys are changed
 * @param baseUrl        paywatt.alipay.base-url, the gateway
 * @param notifyUrl      paywatt.alipay.notify-url, this hub's /webhooks/alipay as seen from outside, no query
 */
public record AlipaySettings(String appId, String sellerId, Path appKeyFile, List<Path> publicKeyFiles, String baseUrl,
    String notifyUrl) {
  /** Alipay's own gateway. */
  public static final String DEFAULT_BASE_URL = "https://openapi.alipay.com/gateway.do";

  public AlipaySettings {
    require("app-id", appId, "[0-9]{1,32}", "1 to 32 digits");
    require("seller-id", sellerId, "2088[0-9]{12}", "16 digits that begin with 2088");
    if (appKeyFile == null) {
      throw new IllegalArgumentException("paywatt.alipay.app-key-file is missing: the file of the app's private key");
    }
    publicKeyFiles = publicKeyFiles == null ? List.of() : List.copyOf(publicKeyFiles);
    if (publicKeyFiles.isEmpty()) {
      throw new IllegalArgumentException("paywatt.alipay.public-key-file is missing: no notice can be verified without"
          + " Alipay's public key");
    }
    requireUrl("base-url", baseUrl);
    requireUrl("notify-url", notifyUrl);
  }

  /** Every file a key is read from. */
  List<Path> keyFiles() {
    List<Path> files = new ArrayList<>(publicKeyFiles);
    files.add(appKeyFile);
    return files;
  }

  private static void require(String key, String value, String pattern, String allowed) {
    if (value == null || !value.matches(pattern)) {
      throw new IllegalArgumentException("paywatt.alipay." + key + " is " + value + ", must be " + allowed);
    }
  }

  private static void requireUrl(String key, String value) {
    if (value == null || value.length() > 255 || !value.matches("https?://[^\\s?#]+")) {
      throw new IllegalArgumentException(
          "paywatt.alipay." + key + " is " + value + ", must be an http(s) address of at most 255 characters without query");
    }
  }
}
