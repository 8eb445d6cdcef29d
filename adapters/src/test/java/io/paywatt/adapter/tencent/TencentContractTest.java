package io.paywatt.adapter.tencent;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import io.paywatt.adapter.Air;
import io.paywatt.adapter.NoticeChannelContract;
import io.paywatt.simulator.channel.ChannelServer.Taken;

class TencentContractTest extends NoticeChannelContract {
  private static final String TOKEN = "a-token-of-at-least-32-characters-1";
  private io.paywatt.simulator.channel.TencentSms gateway;

  @Override
  protected Air open() throws Exception {
    gateway = new io.paywatt.simulator.channel.TencentSms("AKIDtest", "secrettest", "电表充值");
    return Air.of(gateway);
  }

  @Override
  protected String sink() {
    return "kamelet:tencent-sms-sink";
  }

  @Override
  protected Map<String, Object> beans() throws Exception {
    return Map.of("tencentSms", sms("secrettest"), "tencentReceipts", new TencentReceipts(TOKEN));
  }

  @Override
  protected Object stranger() throws Exception {
    return sms("other");
  }

  @Override
  protected String recipient() {
    return "+8613800138000";
  }

  @Override
  protected String shown() {
    return io.paywatt.adapter.StrictJson.MAPPER.createArrayNode().add(TEXT).toString();
  }

  @Override
  protected String forGood() {
    return "FailedOperation.ContainSensitiveWord";
  }

  @Override
  protected String tooMuch() {
    return "LimitExceeded.PhoneNumberThirtySecondLimit";
  }

  @Override
  protected Duration wait(String code) {
    return Duration.ofSeconds(30);
  }

  private TencentSms sms(String key) {
    return new TencentSms(TencentSettings.of("AKIDtest", key, "1400006666", "电表充值", "ap-guangzhou", gateway.url()),
        Clock.systemUTC());
  }

  @Override
  protected Receipts receipts() {
    return new Receipts() {
      @Override
      public String source() {
        return "kamelet:tencent-receipt-source";
      }

      @Override
      public boolean tell(String hub, Taken message, boolean delivered) throws IOException {
        return gateway.report(hub + "tencent/" + TOKEN, message.id(), delivered).ok();
      }

      @Override
      public boolean forge(String hub, Taken message) throws IOException {
        return !gateway.report(hub + "tencent/" + TOKEN.replace('1', '2'), message.id(), false).ok();
      }
    };
  }
}
