package io.paywatt.hub.config;

import static io.paywatt.hub.config.Type.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every key PayWatt knows, once. Meaning, unit and examples are in config/application.properties. */
public final class Keys {
  private static final List<Key> ALL = new ArrayList<>();

  public static final Key DATA = key("paywatt.data", TEXT, "data");
  public static final Key NODE = key("paywatt.node", NAME, "hub-1");
  public static final Key HTTP_HOST = key("paywatt.http.host", TEXT, "0.0.0.0");
  public static final Key HTTP_PORT = key("paywatt.http.port", PORT, "8080");
  public static final Key MANAGEMENT_HOST = key("paywatt.management.host", TEXT, "127.0.0.1");
  public static final Key MANAGEMENT_PORT = key("paywatt.management.port", PORT, "9876");

  public static final Key DATABASE_URL = key("paywatt.database.url", URL, "embedded");
  public static final Key DATABASE_USER = key("paywatt.database.user", TEXT, null);
  public static final Key DATABASE_PASSWORD = secret("paywatt.database.password", TEXT);
  public static final Key DATABASE_MEMORY = key("paywatt.database.memory", MEGABYTES, "512");
  public static final Key DATABASE_POOL = key("paywatt.database.pool-size", COUNT, "16");

  public static final Key MQTT_URL = key("paywatt.mqtt.url", URL, "embedded");
  public static final Key MQTT_PORT = key("paywatt.mqtt.port", PORT, "1883");
  public static final Key MQTT_USER = key("paywatt.mqtt.user", TEXT, null);
  public static final Key MQTT_PASSWORD = secret("paywatt.mqtt.password", TEXT);
  public static final Key MQTT_PREFIX = key("paywatt.mqtt.prefix", NAME, "paywatt");

  public static final Key MQTT_TRUST_FILE = key("paywatt.mqtt.tls.trust-file", FILE, null);
  public static final Key MQTT_CERTIFICATE_FILE = key("paywatt.mqtt.tls.certificate-file", FILE, null);
  public static final Key MQTT_KEY_FILE = key("paywatt.mqtt.tls.key-file", FILE, null);
  public static final Key MQTT_HOSTNAME_CHECK = key("paywatt.mqtt.tls.hostname-check", YES_NO, "true");
  public static final Key METERS_CREDENTIALS = key("paywatt.mqtt.meters.credentials", CREDENTIALS, "shared");
  public static final Key METERS_TLS_PORT = key("paywatt.mqtt.meters.tls-port", PORT, null);
  public static final Key METERS_HOST = key("paywatt.mqtt.meters.host", TEXT, "0.0.0.0");
  public static final Key METERS_CERTIFICATE_FILE = key("paywatt.mqtt.meters.certificate-file", FILE, null);
  public static final Key METERS_KEY_FILE = key("paywatt.mqtt.meters.key-file", FILE, null);
  public static final Key METERS_CLIENT_CA_FILE = key("paywatt.mqtt.meters.client-ca-file", FILE, null);
  public static final Key METERS = key("paywatt.meters.directory", TEXT, "config/meters");
  public static final Key METERS_POLL = key("paywatt.meters.poll-cron", CRON, "0 0/5 * * * ?");
  public static final Key METERS_CLOCK = key("paywatt.meters.clock-cron", CRON, "0 10 4 * * ?");
  public static final Key DLT645_PASSWORD = secret("paywatt.dlt645.password", DIGITS_8);
  public static final Key DLT645_OPERATOR = key("paywatt.dlt645.operator", DIGITS_8, "00000001");

  public static final Key CURRENCY_CODE = key("paywatt.currency", CURRENCY, "CNY");
  public static final Key TIME_ZONE = key("paywatt.zone", ZONE, "Asia/Shanghai");
  public static final Key API_TOKEN = secret("paywatt.api.token", TEXT);
  public static final Key LOGIN_FAILURES = key("paywatt.login.failures", COUNT, "5");
  public static final Key LOGIN_LOCK = key("paywatt.login.lock", DURATION, "15m");
  public static final Key SESSION_IDLE = key("paywatt.session.idle", DURATION, "30m");
  public static final Key SESSION_SECURE = key("paywatt.session.secure", YES_NO, "false");
  public static final Key OIDC_ISSUER = key("paywatt.oidc.issuer", HTTP_URL, null);
  public static final Key OIDC_AUDIENCE = key("paywatt.oidc.audience", TEXT, null);
  public static final Key OIDC_KEYS_URL = key("paywatt.oidc.keys-url", HTTP_URL, null);
  public static final Key OIDC_NAME_CLAIM = key("paywatt.oidc.name-claim", TEXT, "preferred_username");
  public static final Key OIDC_ROLES_CLAIM = key("paywatt.oidc.roles-claim", TEXT, "roles");
  public static final Key OIDC_ROLES = key("paywatt.oidc.roles", ROLES, "viewer=viewer,support=support,approver=approver,"
      + "integrator=integrator,administrator=administrator");
  public static final Key OIDC_SITES_CLAIM = key("paywatt.oidc.sites-claim", TEXT, "sites");

