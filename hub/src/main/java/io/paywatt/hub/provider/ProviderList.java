package io.paywatt.hub.provider;

import java.util.List;
import io.paywatt.hub.config.Settings;

/** All providers there are. */
public final class ProviderList {
  public static final List<Provider> ALL = List.of(new Standard(), new Wechat(), new AlipayGateway(), new Stripe(),
      new Mpesa(), new Aliyun(), new Tencent(), new NoticeFileSink(), new Twilio(), new AfricasTalking(), new Smpp(),
          new Sts(),
      new WechatMessages(), new Fcm(), new Browsers(), new Email(), new OwnWebhook(), new Robots());

  private ProviderList() {}

  /** Names of the configured ones that residents pay through. */
  public static List<String> payments(Settings settings) {
    return ALL.stream().filter(it -> it.takesPayments() && it.configured(settings)).map(Provider::name).toList();
  }
}
