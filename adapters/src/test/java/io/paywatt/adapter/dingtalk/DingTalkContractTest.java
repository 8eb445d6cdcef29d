package io.paywatt.adapter.dingtalk;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import io.paywatt.adapter.Air;
import io.paywatt.adapter.NoticeChannelContract;
import io.paywatt.simulator.channel.Robots;

class DingTalkContractTest extends NoticeChannelContract {
  private Robots robots;

  @Override
  protected Air open() throws Exception {
    robots = new Robots("token-1", "SEC1");
    return Air.of(robots);
  }

  @Override
  protected String sink() {
    return "kamelet:dingtalk-sink";
  }

  @Override
  protected Map<String, Object> beans() throws Exception {
    return Map.of("dingtalkRobot", new DingTalkRobot("token-1", "SEC1", robots.url(), Clock.systemUTC()));
  }

  @Override
  protected Object stranger() throws Exception {
    return new DingTalkRobot("token-1", "SEC2", robots.url(), Clock.systemUTC());
  }

  @Override
  protected String recipient() {
    return "group";
  }

  @Override
  protected String shown() {
    return TEXT;
  }

  @Override
  protected String forGood() {
    return "400013";
  }

  @Override
  protected String tooMuch() {
    return "130101";
  }

  @Override
  protected Duration wait(String code) {
    return Duration.ofMinutes(10);
  }

  @Override
  protected boolean knowsOurNumber() {
    return false;
  }
}
