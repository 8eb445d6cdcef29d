package io.paywatt.adapter.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import io.paywatt.adapter.Air;
import io.paywatt.adapter.NoticeChannelContract;
import io.paywatt.adapter.SendResult;
import io.paywatt.ledger.notice.OutgoingNotice;
import io.paywatt.simulator.channel.ChannelServer.Taken;
import io.paywatt.simulator.smpp.Smsc;
import io.paywatt.simulator.smpp.Submitted;
import io.paywatt.simulator.smpp.Submitted.Part;
import org.junit.jupiter.api.Test;

class SmppContractTest extends NoticeChannelContract {
  /** Long enough for four parts; a sign of two units of UTF-16 stands where two parts meet. */
  private static final String LONG = "余额不足，请尽快充值。".repeat(6) + "😀" + "北苑 3-201：¥12.30，請儲值。".repeat(8);
  private static final Duration BIND_AGAIN = Duration.ofSeconds(60);
  private static final int MOST_BYTES = 140;
  private static final int HEADER = 6;

  private Smsc smsc;

  @Override
  protected Air open() throws Exception {
    smsc = Smsc.start(0, "paywatt", "secret12");
    return new Air(() -> smsc.submitted().stream().map(it -> new Taken(it.parts().get(0).id(), "", it.to(), it.text())).toList(),
        code -> smsc.fail(Integer.decode(code)), () -> smsc.loseAnswer(), () -> smsc.close());
  }

  @Override
  protected String sink() {
    return "kamelet:smpp-sms-sink?" + account("secret12");
  }

  @Override
  protected String strangerSink() {
    return "kamelet:smpp-sms-sink?" + account("secret99");
  }

  private String account(String password) {
    return "url=" + smsc.url() + "&user=paywatt&password=" + password;
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

  @Override
  protected Receipts receipts() {
    return new Receipts() {
      @Override
      public String source() {
        return "kamelet:smpp-sms-source?" + account("secret12");
      }

      @Override
      public boolean tell(String hub, Taken message, boolean delivered) throws IOException {
        bound();
        smsc.receipt(message.id(), delivered ? "DELIVRD" : "UNDELIV", "000");
        return true;
      }

      /** Nobody but the SMSC reaches the hub; what a resident writes is a text, whatever it looks like. */
      @Override
      public boolean forge(String hub, Taken message) throws IOException {
        bound();
        smsc.deliver(recipient(), "22384", "id:" + message.id() + " sub:001 dlvrd:001 stat:DELIVRD err:000", false);
        return true;
      }
    };
  }

  private void bound() {
    await("the hub to listen").atMost(BIND_AGAIN).until(() -> smsc.receivers() > 0);
  }

  @Test
  void a_long_chinese_text_arrives_byte_by_byte_in_parts_that_each_have_a_receipt() throws Exception {
    SendResult result = send(text(7));
    Submitted whole = smsc.submitted().get(smsc.submitted().size() - 1);
    assertThat(whole.text()).isEqualTo(LONG);
    assertThat(whole.parts()).hasSize(4).allSatisfy(part -> {
      assertThat(part.coding()).as("UCS-2").isEqualTo(8);
      assertThat(part.body()).hasSizeLessThanOrEqualTo(MOST_BYTES);
    });
    ByteArrayOutputStream signs = new ByteArrayOutputStream();
    for (int number = 1; number <= 4; number++) {
      byte[] body = whole.parts().get(number - 1).body();
      byte reference = whole.parts().get(0).body()[3];
      assertThat(Arrays.copyOf(body, HEADER)).containsExactly(5, 0, 3, reference, 4, number);
      signs.write(body, HEADER, body.length - HEADER);
    }
    assertThat(signs.toByteArray()).isEqualTo(LONG.getBytes(StandardCharsets.UTF_16BE));
    assertThat(result.receipts()).isEqualTo(whole.parts().stream().map(Part::id).toList());
  }

  @Test
  void a_long_text_whose_session_breaks_amid_its_parts_goes_again_whole() throws Exception {
    smsc.loseAnswer();
    assertThat(send(text(8))).returns(true, SendResult::again);
    sentAtLast(text(8));
    assertThat(last().text()).isEqualTo(LONG);
  }

  @Test
  void an_smsc_that_was_away_is_bound_again_for_what_waited_and_for_its_receipts() throws Exception {
    assertThat(send(notice()).sent()).isTrue();
    smsc.close();
    OutgoingNotice waits = notice();
    assertThat(send(waits)).returns(false, SendResult::sent).returns(true, SendResult::again);
    smsc = Smsc.start(smsc.port(), "paywatt", "secret12");
    sentAtLast(waits);
    assertThat(smsc.submitted()).as("once").singleElement().returns(waits.text(), Submitted::text);
    a_receipt_that_comes_late_names_the_message_as_the_answer_did();
  }

  @Test
  void a_session_that_was_dropped_is_bound_again() throws Exception {
    assertThat(send(notice()).sent()).isTrue();
    int before = smsc.submitted().size();
    smsc.drop();
    sentAtLast(notice());
    assertThat(smsc.submitted()).hasSize(before + 1);
  }

  /** Meanwhile it is told to try again, as the queue does. */
  private void sentAtLast(OutgoingNotice notice) {
    await("the session to be bound again").atMost(BIND_AGAIN).until(() -> {
      SendResult result = send(notice);
      assertThat(result.sent() || result.again()).isTrue();
      return result.sent();
    });
  }

  private OutgoingNotice text(long id) {
    return new OutgoingNotice(id, "receipt", "sms", recipient(), "zh-CN", TITLE, LONG, null, "{}");
  }
}
