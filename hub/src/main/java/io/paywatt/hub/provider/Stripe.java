package io.paywatt.hub.provider;

import java.util.Map;
import io.paywatt.adapter.stripe.StripePay;
import io.paywatt.adapter.stripe.StripeSettings;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;

/** Stripe. */
final class Stripe implements Provider {
  @Override
  public String name() {
    return "stripe";
  }

  @Override
  public boolean configured(Settings settings) {
    return settings.has(Keys.STRIPE_WEBHOOK_SECRET);
  }

  @Override
  public Map<String, Class<?>> beans() {
    return Map.of("stripePay", StripePay.class);
  }

  @Override
  public Map<String, Object> make(Parts parts) {
    Settings settings = parts.settings();
    StripeSettings account = configured(settings) ? new StripeSettings(settings.secret(Keys.STRIPE_WEBHOOK_SECRET),
        settings.<Boolean>get(Keys.STRIPE_LIVE), settings.text(Keys.STRIPE_ACCOUNT),
        settings.secret(Keys.STRIPE_API_KEY), settings.text(Keys.STRIPE_BASE_URL)) : null;
    return Map.of("stripePay", new StripePay(account, parts.clock(), parts.desk()));
  }
}
