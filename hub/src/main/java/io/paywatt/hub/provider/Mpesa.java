package io.paywatt.hub.provider;

import java.math.BigDecimal;
import java.util.Map;
import io.paywatt.adapter.mpesa.MpesaPay;
import io.paywatt.adapter.mpesa.MpesaSettings;
import io.paywatt.hub.config.Key;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;

/** M-Pesa by Daraja. */
final class Mpesa implements Provider {
  @Override
  public String name() {
    return "mpesa";
  }

  @Override
  public boolean configured(Settings settings) {
    return settings.has(Keys.MPESA_SHORT_CODE);
  }

  @Override
  public Map<String, Class<?>> beans() {
    return Map.of("mpesaPay", MpesaPay.class);
  }

  @Override
  public Map<String, Object> make(Parts parts) {
    Settings settings = parts.settings();
    return Map.of("mpesaPay", new MpesaPay(configured(settings) ? shortCode(settings) : null, parts.payables(),
        cents(settings, Keys.TOPUP_MINIMUM), cents(settings, Keys.TOPUP_MAXIMUM), parts.clock()));
  }

  private static MpesaSettings shortCode(Settings settings) {
    return new MpesaSettings(settings.secret(Keys.MPESA_CONSUMER_KEY), settings.secret(Keys.MPESA_CONSUMER_SECRET),
        settings.text(Keys.MPESA_SHORT_CODE), settings.secret(Keys.MPESA_PASSKEY), settings.text(Keys.MPESA_TYPE),
        settings.text(Keys.MPESA_TILL_NUMBER), settings.text(Keys.MPESA_CALLBACK_TOKEN),
        settings.text(Keys.MPESA_CALLBACK_URL), settings.list(Keys.MPESA_ALLOWED_ADDRESSES),
        settings.text(Keys.MPESA_BASE_URL), settings.text(Keys.MPESA_INITIATOR),
        settings.secret(Keys.MPESA_SECURITY_CREDENTIAL));
  }

  private static long cents(Settings settings, Key key) {
    return settings.<BigDecimal>get(key).movePointRight(2).longValue();
  }
}
