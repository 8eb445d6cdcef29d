package io.paywatt.adapter.wechatpush;

import java.util.function.Supplier;
import io.paywatt.adapter.Secret;

/**
 * A mini program or an official account that sends messages.
 *
 * @param prefix  of its keys: paywatt.wechat-mini or paywatt.wechat-mp
 * @param appId   {@code .app-id}
 * @param secret  {@code .app-secret}
 * @param page    {@code .page}: page of the mini program, or address, that a tap on the message opens; null: none
 * @param baseUrl {@code .base-url}
 */
public record WechatApp(String prefix, String appId, Supplier<String> secret, String page, String baseUrl) {
  /** @throws IllegalArgumentException naming the key and what is allowed */
  public static WechatApp of(String prefix, String appId, String secret, String page, String baseUrl) {
    if (!appId.matches("wx[0-9a-zA-Z]{6,30}")) {
      throw new IllegalArgumentException(prefix + ".app-id is " + appId + ", allowed are wx and 6 to 30 letters and digits");
    }
    return new WechatApp(prefix, appId, Secret.of(secret), page, baseUrl.replaceAll("/+$", ""));
  }
}
