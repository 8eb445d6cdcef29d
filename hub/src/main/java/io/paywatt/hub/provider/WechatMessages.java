package io.paywatt.hub.provider;

import java.util.Map;
import io.paywatt.adapter.wechatpush.WechatApp;
import io.paywatt.adapter.wechatpush.WechatEvents;
import io.paywatt.adapter.wechatpush.WechatMini;
import io.paywatt.adapter.wechatpush.WechatMp;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;

/** Messages by a mini program and an official account. */
final class WechatMessages implements Provider {
  @Override
  public String name() {
    return "wechat-messages";
  }

  @Override
  public boolean configured(Settings settings) {
    return settings.has(Keys.WECHAT_MINI_APP_ID) || settings.has(Keys.WECHAT_MP_APP_ID);
  }

  @Override
  public boolean takesPayments() {
    return false;
  }

  @Override
  public Map<String, Class<?>> beans() {
    return Map.of("wechatMini", WechatMini.class, "wechatMp", WechatMp.class, "wechatEvents", WechatEvents.class);
  }

  @Override
  public Map<String, Object> make(Parts parts) {
    Settings settings = parts.settings();
    WechatApp mini = settings.has(Keys.WECHAT_MINI_APP_ID) ? WechatApp.of("paywatt.wechat-mini",
        settings.text(Keys.WECHAT_MINI_APP_ID), settings.secret(Keys.WECHAT_MINI_SECRET),
            settings.text(Keys.WECHAT_MINI_PAGE),
        settings.text(Keys.WECHAT_MINI_BASE_URL)) : null;
    WechatApp account = settings.has(Keys.WECHAT_MP_APP_ID) ? WechatApp.of("paywatt.wechat-mp",
        settings.text(Keys.WECHAT_MP_APP_ID), settings.secret(Keys.WECHAT_MP_SECRET), settings.text(Keys.WECHAT_MP_PAGE),
        settings.text(Keys.WECHAT_MP_BASE_URL)) : null;
    return Map.of("wechatMini", new WechatMini(mini, parts.tokens(), parts.clock()),
        "wechatMp", new WechatMp(account, parts.tokens(), parts.clock()),
        "wechatEvents", new WechatEvents(settings.secret(Keys.WECHAT_MP_EVENT_TOKEN)));
  }
}
