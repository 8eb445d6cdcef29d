package io.paywatt.hub.provider;

import java.util.Map;
import io.paywatt.adapter.africastalking.AfricasTalkingSms;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;

/** Texts of residents by Africa's Talking. */
final class AfricasTalking implements Provider {
  @Override
  public String name() {
    return "africastalking";
  }

  @Override
  public boolean configured(Settings settings) {
    return settings.has(Keys.AFRICASTALKING_TOKEN);
  }

  @Override
  public boolean takesPayments() {
    return false;
  }

  @Override
  public Map<String, Class<?>> beans() {
    return Map.of("africasTalkingSms", AfricasTalkingSms.class);
  }

  @Override
  public Map<String, Object> make(Parts parts) {
    Settings settings = parts.settings();
    return Map.of("africasTalkingSms", new AfricasTalkingSms(settings.secret(Keys.AFRICASTALKING_TOKEN),
        settings.list(Keys.AFRICASTALKING_ADDRESSES), parts.clock()));
  }
}
