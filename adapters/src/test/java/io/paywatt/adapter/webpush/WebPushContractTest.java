package io.paywatt.adapter.webpush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import io.paywatt.adapter.Air;
import io.paywatt.adapter.NoticeChannelContract;
import io.paywatt.adapter.SendResult;
import io.paywatt.ledger.notice.OutgoingNotice;
import io.paywatt.simulator.channel.PushService;
import org.junit.jupiter.api.Test;

class WebPushContractTest extends NoticeChannelContract {
  private String[] keys;
  private PushService service;

  @Override
  protected Air open() throws Exception {
    keys = PushService.applicationKeys();
    service = new PushService(keys[0]);
    return Air.of(service);
  }

  @Override
  protected String sink() {
    return "kamelet:web-push-sink";
  }

  @Override
  protected Map<String, Object> beans() throws Exception {
    return Map.of("webPush", push(keys));
  }

  @Override
  protected Object stranger() throws Exception {
    return push(PushService.applicationKeys());
  }

  @Override
  protected String recipient() {
    return service.subscription();
  }

  @Override
  protected String shown() {
    return TITLE + "|" + TEXT;
  }

  @Override
  protected String forGood() {
    return "413";
  }

  @Override
  protected String tooMuch() {
    return "429";
  }

  @Override
  protected Duration wait(String code) {
    return Duration.ofSeconds(120);
  }

  private WebPush push(String[] pair) {
    return new WebPush(new Vapid(pair[0], pair[1], "mailto:power@example.com"), List.of(service.url()), Clock.systemUTC());
  }

  @Test
  void a_subscription_that_has_ended_is_not_used_again() throws Exception {
    service.fail("410");
    assertThat(send(notice())).returns(true, SendResult::gone);
  }

  @Test
  void a_subscription_that_names_another_server_is_not_called() {
    OutgoingNotice notice = notice();
    String elsewhere = notice.recipient().replaceFirst("http://127.0.0.1:[0-9]+", "http://127.0.0.1:1");
    assertThatThrownBy(() -> send(new OutgoingNotice(1, "receipt", "web-push", elsewhere, "en", TITLE, TEXT, null, "{}")))
        .hasMessageContaining("paywatt.web-push.hosts");
  }
}
