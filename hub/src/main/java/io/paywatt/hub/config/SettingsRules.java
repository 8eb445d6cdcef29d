package io.paywatt.hub.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold between keys: all or none of a provider's, files that exist. */
final class SettingsRules {
  private static final List<Key> WECHAT = List.of(Keys.WECHAT_APP_ID, Keys.WECHAT_MERCHANT_ID,
      Keys.WECHAT_MERCHANT_SERIAL, Keys.WECHAT_MERCHANT_KEY_FILE, Keys.WECHAT_API_V3_KEY);
  private static final List<Key> ALIPAY = List.of(Keys.ALIPAY_APP_ID, Keys.ALIPAY_SELLER_ID, Keys.ALIPAY_APP_KEY_FILE,
      Keys.ALIPAY_PUBLIC_KEY_FILE);
  private static final List<Key> FILE_LISTS = List.of(Keys.WECHAT_CERTIFICATE_FILES, Keys.ALIPAY_PUBLIC_KEY_FILE);
  private static final List<Key> MPESA = List.of(Keys.MPESA_CONSUMER_KEY, Keys.MPESA_CONSUMER_SECRET,
      Keys.MPESA_SHORT_CODE, Keys.MPESA_PASSKEY, Keys.MPESA_CALLBACK_TOKEN, Keys.MPESA_CALLBACK_URL);
  private static final List<Key> SMPP = List.of(Keys.SMPP_URL, Keys.SMPP_USER, Keys.SMPP_PASSWORD);

  private SettingsRules() {}

  static void check(Path home, Map<Key, Settings.Origin> values, List<String> problems) {
    allOrNone("WeChat Pay", WECHAT, values, problems);
    allOrNone("Alipay", ALIPAY, values, problems);
    allOrNone("M-Pesa", MPESA, values, problems);
    if (values.containsKey(Keys.WECHAT_APP_ID)) {
      wechatVerification(values, problems);
    }
    List.of(Keys.TWILIO_PUBLIC_URL, Keys.TWILIO_ACCOUNT_SID, Keys.TWILIO_STATUS_URL)
        .forEach(key -> needs(key, Keys.TWILIO_AUTH_TOKEN, values, problems));
    needs(Keys.TWILIO_STATUS_URL, Keys.TWILIO_ACCOUNT_SID, values, problems);
    needs(Keys.TWILIO_ACCOUNT_SID, Keys.TWILIO_SENDER, values, problems);
    allOrNone("SMPP", SMPP, values, problems);
    allOrNone("TLS with a certificate of ours", List.of(Keys.MQTT_CERTIFICATE_FILE, Keys.MQTT_KEY_FILE), values, problems);
    allOrNone("OpenID Connect", List.of(Keys.OIDC_ISSUER, Keys.OIDC_AUDIENCE, Keys.OIDC_KEYS_URL), values, problems);
    allOrNone("TLS for meters", List.of(Keys.METERS_TLS_PORT, Keys.METERS_CERTIFICATE_FILE, Keys.METERS_KEY_FILE), values,
        problems);
    allOrNone("The mini program's messages", List.of(Keys.WECHAT_MINI_APP_ID, Keys.WECHAT_MINI_SECRET), values, problems);
    allOrNone("The official account's messages", List.of(Keys.WECHAT_MP_APP_ID, Keys.WECHAT_MP_SECRET), values, problems);
    allOrNone("Web Push", List.of(Keys.WEB_PUSH_PUBLIC_KEY, Keys.WEB_PUSH_PRIVATE_KEY, Keys.WEB_PUSH_SUBJECT), values,
        problems);
    allOrNone("E-mail", List.of(Keys.EMAIL_URL, Keys.EMAIL_FROM), values, problems);
    allOrNone("The webhook", List.of(Keys.WEBHOOK_URL, Keys.WEBHOOK_SECRET), values, problems);
    allOrNone("The DingTalk robot", List.of(Keys.DINGTALK_TOKEN, Keys.DINGTALK_SECRET), values, problems);
    SmsChannelRule.check(home, values, problems);
    fallback(values, problems);
    fewerThanConnections(values, problems);
    needsUser(Keys.DATABASE_URL, Keys.DATABASE_USER, values, problems);
    for (Key key : Keys.all()) {
      files(key, values.get(key)).forEach(file -> readable(home, key, file, values, problems));
    }
  }

