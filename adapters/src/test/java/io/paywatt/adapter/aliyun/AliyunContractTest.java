package io.paywatt.adapter.aliyun;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import io.paywatt.adapter.Air;
import io.paywatt.adapter.NoticeChannelContract;
import io.paywatt.simulator.channel.ChannelServer.Taken;
import io.paywatt.simulator.sms.SmsGateway;

class AliyunContractTest extends NoticeChannelContract {
  private static final String TOKEN = "a-token-of-at-least-32-characters-1";
  private SmsGateway gateway;

  @Override
  protected Air open() {
    gateway = SmsGateway.start("testid", "testsecret", "电表充值", 0);
    return new Air(() -> gateway.sent().stream().map(it -> new Taken(it.bizId(), it.outId(), it.phone(),
        it.params().path("thing1").asText())).toList(), code -> gateway.fail(code, 1), gateway::loseAnswer, gateway);
  }

  @Override
  protected String sink() {
    return "kamelet:aliyun-sms-sink";
  }

  @Override
  protected Map<String, Object> beans() {
    return Map.of("aliyunSms", sms("testsecret"), "aliyunReceipts", new AliyunReceipts(TOKEN));
  }

  @Override
  protected Object stranger() {
    return sms("other");
  }

  private AliyunSms sms(String secret) {
    return new AliyunSms(new AliyunSettings("testid", secret, "电表充值", gateway.url()), Clock.systemUTC());
  }

  @Override
  protected String recipient() {
    return "+8613800138000";
  }

  @Override
  protected String shown() {
    return TEXT;
  }

  @Override
  protected String forGood() {
    return "isv.MOBILE_NUMBER_ILLEGAL";
  }

  @Override
  protected String tooMuch() {
    return "isv.BUSINESS_LIMIT_CONTROL";
  }

  @Override
  protected Duration wait(String code) {
    return null;
  }

  @Override
  protected Receipts receipts() {
    return new Receipts() {
      @Override
      public String source() {
        return "kamelet:aliyun-receipt-source";
      }

      @Override
      public boolean tell(String hub, Taken message, boolean delivered) throws IOException {
        return gateway.report(hub + "aliyun/" + TOKEN, message.id(), message.ours(), delivered).ok();
      }

      @Override
      public boolean forge(String hub, Taken message) throws IOException {
        return !gateway.report(hub + "aliyun/" + TOKEN.replace('1', '2'), message.id(), message.ours(), false).ok();
      }
    };
  }
}
