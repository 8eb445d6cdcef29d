package io.paywatt.adapter.wechatpush;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import io.paywatt.adapter.Air;
import io.paywatt.adapter.MemoryTokens;
import io.paywatt.adapter.NoticeChannelContract;
import io.paywatt.adapter.SendResult;
import io.paywatt.simulator.channel.WechatMessages;
import org.junit.jupiter.api.Test;

class WechatMiniContractTest extends NoticeChannelContract {
  private WechatMessages wechat;

  @Override
  protected Air open() throws Exception {
    wechat = new WechatMessages("wx1234567890", "right");
    return Air.of(wechat);
  }

  @Override
  protected String sink() {
    return "kamelet:wechat-mini-sink";
  }

  @Override
  protected Map<String, Object> beans() throws Exception {
    return Map.of("wechatMini", sender("right"));
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
    return "43101";
  }

  @Override
  protected String tooMuch() {
    return "45009";
  }

  @Override
  protected Duration wait(String code) {
    return code == null ? null : tomorrow();
  }

  private WechatMini sender(String secret) {
    return new WechatMini(WechatApp.of("paywatt.wechat-mini", "wx1234567890", secret, null, wechat.url()),
        new MemoryTokens(), Clock.systemUTC());
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
  protected boolean knowsOurNumber() {
    return false;
  }
}