  public static final Key STANDARD_SECRET = secret("paywatt.standard.secret", WEBHOOK_SECRETS);
  public static final Key WECHAT_APP_ID = key("paywatt.wechat.app-id", TEXT, null);
  public static final Key WECHAT_MERCHANT_ID = key("paywatt.wechat.merchant-id", TEXT, null);
  public static final Key WECHAT_MERCHANT_SERIAL = key("paywatt.wechat.merchant-serial", TEXT, null);
  public static final Key WECHAT_MERCHANT_KEY_FILE = key("paywatt.wechat.merchant-key-file", FILE, null);
  public static final Key WECHAT_API_V3_KEY = secret("paywatt.wechat.api-v3-key", Type.API_V3_KEY);
  public static final Key WECHAT_PUBLIC_KEY_ID = key("paywatt.wechat.public-key-id", TEXT, null);
  public static final Key WECHAT_PUBLIC_KEY_FILE = key("paywatt.wechat.public-key-file", FILE, null);
  public static final Key WECHAT_CERTIFICATE_FILES = key("paywatt.wechat.certificate-files", LIST, null);
  public static final Key WECHAT_BASE_URL = key("paywatt.wechat.base-url", HTTP_URL, "https://api.mch.weixin.qq.com");
  public static final Key WECHAT_NOTIFY_URL = key("paywatt.wechat.notify-url", HTTP_URL, null);
  public static final Key ALIPAY_APP_ID = key("paywatt.alipay.app-id", TEXT, null);
  public static final Key ALIPAY_SELLER_ID = key("paywatt.alipay.seller-id", TEXT, null);
  public static final Key ALIPAY_APP_KEY_FILE = key("paywatt.alipay.app-key-file", FILE, null);
  public static final Key ALIPAY_PUBLIC_KEY_FILE = key("paywatt.alipay.public-key-file", LIST, null);
  public static final Key ALIPAY_BASE_URL = key("paywatt.alipay.base-url", HTTP_URL, "https://openapi.alipay.com/gateway.do");
  public static final Key ALIPAY_NOTIFY_URL = key("paywatt.alipay.notify-url", HTTP_URL, null);
  public static final Key STRIPE_WEBHOOK_SECRET = secret("paywatt.stripe.webhook-secret", TEXT);
  public static final Key STRIPE_LIVE = key("paywatt.stripe.live", YES_NO, "true");
  public static final Key STRIPE_ACCOUNT = key("paywatt.stripe.account", TEXT, null);
  public static final Key STRIPE_API_KEY = secret("paywatt.stripe.api-key", TEXT);
  public static final Key STRIPE_BASE_URL = key("paywatt.stripe.base-url", HTTP_URL, "https://api.stripe.com");
  public static final Key MPESA_CONSUMER_KEY = secret("paywatt.mpesa.consumer-key", TEXT);
  public static final Key MPESA_CONSUMER_SECRET = secret("paywatt.mpesa.consumer-secret", TEXT);
  public static final Key MPESA_SHORT_CODE = key("paywatt.mpesa.short-code", TEXT, null);
  public static final Key MPESA_PASSKEY = secret("paywatt.mpesa.passkey", TEXT);
  public static final Key MPESA_TYPE = key("paywatt.mpesa.type", TEXT, "paybill");
  public static final Key MPESA_TILL_NUMBER = key("paywatt.mpesa.till-number", TEXT, null);
  public static final Key MPESA_CALLBACK_TOKEN = secret("paywatt.mpesa.callback-token", TEXT);
  public static final Key MPESA_CALLBACK_URL = key("paywatt.mpesa.callback-url", HTTP_URL, null);
  public static final Key MPESA_ALLOWED_ADDRESSES = key("paywatt.mpesa.allowed-addresses", LIST, null);
  public static final Key MPESA_BASE_URL = key("paywatt.mpesa.base-url", HTTP_URL, "https://api.safaricom.co.ke");
  public static final Key MPESA_INITIATOR = key("paywatt.mpesa.initiator", TEXT, null);
  public static final Key MPESA_SECURITY_CREDENTIAL = secret("paywatt.mpesa.security-credential", TEXT);
  public static final Key STS_BASE_URL = key("paywatt.sts.base-url", HTTP_URL, null);
  public static final Key STS_TOKEN = secret("paywatt.sts.token", TEXT);
  public static final Key TOPUP_MINIMUM = key("paywatt.topup.minimum", AMOUNT, "1.00");
  public static final Key TOPUP_MAXIMUM = key("paywatt.topup.maximum", AMOUNT, "10000.00");
  public static final Key TOPUP_EXPIRY = key("paywatt.topup.expiry", DURATION, "2h");
  public static final Key INQUIRY_SCHEDULE = key("paywatt.inquiry.schedule", DURATIONS, "30s,1m,3m,5m,10m,30m");
  public static final Key INQUIRY_LIMIT = key("paywatt.inquiry.limit", DURATION, "24h");
  public static final Key INQUIRY_STATEMENT_LIMIT = key("paywatt.inquiry.statement-limit", DURATION, "7d");

