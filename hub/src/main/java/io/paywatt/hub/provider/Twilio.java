package io.paywatt.hub.provider;

import java.util.Map;
import io.paywatt.adapter.twilio.TwilioSms;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;

/** Texts of residents by Twilio. */
final class Twilio implements Provider {
  @Override
  public String name() {
    return "twilio";
  }

  @Override
  public boolean configured(Settings settings) {
    return settings.has(Keys.TWILIO_AUTH_TOKEN);
  }

  @Override
  public boolean takesPayments() {
    return false;
  }

  @Override
  public Map<String, Class<?>> beans() {
    return Map.of("twilioSms", TwilioSms.class);
  }

  @Override
  public Map<String, Object> make(Parts parts) {
    Settings settings = parts.settings();
    return Map.of("twilioSms", new TwilioSms(settings.secret(Keys.TWILIO_AUTH_TOKEN), settings.text(Keys.TWILIO_PUBLIC_URL),
        parts.clock()));
  }
}
