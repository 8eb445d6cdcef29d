package io.paywatt.simulator.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import io.paywatt.simulator.demo.DemoAccounts.Resident;
import io.paywatt.simulator.sms.SentMessage;
import io.paywatt.simulator.sms.SmsGateway;
import io.paywatt.simulator.standard.StandardSender;
import io.paywatt.simulator.wechat.Merchant;
import io.paywatt.simulator.wechat.WechatPay;

/** The simulated world around the hub: payment providers and the SMS gateway on free ports, with new keys. */
final class Providers implements AutoCloseable {
  static final String ADMINISTRATOR = "13900000000";
  private static final String SIGN_NAME = "智慧电表";
  private static final String SMS_KEY_ID = "demo-access-key";
  private static final String SMS_SECRET = "demo-access-secret";
  /** The first re-send of a notice after 1.5 s instead of 15 s. */
  private static final double RETRY_SCALE = 0.1;
  private static final Duration SMS_WAIT = Duration.ofSeconds(20);

  private final DemoSettings settings;
  private final Path keys;
  private final String secret = StandardSender.newSecret();
  private final DemoTexts texts;
  private final WechatPay wechat;
  private final SmsGateway sms;
  private final StandardSender standard;

  private Providers(DemoSettings settings) throws IOException, GeneralSecurityException {
    this.settings = settings;
    this.keys = settings.data().resolve("demo");
    this.texts = DemoTexts.make(settings.home().resolve("config").resolve("texts"), keys.resolve("texts"));
    this.wechat = WechatPay.start(Merchant.generate(keys), 0, RETRY_SCALE);
    this.sms = SmsGateway.start(SMS_KEY_ID, SMS_SECRET, SIGN_NAME, 0);
    this.standard = new StandardSender(settings.hubUrl() + "/webhooks/standard", secret);
  }

  static Providers start(DemoSettings settings) throws IOException, GeneralSecurityException {
    return new Providers(settings);
  }

  /** What the hub must be told to work with these providers. */
  Map<String, String> hubEnvironment() {
    Merchant merchant = wechat.merchant();
    Map<String, String> variables = new TreeMap<>();
    variables.put("PAYWATT_DATA", settings.data().toString());
    variables.put("PAYWATT_WECHAT_APP_ID", merchant.appId());
    variables.put("PAYWATT_WECHAT_MERCHANT_ID", merchant.id());
    variables.put("PAYWATT_WECHAT_MERCHANT_SERIAL", merchant.serial());
    variables.put("PAYWATT_WECHAT_MERCHANT_KEY_FILE", keys.resolve(Merchant.MERCHANT_KEY_FILE).toString());
    variables.put("PAYWATT_WECHAT_API_V3_KEY", merchant.apiV3Key());
    variables.put("PAYWATT_WECHAT_PUBLIC_KEY_ID", merchant.platformKeys().get(0).id());
    variables.put("PAYWATT_WECHAT_PUBLIC_KEY_FILE", keys.resolve(Merchant.PLATFORM_PUBLIC_FILE).toString());
    variables.put("PAYWATT_WECHAT_BASE_URL", wechat.url());
    variables.put("PAYWATT_WECHAT_NOTIFY_URL", settings.hubUrl() + "/webhooks/wechat");
    variables.put("PAYWATT_STANDARD_SECRET", secret);
    variables.put("PAYWATT_SMS_CHANNEL", "aliyun");
    variables.put("PAYWATT_ALIYUN_ACCESS_KEY_ID", SMS_KEY_ID);
    variables.put("PAYWATT_ALIYUN_ACCESS_KEY_SECRET", SMS_SECRET);
    variables.put("PAYWATT_ALIYUN_SIGN_NAME", SIGN_NAME);
    variables.put("PAYWATT_ALIYUN_BASE_URL", sms.url());
    variables.put("PAYWATT_ADMIN_PHONES", ADMINISTRATOR);
    variables.put("PAYWATT_TEXTS_DIRECTORY", texts.folder().toString());
    variables.put("PAYWATT_RECONCILE_CRON", "0/2 * * * * ?");
    return variables;
  }

  WechatPay wechat() {
    return wechat;
  }

  StandardSender standard() {
    return standard;
  }

  SmsGateway sms() {
    return sms;
  }

  /** Messages of the kind that went to the resident. */
  List<SentMessage> messages(Resident to, String kind) {
    return messages(to.phone(), kind);
  }

  private List<SentMessage> messages(String phone, String kind) {
    return sms.sent().stream()
        .filter(message -> message.phone().endsWith(phone) && texts.kind(message.template()).equals(kind)).toList();
  }

  /** Waits for a message of the kind and gives its text. */
  String awaitMessage(Resident to, String kind) throws StepFailed {
    return awaitMessage(to.phone(), kind, "");
  }

  /** Waits for a message of the kind about the meter and gives its text. */
  String awaitAdministratorMessage(String kind, String meter) throws StepFailed {
    return awaitMessage(ADMINISTRATOR, kind, meter);
  }

  private String awaitMessage(String phone, String kind, String part) throws StepFailed {
    return Waiting.until("the SMS '" + kind + "' to " + phone, SMS_WAIT, () -> messages(phone, kind).stream()
        .map(message -> texts.render(message.template(), message.params())).filter(text -> text.contains(part)).toList(),
        found -> !found.isEmpty()).get(0);
  }

  @Override
  public void close() {
    wechat.close();
    sms.close();
  }
}