  private static void fallback(Map<Key, Settings.Origin> values, List<String> problems) {
    Settings.Origin second = values.get(Keys.SMS_FALLBACK);
    for (Key key : List.of(Keys.SMS_CHANNEL_NAME, Keys.SMS_FALLBACK)) {
      if (second != null && values.containsKey(key) && Set.of("file", "smpp").contains(values.get(key).text())) {
        problems.add(values.get(key).where() + ": " + key.name() + " is '" + values.get(key).text()
            + "'; with paywatt.sms.fallback both have to be providers with a kamelet <name>-sms-sink, such as aliyun");
      }
    }
  }

  private static void allOrNone(String what, List<Key> keys, Map<Key, Settings.Origin> values, List<String> problems) {
    if (keys.stream().anyMatch(values::containsKey)) {
      keys.stream().filter(key -> !values.containsKey(key)).forEach(key -> problems.add(
          key.name() + " is not set: " + what + " needs all of "
              + String.join(", ", keys.stream().map(Key::name).toList())));
    }
  }

  private static void needs(Key key, Key other, Map<Key, Settings.Origin> values, List<String> problems) {
    if (values.containsKey(key) && !values.containsKey(other)) {
      problems.add(other.name() + " is not set, but " + key.name() + " is (" + values.get(key).where() + ")");
    }
  }

  private static void wechatVerification(Map<Key, Settings.Origin> values, List<String> problems) {
    boolean publicKey = values.containsKey(Keys.WECHAT_PUBLIC_KEY_ID) && values.containsKey(Keys.WECHAT_PUBLIC_KEY_FILE);
    if (!publicKey && !values.containsKey(Keys.WECHAT_CERTIFICATE_FILES)) {
      problems.add("WeChat Pay notices can't be verified: set " + Keys.WECHAT_PUBLIC_KEY_ID.name() + " and "
          + Keys.WECHAT_PUBLIC_KEY_FILE.name() + ", or " + Keys.WECHAT_CERTIFICATE_FILES.name() + ", or both");
    }
  }

  private static void fewerThanConnections(Map<Key, Settings.Origin> values, List<String> problems) {
    Settings.Origin workers = values.get(Keys.RECONCILE_WORKERS);
    Settings.Origin pool = values.get(Keys.DATABASE_POOL);
    if (workers != null && pool != null && (Integer) workers.value() >= (Integer) pool.value()) {
      problems.add(workers.where() + ": paywatt.reconcile.workers is " + workers.text() + ", allowed is less than"
          + " paywatt.database.pool-size, which is " + pool.text());
    }
  }

  private static void needsUser(Key url, Key user, Map<Key, Settings.Origin> values, List<String> problems) {
    Settings.Origin origin = values.get(url);
    if (origin != null && !origin.text().equals("embedded") && !values.containsKey(user)) {
      problems.add(user.name() + " is not set, but " + url.name() + " names an outside server (" + origin.where() + ")");
    }
  }

  private static List<String> files(Key key, Settings.Origin origin) {
    if (origin == null) {
      return List.of();
    }
    if (key.type() == Type.FILE) {
      return List.of(origin.text());
    }
    return FILE_LISTS.contains(key) ? List.of(origin.text().split("\\s*,\\s*")) : List.of();
  }

  private static void readable(Path home, Key key, String file, Map<Key, Settings.Origin> values,
      List<String> problems) {
    Path path = home.resolve(file);
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      problems.add(values.get(key).where() + ": " + key.name() + " is '" + file + "': no file that can be read there");
    }
  }
}
