package io.paywatt.hub.provider;

import java.util.Map;
import io.paywatt.adapter.webpush.Vapid;
import io.paywatt.adapter.webpush.WebPush;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;

/** Web Push. */
final class Browsers implements Provider {
  @Override
  public String name() {
    return "web-push";
  }

  @Override
  public boolean configured(Settings settings) {
    return settings.has(Keys.WEB_PUSH_PUBLIC_KEY);
  }

  @Override
  public boolean takesPayments() {
    return false;
  }

  @Override
  public Map<String, Class<?>> beans() {
    return Map.of("webPush", WebPush.class);
  }

  @Override
  public Map<String, Object> make(Parts parts) {
    Settings settings = parts.settings();
    Vapid vapid = configured(settings) ? new Vapid(settings.text(Keys.WEB_PUSH_PUBLIC_KEY),
        settings.secret(Keys.WEB_PUSH_PRIVATE_KEY), settings.text(Keys.WEB_PUSH_SUBJECT)) : null;
    return Map.of("webPush", new WebPush(vapid, settings.list(Keys.WEB_PUSH_HOSTS), parts.clock()));
  }
}
