package io.paywatt.hub.provider;

import java.util.Map;
import io.paywatt.adapter.webhook.SignedWebhook;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;

/** A system of the enterprise's own that is told by webhook. */
final class OwnWebhook implements Provider {
  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public boolean configured(Settings settings) {
    return settings.has(Keys.WEBHOOK_URL);
  }

  @Override
  public boolean takesPayments() {
    return false;
  }

  @Override
  public Map<String, Class<?>> beans() {
    return Map.of("signedWebhook", SignedWebhook.class);
  }

  @Override
  public Map<String, Object> make(Parts parts) {
    Settings settings = parts.settings();
    return Map.of("signedWebhook", new SignedWebhook(settings.text(Keys.WEBHOOK_URL), settings.secret(Keys.WEBHOOK_SECRET),
        parts.clock()));
  }
}
