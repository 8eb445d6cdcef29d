package io.paywatt.hub.provider;

import java.util.Map;
import io.paywatt.adapter.sts.StsSettings;
import io.paywatt.adapter.sts.VendingGateway;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;

/** The vending gateway of STS meters. */
final class Sts implements Provider {
  @Override
  public String name() {
    return "sts";
  }

  @Override
  public boolean configured(Settings settings) {
    return settings.has(Keys.STS_BASE_URL);
  }

  @Override
  public boolean takesPayments() {
    return false;
  }

  @Override
  public Map<String, Class<?>> beans() {
    return Map.of("vendingGateway", VendingGateway.class);
  }

  @Override
  public Map<String, Object> make(Parts parts) {
    Settings settings = parts.settings();
    return Map.of("vendingGateway", new VendingGateway(configured(settings)
        ? new StsSettings(settings.text(Keys.STS_BASE_URL), settings.text(Keys.STS_TOKEN)) : null));
  }
}
