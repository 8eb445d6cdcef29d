package io.paywatt.hub.provider;

import java.util.Map;
import io.paywatt.adapter.dingtalk.DingTalkRobot;
import io.paywatt.adapter.wecom.WecomRobot;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;

/** Robots of WeCom and DingTalk groups. */
final class Robots implements Provider {
  @Override
  public String name() {
    return "robots";
  }

  @Override
  public boolean configured(Settings settings) {
    return settings.has(Keys.WECOM_KEY) || settings.has(Keys.DINGTALK_TOKEN);
  }

  @Override
  public boolean takesPayments() {
    return false;
  }

  @Override
  public Map<String, Class<?>> beans() {
    return Map.of("wecomRobot", WecomRobot.class, "dingtalkRobot", DingTalkRobot.class);
  }

  @Override
  public Map<String, Object> make(Parts parts) {
    Settings settings = parts.settings();
    return Map.of("wecomRobot", new WecomRobot(settings.secret(Keys.WECOM_KEY), settings.text(Keys.WECOM_BASE_URL)),
        "dingtalkRobot", new DingTalkRobot(settings.secret(Keys.DINGTALK_TOKEN), settings.secret(Keys.DINGTALK_SECRET),
            settings.text(Keys.DINGTALK_BASE_URL), parts.clock()));
  }
}
