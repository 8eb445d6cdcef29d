package io.paywatt.hub.provider;

import java.util.Map;
import io.paywatt.adapter.wechat.WechatPay;
import io.paywatt.adapter.wechat.WechatSettings;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;

/** WeChat Pay v3. */
final class Wechat implements Provider {
  @Override
  public String name() {
    return "wechat";
  }

  @Override
  public boolean configured(Settings settings) {
    return settings.has(Keys.WECHAT_APP_ID);
  }

  @Override
  public Map<String, Class<?>> beans() {
    return Map.of("wechatPay", WechatPay.class);
  }

  @Override
  public Map<String, Object> make(Parts parts) {
    WechatSettings merchant = configured(parts.settings()) ? merchant(parts.settings()) : null;
    return Map.of("wechatPay", new WechatPay(merchant, parts.clock(), parts.desk()));
  }

  private static WechatSettings merchant(Settings settings) {
    return new WechatSettings(settings.text(Keys.WECHAT_APP_ID), settings.text(Keys.WECHAT_MERCHANT_ID),
        settings.text(Keys.WECHAT_MERCHANT_SERIAL), settings.path(Keys.WECHAT_MERCHANT_KEY_FILE),
        settings.secret(Keys.WECHAT_API_V3_KEY), settings.text(Keys.WECHAT_PUBLIC_KEY_ID),
        settings.path(Keys.WECHAT_PUBLIC_KEY_FILE),
        settings.list(Keys.WECHAT_CERTIFICATE_FILES).stream().map(settings.home()::resolve).toList(),
        settings.text(Keys.WECHAT_BASE_URL), notifyUrl(settings));
  }

  /** Only an order needs it; for one hub behind no proxy its own address does. */
  private static String notifyUrl(Settings settings) {
    return settings.has(Keys.WECHAT_NOTIFY_URL) ? settings.text(Keys.WECHAT_NOTIFY_URL)
        : "http://127.0.0.1:" + settings.text(Keys.HTTP_PORT) + "/webhooks/wechat";
  }
}
