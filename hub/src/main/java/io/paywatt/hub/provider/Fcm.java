package io.paywatt.hub.provider;

import java.util.Map;
import io.paywatt.adapter.fcm.FcmPush;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;

/** Firebase Cloud Messaging. */
final class Fcm implements Provider {
  @Override
  public String name() {
    return "fcm";
  }

  @Override
  public boolean configured(Settings settings) {
    return settings.has(Keys.FCM_ACCOUNT_FILE);
  }

  @Override
  public boolean takesPayments() {
    return false;
  }

  @Override
  public Map<String, Class<?>> beans() {
    return Map.of("fcmPush", FcmPush.class);
  }

  @Override
  public Map<String, Object> make(Parts parts) {
    Settings settings = parts.settings();
    return Map.of("fcmPush", new FcmPush(configured(settings) ? settings.path(Keys.FCM_ACCOUNT_FILE) : null,
        settings.text(Keys.FCM_BASE_URL), parts.tokens(), parts.clock()));
  }
}
