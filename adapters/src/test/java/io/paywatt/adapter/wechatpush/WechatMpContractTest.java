package io.paywatt.adapter.wechatpush;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import io.paywatt.adapter.Air;
import io.paywatt.adapter.MemoryTokens;
import io.paywatt.adapter.NoticeChannelContract;
import io.paywatt.adapter.SendResult;
import io.paywatt.simulator.channel.ChannelServer.Taken;
import io.paywatt.simulator.channel.WechatMessages;
import org.junit.jupiter.api.Test;

class WechatMpContractTest extends NoticeChannelContract {
  private WechatMessages wechat;

  @Override
  protected Air open() throws Exception {
    wechat = new WechatMessages("wx1234567890", "right");
    return Air.of(wechat);
  }

  @Override
  protected String sink() {
    return "kamelet:wechat-mp-sink";
  }

  @Override
  protected Map<String, Object> beans() throws Exception {
    return Map.of("wechatMp", sender("right"), "wechatEvents", new WechatEvents("event-token"));
  }

  @Override
  protected Object stranger() throws Exception {
    return sender("wrong");
  }

  @Override
  protected String recipient() {
    return "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";
  }

  @Override
  protected String shown() {
    return TEXT.substring(0, 19) + "…";
  }

  @Override
  protected String forGood() {
    return "43004";
  }

  @Override
  protected String tooMuch() {
    return "45009";
  }

  @Override
  protected Duration wait(String code) {
    return code == null ? null : tomorrow();
  }

  private WechatMp sender(String secret) {
    return new WechatMp(WechatApp.of("paywatt.wechat-mp", "wx1234567890", secret, null, wechat.url()), new MemoryTokens(),
        Clock.systemUTC());
  }

  @Test
  void a_token_that_wechat_forgot_is_fetched_anew_and_the_message_goes_at_once() throws Exception {
    send(notice());
    wechat.dropToken();
    assertThat(send(notice())).returns(true, SendResult::again).returns(Duration.ZERO, SendResult::after);
    int asked = wechat.tokensAsked();
    assertThat(send(notice()).sent()).isTrue();
    assertThat(send(notice()).sent()).isTrue();
    assertThat(wechat.tokensAsked()).isEqualTo(asked + 1);
  }

  @Test
  void an_openid_of_somebody_else_is_not_used_again() throws Exception {
    wechat.fail("40003");
    assertThat(send(notice())).returns(true, SendResult::gone);
  }

  @Override
  protected String ours(Taken message) {
    return message.ours().replace("paywatt-", "");
  }

  @Test
  void wechat_is_told_that_it_is_our_server() throws Exception {
    assertThat(wechat.verify(hub() + "wechat-mp", "event-token", "echo17").text()).isEqualTo("echo17");
    assertThat(wechat.verify(hub() + "wechat-mp", "other", "echo17").status()).isEqualTo(401);
  }

  @Override
  protected Receipts receipts() {
    return new Receipts() {
      @Override
      public String source() {
        return "kamelet:wechat-mp-event-source";
      }

      @Override
      public boolean tell(String hub, Taken message, boolean delivered) throws IOException {
        return wechat.event(hub + "wechat-mp", "event-token", message.id(), delivered ? "success" : "failed:user block")
            .ok();
      }

      @Override
      public boolean forge(String hub, Taken message) throws IOException {
        return !wechat.event(hub + "wechat-mp", "other", message.id(), "success").ok();
      }
    };
  }
}
