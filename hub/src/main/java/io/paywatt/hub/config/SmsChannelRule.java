package io.paywatt.hub.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The SMS channel that is chosen has its keys, or its kamelet when it is one of the integrator's own. */
final class SmsChannelRule {
  private static final Map<String, List<Key>> NEEDS = Map.of("file", List.of(),
      "aliyun", List.of(Keys.ALIYUN_KEY_ID, Keys.ALIYUN_KEY_SECRET, Keys.ALIYUN_SIGN_NAME),
      "tencent", List.of(Keys.TENCENT_SECRET_ID, Keys.TENCENT_SECRET_KEY, Keys.TENCENT_APP_ID, Keys.TENCENT_SIGN_NAME),
      "twilio", List.of(Keys.TWILIO_ACCOUNT_SID, Keys.TWILIO_AUTH_TOKEN, Keys.TWILIO_SENDER),
      "smpp", List.of(Keys.SMPP_URL, Keys.SMPP_USER, Keys.SMPP_PASSWORD));

  private SmsChannelRule() {}

  static void check(Path home, Map<Key, Settings.Origin> values, List<String> problems) {
    Settings.Origin channel = values.get(Keys.SMS_CHANNEL_NAME);
    if (channel == null) {
      return;
    }
    List<Key> needed = NEEDS.get(channel.text());
    if (needed == null) {
      kamelet(home, channel, values.get(Keys.ROUTES), problems);
      return;
    }
    needed.stream().filter(key -> !values.containsKey(key)).forEach(key -> problems.add(key.name()
        + " is not set, but paywatt.sms.channel is " + channel.text() + ": set it, or set paywatt.sms.channel=file"));
  }

  private static void kamelet(Path home, Settings.Origin channel, Settings.Origin routes, List<String> problems) {
    Path file = home.resolve(routes == null ? Keys.ROUTES.preset() : routes.text()).resolve("kamelets")
        .resolve(channel.text() + "-sms-sink.kamelet.yaml");
    if (!Files.isReadable(file)) {
      problems.add(channel.where() + ": paywatt.sms.channel is '" + channel.text() + "'; allowed is "
          + Type.SMS_CHANNEL.allowed() + ": " + file + " is not there");
    }
  }
}
