package io.paywatt.hub.provider;

import java.util.Map;
import io.paywatt.adapter.email.MailNotice;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;

/** E-mail over SMTP. */
final class Email implements Provider {
  @Override
  public String name() {
    return "email";
  }

  @Override
  public boolean configured(Settings settings) {
    return settings.has(Keys.EMAIL_URL);
  }

  @Override
  public boolean takesPayments() {
    return false;
  }

  @Override
  public Map<String, Class<?>> beans() {
    return Map.of("mailNotice", MailNotice.class);
  }

  @Override
  public Map<String, Object> make(Parts parts) {
    return Map.of("mailNotice", new MailNotice(parts.settings().text(Keys.EMAIL_FROM)));
  }
}
