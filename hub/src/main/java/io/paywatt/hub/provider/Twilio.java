package io.paywatt.hub.provider;

import java.util.Map;
import io.paywatt.adapter.twilio.TwilioReceipts;
import io.paywatt.adapter.twilio.TwilioSender;
import io.paywatt.adapter.twilio.TwilioSettings;
import io.paywatt.adapter.twilio.TwilioSms;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;
import io.paywatt.ledger.sms.PhoneNumbers;

/** Texts of residents in, notices out, by Twilio. */
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
    return Map.of("twilioSms", TwilioSms.class, "twilioSender", TwilioSender.class, "twilioReceipts", TwilioReceipts.class);
  }

  @Override
  public Map<String, Object> make(Parts parts) {
    Settings settings = parts.settings();
    TwilioSettings sending = settings.has(Keys.TWILIO_ACCOUNT_SID)
        ? TwilioSettings.of(settings.text(Keys.TWILIO_ACCOUNT_SID),
        settings.secret(Keys.TWILIO_AUTH_TOKEN), settings.text(Keys.TWILIO_SENDER), settings.text(Keys.TWILIO_STATUS_URL),
        settings.text(Keys.TWILIO_BASE_URL)) : null;
    return Map.of("twilioSms", new TwilioSms(settings.secret(Keys.TWILIO_AUTH_TOKEN), settings.text(Keys.TWILIO_PUBLIC_URL),
            parts.clock()),
        "twilioSender", new TwilioSender(sending, new PhoneNumbers(settings.text(Keys.SMS_COUNTRY))),
        "twilioReceipts", new TwilioReceipts(sending));
  }
}
