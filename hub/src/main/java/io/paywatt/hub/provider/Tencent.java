package io.paywatt.hub.provider;

import java.util.Map;
import io.paywatt.adapter.tencent.TencentReceipts;
import io.paywatt.adapter.tencent.TencentSettings;
import io.paywatt.adapter.tencent.TencentSms;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;

/** SMS by Tencent Cloud. */
final class Tencent implements Provider {
  @Override
  public String name() {
    return "tencent";
  }

  @Override
  public boolean configured(Settings settings) {
    return settings.has(Keys.TENCENT_SECRET_ID);
  }

  @Override
  public boolean takesPayments() {
    return false;
  }

  @Override
  public Map<String, Class<?>> beans() {
    return Map.of("tencentSms", TencentSms.class, "tencentReceipts", TencentReceipts.class);
  }

  @Override
  public Map<String, Object> make(Parts parts) {
    Settings settings = parts.settings();
    TencentSettings app = configured(settings) ? TencentSettings.of(settings.text(Keys.TENCENT_SECRET_ID),
        settings.secret(Keys.TENCENT_SECRET_KEY), settings.text(Keys.TENCENT_APP_ID), settings.text(Keys.TENCENT_SIGN_NAME),
        settings.text(Keys.TENCENT_REGION), settings.text(Keys.TENCENT_BASE_URL)) : null;
    return Map.of("tencentSms", new TencentSms(app, parts.clock()),
        "tencentReceipts", new TencentReceipts(settings.secret(Keys.TENCENT_RECEIPT_TOKEN)));
  }
}
