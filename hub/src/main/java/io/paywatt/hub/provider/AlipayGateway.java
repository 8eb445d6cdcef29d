package io.paywatt.hub.provider;

import java.util.Map;
import io.paywatt.adapter.alipay.Alipay;
import io.paywatt.adapter.alipay.AlipaySettings;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;

/** Alipay's open platform, RSA2. */
final class AlipayGateway implements Provider {
  @Override
  public String name() {
    return "alipay";
  }

  @Override
  public boolean configured(Settings settings) {
    return settings.has(Keys.ALIPAY_APP_ID);
  }

  @Override
  public Map<String, Class<?>> beans() {
    return Map.of("alipay", Alipay.class);
  }

  @Override
  public Map<String, Object> make(Parts parts) {
    AlipaySettings app = configured(parts.settings()) ? app(parts.settings()) : null;
    return Map.of("alipay", new Alipay(app, parts.clock()));
  }

  private static AlipaySettings app(Settings settings) {
    return new AlipaySettings(settings.text(Keys.ALIPAY_APP_ID), settings.text(Keys.ALIPAY_SELLER_ID),
        settings.path(Keys.ALIPAY_APP_KEY_FILE),
        settings.list(Keys.ALIPAY_PUBLIC_KEY_FILE).stream().map(settings.home()::resolve).toList(),
        settings.text(Keys.ALIPAY_BASE_URL), notifyUrl(settings));
  }

  /** Only an order needs it; for one hub behind no proxy its own address does. */
  private static String notifyUrl(Settings settings) {
    return settings.has(Keys.ALIPAY_NOTIFY_URL) ? settings.text(Keys.ALIPAY_NOTIFY_URL)
        : "http://127.0.0.1:" + settings.text(Keys.HTTP_PORT) + "/webhooks/alipay";
  }
}
