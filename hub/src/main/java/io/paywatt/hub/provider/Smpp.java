package io.paywatt.hub.provider;

import java.util.Map;
import io.paywatt.adapter.smpp.SmppSender;
import io.paywatt.adapter.smpp.SmppSms;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;

/** Texts of residents in, notices out, by an operator's SMSC. */
final class Smpp implements Provider {
  @Override
  public String name() {
    return "smpp";
  }

  @Override
  public boolean configured(Settings settings) {
    return settings.has(Keys.SMPP_URL);
  }

  @Override
  public boolean takesPayments() {
    return false;
  }

  @Override
  public Map<String, Class<?>> beans() {
    return Map.of("smppSms", SmppSms.class, "smppSender", SmppSender.class);
  }

  @Override
  public Map<String, Object> make(Parts parts) {
    Settings settings = parts.settings();
    return Map.of("smppSms", new SmppSms(settings.text(Keys.SMPP_ALPHABET),
            settings.text(Keys.SMPP_RECEIPT_ID), parts.clock()),
        "smppSender", new SmppSender(settings.text(Keys.SMPP_SENDER)));
  }
}
