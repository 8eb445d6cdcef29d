package io.paywatt.hub.provider;

import java.util.Map;
import io.paywatt.adapter.standard.StandardWebhooks;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;

/** Any provider that signs by the Standard Webhooks rules. */
final class Standard implements Provider {
  @Override
  public String name() {
    return "standard";
  }

  @Override
  public boolean configured(Settings settings) {
    return settings.has(Keys.STANDARD_SECRET);
  }

  @Override
  public Map<String, Class<?>> beans() {
    return Map.of("standardWebhooks", StandardWebhooks.class);
  }

  @Override
  public Map<String, Object> make(Parts parts) {
    return Map.of("standardWebhooks", new StandardWebhooks(parts.settings().secret(Keys.STANDARD_SECRET), parts.clock()));
  }
}
