package io.paywatt.adapter.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import io.paywatt.adapter.Air;
import io.paywatt.adapter.NoticeChannelContract;
import io.paywatt.adapter.SendResult;
import io.paywatt.ledger.notice.OutgoingNotice;
import io.paywatt.simulator.channel.ChannelServer.Taken;
import io.paywatt.simulator.smpp.Smsc;
import org.junit.jupiter.api.Test;

class SmppContractTest extends NoticeChannelContract {
  private Smsc smsc;

  @Override
  protected Air open() throws Exception {
    smsc = Smsc.start(0, "paywatt", "secret12");
    return new Air(() -> smsc.submitted().stream().map(it -> new Taken("1", "", it.to(), it.text())).toList(),
        code -> smsc.fail(Integer.decode(code)), smsc::loseAnswer, smsc);
  }

  @Override
  protected String sink() {
    return "kamelet:smpp-sms-sink?url=" + smsc.url() + "&user=paywatt&password=secret12";
  }

  @Override
  protected Map<String, Object> beans() {
    return Map.of("smppSender", new SmppSender("22384"), "smppSms", new SmppSms("latin1", "same", Clock.systemUTC()));
  }

  @Override
  protected Object stranger() {
    return null;
  }

  @Override
  protected boolean knowsOurNumber() {
    return false;
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
    return "0xb";
  }

  @Override
  protected String tooMuch() {
    return "0x58";
  }

  @Override
  protected Duration wait(String code) {
    return Duration.ofSeconds(5);
  }

  @Test
  void a_long_chinese_text_arrives_whole_and_each_part_has_its_receipt() throws Exception {
    String text = "余额不足，请尽快充值。".repeat(20);
    OutgoingNotice notice = new OutgoingNotice(7, "receipt", "sms", recipient(), "zh-CN", TITLE, text, null, "{}");
    SendResult result = send(notice);
    assertThat(last().text()).isEqualTo(text);
    List<String> ids = smsc.ids();
    assertThat(result.receipts()).hasSize(4).isEqualTo(ids.subList(ids.size() - 4, ids.size()));
  }
}