  public static final Key LATE_NOTICE = key("paywatt.late.notice", DURATION, "5m");
  public static final Key LATE_POSTING = key("paywatt.late.posting", DURATION, "1m");
  public static final Key LATE_SENDING = key("paywatt.late.sending", DURATION, "2m");
  public static final Key LATE_METER = key("paywatt.late.meter", DURATION, "10m");
  public static final Key LATE_RECEIPT = key("paywatt.late.receipt", DURATION, "5m");

  public static final Key RECONCILE_CRON = key("paywatt.reconcile.cron", CRON, "0 0/5 * * * ?");
  public static final Key USAGE_CRON = key("paywatt.usage.cron", CRON, "0 20 * * * ?");
  public static final Key RECONCILE_WORKERS = key("paywatt.reconcile.workers", COUNT, null);
  public static final Key ESTIMATE_AFTER = key("paywatt.reconcile.estimate-after", DURATION, "35d");
  public static final Key SETTLEMENT_CRON = key("paywatt.settlement.cron", CRON, "0 30 10 * * ?");
  public static final Key SETTLEMENT_ZONES = key("paywatt.settlement.zones", ZONES, "wechat=+08:00,alipay=+08:00");
  public static final Key READING_MAX_FUTURE = key("paywatt.reading.max-future", DURATION, "5m");
  public static final Key READING_MAX_POWER_W = key("paywatt.reading.max-power-w", COUNT, "100000");
  public static final Key LOW_BALANCE = key("paywatt.credit.low-balance", AMOUNTS, "20.00,5.00");
  public static final Key LOW_PERCENT = key("paywatt.credit.low-percent", COUNTS, null);
  public static final Key LOW_DAYS = key("paywatt.credit.low-days", COUNTS, "3");
  public static final Key CUT_NOTICE = key("paywatt.credit.cut-notice", DURATION, null);
  public static final Key TARIFF_NOTICE = key("paywatt.credit.tariff-notice", DURATION, "7d");
  public static final Key FOREWARN_CRON = key("paywatt.credit.forewarn-cron", CRON, "0 0 10 * * ?");
  public static final Key EMERGENCY = key("paywatt.credit.emergency", AMOUNT, "0.00");
  public static final Key LOW_ENERGY = key("paywatt.credit.low-kwh", AMOUNTS, "20,5");
  public static final Key EMERGENCY_ENERGY = key("paywatt.credit.emergency-kwh", AMOUNT, "0");
  public static final Key READING_MAX_AGE = key("paywatt.credit.reading-max-age", DURATION, "6h");
  public static final Key PROTECTED_HOURS = key("paywatt.credit.protected-hours", HOURS, null);
  public static final Key PROTECTED_WEEKENDS = key("paywatt.credit.protected-weekends", YES_NO, "false");
  public static final Key GRACE_DAYS = key("paywatt.credit.grace-days", DAYS, "0");
  public static final Key DEBT_RECOVERY = key("paywatt.credit.debt-recovery", RECOVERY, "20%");
  public static final Key DEBT_NOTICE = key("paywatt.credit.debt-notice", DURATION, "7d");
  public static final Key VOLTAGE_LOW = key("paywatt.alert.voltage-low", AMOUNT, "198.0");
  public static final Key VOLTAGE_HIGH = key("paywatt.alert.voltage-high", AMOUNT, "235.4");
  public static final Key OVERLOAD_W = key("paywatt.alert.overload-w", COUNT, "60000");
  public static final Key ANOMALIES = key("paywatt.anomalies.file", TEXT, "config/anomalies.yaml");
  public static final Key ANOMALIES_CRON = key("paywatt.anomalies.cron", CRON, "0 2/5 * * * ?");
  public static final Key ANOMALIES_NIGHT_CRON = key("paywatt.anomalies.night-cron", CRON, "0 30 4 * * ?");

