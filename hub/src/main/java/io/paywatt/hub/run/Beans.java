package io.paywatt.hub.run;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import io.paywatt.adapter.aliyun.AliyunSettings;
import io.paywatt.adapter.aliyun.AliyunSms;
import io.paywatt.adapter.file.NoticeFile;
import io.paywatt.adapter.standard.StandardWebhooks;
import io.paywatt.adapter.wechat.WechatPay;
import io.paywatt.adapter.wechat.WechatSettings;
import io.paywatt.console.http.BearerAuth;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;
import io.paywatt.hub.desk.Failures;
import io.paywatt.hub.desk.NoticeResults;
import io.paywatt.hub.desk.Replays;
import io.paywatt.hub.http.Answers;
import io.paywatt.hub.http.ApiDoor;
import io.paywatt.hub.http.TopupDoor;
import io.paywatt.hub.inquiry.InquiryDoor;
import io.paywatt.hub.routes.RouteBeans;
import io.paywatt.ledger.Misconfigured;
import io.paywatt.ledger.reading.ReadingPartitions;
import io.paywatt.meter.codec.MeterCodecs;
import io.paywatt.meter.command.BrokerAccount;
import io.paywatt.meter.command.CommandPublisher;
import io.paywatt.meter.mqtt.BrokerAddress;
import org.eclipse.paho.mqttv5.common.MqttException;

/** Makes the beans that routes name. What they are is listed in {@link RouteBeans}. */
final class Beans {
  private final Settings settings;
  private final Connections connections;
  private final Ledger ledger;
  private final BearerAuth auth;

  Beans(Settings settings, Connections connections, Ledger ledger, BearerAuth auth) {
    this.settings = settings;
    this.connections = connections;
    this.ledger = ledger;
    this.auth = auth;
  }

  /** @throws Misconfigured when a provider's keys can't be used */
  Map<String, Object> all() {
    try {
      return made();
    } catch (IllegalArgumentException e) {
      throw new Misconfigured(List.of(e.getMessage()));
    }
  }

  /** Reads the keys and files of the providers. @throws Misconfigured when one can't be used */
  void checkProviders() {
    try {
      new WechatPay(wechat(), Clock.systemUTC(), message -> { });
      new StandardWebhooks(settings.text(Keys.STANDARD_SECRET), Clock.systemUTC());
      new AliyunSms(aliyun(), Clock.systemUTC());
    } catch (IllegalArgumentException e) {
      throw new Misconfigured(List.of(e.getMessage()));
    }
  }

  private Map<String, Object> made() {
    Clock clock = Clock.systemUTC();
    Map<String, Object> beans = new LinkedHashMap<>();
    beans.put("paymentIntake", ledger.payments);
    beans.put("refundIntake", ledger.refundNotices);
    beans.put("refundDesk", ledger.refundDesk);
    beans.put("topupDoor", new TopupDoor(ledger.topups));
    beans.put("providers", ledger.providers);
    beans.put("inquiries", ledger.inquiries);
    beans.put("inquiryDoor", new InquiryDoor(ledger.inquiries));
    beans.put("apiDoor", new ApiDoor(auth));
    beans.put("readingIntake", ledger.readings);
    beans.put("readingPartitions", new ReadingPartitions(ledger.store));
    beans.put("eventIntake", ledger.events);
    beans.put("reconciler", ledger.reconciler);
    beans.put("outboxDesk", ledger.outbox);
    beans.put("commandDesk", ledger.commands);
    beans.put("noticeDesk", ledger.notices);
    beans.put("noticeResults", new NoticeResults(ledger.notices, settings.text(Keys.SMS_CHANNEL_NAME)));
    beans.put("failedDesk", ledger.failed);
    beans.put("failures", new Failures(ledger.failed));
    beans.put("replays", new Replays(ledger.failed));
    beans.put("answers", new Answers());
    beans.put("wechatPay", new WechatPay(wechat(), clock, ledger.failed::park));
    beans.put("standardWebhooks", new StandardWebhooks(settings.text(Keys.STANDARD_SECRET), clock));
    beans.put("aliyunSms", new AliyunSms(aliyun(), clock));
    beans.put("noticeFile", new NoticeFile(settings.path(Keys.DATA).resolve("notices.jsonl"), clock));
    beans.put("meterCodec", new MeterCodecs(settings.text(Keys.MQTT_PREFIX)));
    beans.put("meterPublisher", publisher());
    if (!beans.keySet().equals(RouteBeans.BY_NAME.keySet())) {
      throw new IllegalStateException("Bound are " + beans.keySet() + ", listed are " + RouteBeans.BY_NAME.keySet());
    }
    return beans;
  }

  private CommandPublisher publisher() {
    try {
      return new CommandPublisher(new BrokerAccount(BrokerAddress.of(connections.mqttUrl()), connections.mqttUser(),
          connections.mqttPassword()), settings.text(Keys.NODE) + "-commands");
    } catch (MqttException e) {
      throw new Misconfigured(List.of(Keys.MQTT_URL.name() + " (" + settings.where(Keys.MQTT_URL) + "): " + e.getMessage()));
    }
  }

  private WechatSettings wechat() {
    if (!settings.has(Keys.WECHAT_APP_ID)) {
      return null;
    }
    return new WechatSettings(settings.text(Keys.WECHAT_APP_ID), settings.text(Keys.WECHAT_MERCHANT_ID),
        settings.text(Keys.WECHAT_MERCHANT_SERIAL), settings.path(Keys.WECHAT_MERCHANT_KEY_FILE),
        settings.text(Keys.WECHAT_API_V3_KEY), settings.text(Keys.WECHAT_PUBLIC_KEY_ID),
        settings.path(Keys.WECHAT_PUBLIC_KEY_FILE),
        settings.list(Keys.WECHAT_CERTIFICATE_FILES).stream().map(settings.home()::resolve).toList(),
        settings.text(Keys.WECHAT_BASE_URL), notifyUrl());
  }

  /** Only an order needs it; for one hub behind no proxy its own address does. */
  private String notifyUrl() {
    return settings.has(Keys.WECHAT_NOTIFY_URL) ? settings.text(Keys.WECHAT_NOTIFY_URL)
        : "http://127.0.0.1:" + settings.text(Keys.HTTP_PORT) + "/webhooks/wechat";
  }

  private AliyunSettings aliyun() {
    return settings.has(Keys.ALIYUN_KEY_ID) ? new AliyunSettings(settings.text(Keys.ALIYUN_KEY_ID),
        settings.text(Keys.ALIYUN_KEY_SECRET), settings.text(Keys.ALIYUN_SIGN_NAME),
        settings.text(Keys.ALIYUN_BASE_URL)) : null;
  }
}
