package io.paywatt.adapter.wecom;

import java.time.Duration;
import java.util.Map;
import io.paywatt.adapter.Air;
import io.paywatt.adapter.NoticeChannelContract;
import io.paywatt.simulator.channel.Robots;

class WecomContractTest extends NoticeChannelContract {
  private Robots robots;

  @Override
  protected Air open() throws Exception {
    robots = new Robots("key-1", "SEC1");
    return Air.of(robots);
  }

  @Override
  protected String sink() {
    return "kamelet:wecom-sink";
  }

  @Override
  protected Map<String, Object> beans() throws Exception {
    return Map.of("wecomRobot", new WecomRobot("key-1", robots.url()));
  }

  @Override
  protected Object stranger() throws Exception {
    return new WecomRobot("key-2", robots.url());
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
    return "40058";
  }

  @Override
  protected String tooMuch() {
    return "45009";
  }

  @Override
  protected Duration wait(String code) {
    return Duration.ofMinutes(1);
  }

  @Override
  protected boolean knowsOurNumber() {
    return false;
  }
}
