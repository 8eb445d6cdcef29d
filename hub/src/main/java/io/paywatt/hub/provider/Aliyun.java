package io.paywatt.hub.provider;

import java.util.Map;
import io.paywatt.adapter.aliyun.AliyunReceipts;
import io.paywatt.adapter.aliyun.AliyunSettings;
import io.paywatt.adapter.aliyun.AliyunSms;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;

/** SMS by Alibaba Cloud. */
final class Aliyun implements Provider {
  @Override
  public String name() {
    return "aliyun";
  }

  @Override
  public boolean configured(Settings settings) {
    return settings.has(Keys.ALIYUN_KEY_ID);
  }

  @Override
  public boolean takesPayments() {
    return false;
  }

  @Override
  public Map<String, Class<?>> beans() {
    return Map.of("aliyunSms", AliyunSms.class, "aliyunReceipts", AliyunReceipts.class);
  }

  @Override
  public Map<String, Object> make(Parts parts) {
    Settings settings = parts.settings();
    AliyunSettings account = configured(settings) ? new AliyunSettings(settings.text(Keys.ALIYUN_KEY_ID),
        settings.text(Keys.ALIYUN_KEY_SECRET), settings.text(Keys.ALIYUN_SIGN_NAME),
        settings.text(Keys.ALIYUN_BASE_URL)) : null;
    return Map.of("aliyunSms", new AliyunSms(account, parts.clock()),
        "aliyunReceipts", new AliyunReceipts(settings.secret(Keys.ALIYUN_RECEIPT_TOKEN)));
  }
}