  public static final Key FAILED_RETENTION = key("paywatt.failed.retention", DURATION, "90d");

  public static final Key SMS_CHANNEL_NAME = key("paywatt.sms.channel", SMS_CHANNEL, "file");
  public static final Key SMS_FALLBACK = key("paywatt.sms.fallback", SMS_CHANNEL, null);
  public static final Key ALIYUN_KEY_ID = key("paywatt.aliyun.access-key-id", TEXT, null);
  public static final Key ALIYUN_KEY_SECRET = secret("paywatt.aliyun.access-key-secret", TEXT);
  public static final Key ALIYUN_SIGN_NAME = key("paywatt.aliyun.sign-name", TEXT, null);
  public static final Key ALIYUN_BASE_URL = key("paywatt.aliyun.base-url", HTTP_URL, "https://dysmsapi.aliyuncs.com");
  public static final Key ALIYUN_RECEIPT_TOKEN = secret("paywatt.aliyun.receipt-token", PATH_TOKEN);
  public static final Key TENCENT_SECRET_ID = key("paywatt.tencent.secret-id", TEXT, null);
  public static final Key TENCENT_SECRET_KEY = secret("paywatt.tencent.secret-key", TEXT);
  public static final Key TENCENT_APP_ID = key("paywatt.tencent.app-id", TEXT, null);
  public static final Key TENCENT_SIGN_NAME = key("paywatt.tencent.sign-name", TEXT, null);
  public static final Key TENCENT_REGION = key("paywatt.tencent.region", NAME, "ap-guangzhou");
  public static final Key TENCENT_BASE_URL = key("paywatt.tencent.base-url", HTTP_URL, "https://sms.tencentcloudapi.com");
  public static final Key TENCENT_RECEIPT_TOKEN = secret("paywatt.tencent.receipt-token", PATH_TOKEN);
  public static final Key SMS_COUNTRY = key("paywatt.sms.country-prefix", COUNTRY_PREFIX, "+86");
  public static final Key SMS_OWN_NUMBERS = key("paywatt.sms.own-numbers", LIST, null);
  public static final Key SMS_REPLY_PREFIXES = key("paywatt.sms.reply-prefixes", LIST, null);
  public static final Key SMS_SENDER_PER_MINUTE = key("paywatt.sms.sender-per-minute", COUNT, "20");
  public static final Key SMS_TOTAL_PER_MINUTE = key("paywatt.sms.total-per-minute", COUNT, "6000");
  public static final Key SMS_TOPUP_PROVIDER = key("paywatt.sms.topup-provider", NAME, null);
  public static final Key TWILIO_AUTH_TOKEN = secret("paywatt.twilio.auth-token", TEXT);
  public static final Key TWILIO_PUBLIC_URL = key("paywatt.twilio.public-url", HTTP_URL, null);
  public static final Key TWILIO_ACCOUNT_SID = key("paywatt.twilio.account-sid", TEXT, null);
  public static final Key TWILIO_SENDER = key("paywatt.twilio.sender", TEXT, null);
  public static final Key TWILIO_STATUS_URL = key("paywatt.twilio.status-url", HTTP_URL, null);
  public static final Key TWILIO_BASE_URL = key("paywatt.twilio.base-url", HTTP_URL, "https://api.twilio.com");
  public static final Key AFRICASTALKING_TOKEN = secret("paywatt.africastalking.token", PATH_TOKEN);
  public static final Key AFRICASTALKING_ADDRESSES = key("paywatt.africastalking.addresses", LIST, null);
  public static final Key SMPP_URL = key("paywatt.smpp.url", Type.SMPP_URL, null);
  public static final Key SMPP_USER = key("paywatt.smpp.user", TEXT, null);
  public static final Key SMPP_PASSWORD = secret("paywatt.smpp.password", TEXT);
  public static final Key SMPP_SYSTEM_TYPE = key("paywatt.smpp.system-type", TEXT, "cp");
  public static final Key SMPP_ALPHABET = key("paywatt.smpp.alphabet", ALPHABET, "latin1");
  public static final Key SMPP_SENDER = key("paywatt.smpp.sender", TEXT, null);
  public static final Key SMPP_RECEIPT_ID = key("paywatt.smpp.receipt-id", RECEIPT_ID, "same");
  public static final Key WECHAT_MINI_APP_ID = key("paywatt.wechat-mini.app-id", TEXT, null);
  public static final Key WECHAT_MINI_SECRET = secret("paywatt.wechat-mini.app-secret", TEXT);
  public static final Key WECHAT_MINI_PAGE = key("paywatt.wechat-mini.page", TEXT, null);
  public static final Key WECHAT_MINI_BASE_URL = key("paywatt.wechat-mini.base-url", HTTP_URL, "https://api.weixin.qq.com");
  public static final Key WECHAT_MP_APP_ID = key("paywatt.wechat-mp.app-id", TEXT, null);
  public static final Key WECHAT_MP_SECRET = secret("paywatt.wechat-mp.app-secret", TEXT);
  public static final Key WECHAT_MP_PAGE = key("paywatt.wechat-mp.page", HTTP_URL, null);
  public static final Key WECHAT_MP_BASE_URL = key("paywatt.wechat-mp.base-url", HTTP_URL, "https://api.weixin.qq.com");
  public static final Key WECHAT_MP_EVENT_TOKEN = secret("paywatt.wechat-mp.event-token", TEXT);
  public static final Key FCM_ACCOUNT_FILE = key("paywatt.fcm.service-account-file", FILE, null);
  public static final Key FCM_BASE_URL = key("paywatt.fcm.base-url", HTTP_URL, "https://fcm.googleapis.com");
  public static final Key WEB_PUSH_PUBLIC_KEY = key("paywatt.web-push.public-key", TEXT, null);
  public static final Key WEB_PUSH_PRIVATE_KEY = secret("paywatt.web-push.private-key", TEXT);
  public static final Key WEB_PUSH_SUBJECT = key("paywatt.web-push.subject", TEXT, null);
  public static final Key WEB_PUSH_HOSTS = key("paywatt.web-push.hosts", LIST,
      "fcm.googleapis.com,*.push.services.mozilla.com,*.push.apple.com,*.notify.windows.com");
  public static final Key EMAIL_URL = key("paywatt.email.url", MAIL_URL, null);
  public static final Key EMAIL_USER = key("paywatt.email.user", TEXT, null);
  public static final Key EMAIL_PASSWORD = secret("paywatt.email.password", TEXT);
  public static final Key EMAIL_FROM = key("paywatt.email.from", TEXT, null);
  public static final Key WEBHOOK_URL = key("paywatt.webhook.url", HTTP_URL, null);
  public static final Key WEBHOOK_SECRET = secret("paywatt.webhook.secret", TEXT);
  public static final Key WECOM_KEY = secret("paywatt.wecom.key", TEXT);
  public static final Key WECOM_BASE_URL = key("paywatt.wecom.base-url", HTTP_URL, "https://qyapi.weixin.qq.com");
  public static final Key DINGTALK_TOKEN = secret("paywatt.dingtalk.token", TEXT);
  public static final Key DINGTALK_SECRET = secret("paywatt.dingtalk.secret", TEXT);
  public static final Key DINGTALK_BASE_URL = key("paywatt.dingtalk.base-url", HTTP_URL, "https://oapi.dingtalk.com");
  public static final Key ADMIN_PHONES = key("paywatt.admin.phones", LIST, null);
  public static final Key ADMIN_CHANNELS = key("paywatt.admin.channels", ADMINISTRATORS, null);
  public static final Key ADMIN_LOCALE = key("paywatt.admin.locale", LOCALE, "zh-CN");

  public static final Key ROUTES = key("paywatt.routes.directory", TEXT, "routes");
  public static final Key ROUTES_RELOAD = key("paywatt.routes.reload", YES_NO, "true");
  public static final Key TARIFFS = key("paywatt.tariffs.directory", TEXT, "config/tariffs");
  public static final Key NOTICES = key("paywatt.notices.file", TEXT, "config/notices.yaml");
  public static final Key TEXTS = key("paywatt.texts.directory", TEXT, "config/texts");
  public static final Key SMS_PATTERNS = key("paywatt.sms.patterns-directory", TEXT, "config/sms");

  private Keys() {}

  /** All keys, in the order of the reference file. */
  public static List<Key> all() {
    return List.copyOf(ALL);
  }

  /** The key of that name. */
  public static Optional<Key> named(String name) {
    return ALL.stream().filter(key -> key.name().equals(name)).findFirst();
  }

  private static Key key(String name, Type type, String preset) {
    Key key = new Key(name, type, preset, false);
    ALL.add(key);
    return key;
  }

  private static Key secret(String name, Type type) {
    Key key = new Key(name, type, null, true);
    ALL.add(key);
    return key;
  }
}
