package io.paywatt.adapter.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.paywatt.adapter.HttpChannel.Call;
import io.paywatt.ledger.notice.OutgoingNotice;
import io.paywatt.simulator.channel.ChannelServer.Taken;
import io.paywatt.simulator.channel.WebhookReceiver;
import io.paywatt.simulator.http.HttpCaller;
import org.junit.jupiter.api.Test;

/** The reference library believes what we send, and what it signs passes the receiver of our tests. */
class WebhookLibraryOracleTest {
  private static final String SECRET = "whsec_cGF5d2F0dC1zdGFuZGFyZC13ZWJob29rLWtleS0zMmI=";
  private static final OutgoingNotice NOTICE = new OutgoingNotice(41, "receipt", "webhook", "house-17", "zh-CN", "北苑",
      "余额 ¥12.30，请充值", null, "{}");

  @Test
  void the_library_believes_what_we_send_and_nothing_that_was_changed() throws Exception {
    Call call = new SignedWebhook("https://house.example.com/hook", SECRET, Clock.systemUTC()).call(NOTICE);
    String body = new String(call.body(), StandardCharsets.UTF_8);
    Map<String, List<String>> headers = new HashMap<>();
    call.headers().forEach((name, value) -> headers.put(name, List.of(value)));
    new Webhook(SECRET).verify(body, headers);
    assertThat(body).contains(NOTICE.text());

    assertThatThrownBy(() -> new Webhook(SECRET).verify(body.replace("12.30", "92.30"), headers))
        .isInstanceOf(WebhookVerificationException.class);
    headers.put("webhook-id", List.of("msg_notice_42"));
    assertThatThrownBy(() -> new Webhook(SECRET).verify(body, headers)).isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void what_the_library_signs_passes_the_receiver_so_the_receiver_checks_the_right_thing() throws Exception {
    try (WebhookReceiver receiver = new WebhookReceiver(SECRET)) {
      String body = "{\"data\":{\"recipient\":\"house-17\",\"title\":\"北苑\",\"text\":\"余额\"}}";
      long now = Instant.now().getEpochSecond();
      assertThat(post(receiver, now, body, body)).isEqualTo(204);
      assertThat(post(receiver, now, body, body.replace("17", "18"))).as("another body").isEqualTo(401);
      assertThat(post(receiver, now - 3600, body, body)).as("an hour old").isEqualTo(401);
      assertThat(receiver.taken()).singleElement().returns("北苑|余额", Taken::text);
    }
  }

  private static int post(WebhookReceiver receiver, long at, String signed, String sent) throws Exception {
    return new HttpCaller(Duration.ofSeconds(30)).call("POST", receiver.url() + "/hook", Map.of("webhook-id", "msg_1",
        "webhook-timestamp", Long.toString(at), "webhook-signature", new Webhook(SECRET).sign("msg_1", at, signed)),
        sent.getBytes(StandardCharsets.UTF_8)).status();
  }
}
