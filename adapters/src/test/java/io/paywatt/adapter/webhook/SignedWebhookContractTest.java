package io.paywatt.adapter.webhook;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import io.paywatt.adapter.Air;
import io.paywatt.adapter.NoticeChannelContract;
import io.paywatt.simulator.channel.WebhookReceiver;

class SignedWebhookContractTest extends NoticeChannelContract {
  private static final String SECRET = "whsec_cGF5d2F0dC1zdGFuZGFyZC13ZWJob29rLWtleS0zMmI=";
  private WebhookReceiver receiver;

  @Override
  protected Air open() throws Exception {
    receiver = new WebhookReceiver(SECRET);
    return Air.of(receiver);
  }

  @Override
  protected String sink() {
    return "kamelet:webhook-sink";
  }

  @Override
  protected Map<String, Object> beans() throws Exception {
    return Map.of("signedWebhook", new SignedWebhook(receiver.url() + "/hook", SECRET, Clock.systemUTC()));
  }

  @Override
  protected Object stranger() throws Exception {
    return new SignedWebhook(receiver.url() + "/hook", SECRET.replace('Z', 'A'), Clock.systemUTC());
  }

  @Override
  protected String recipient() {
    return "house-17";
  }

  @Override
  protected String shown() {
    return TITLE + "|" + TEXT;
  }

  @Override
  protected String forGood() {
    return "410";
  }

  @Override
  protected String tooMuch() {
    return "429";
  }

  @Override
  protected Duration wait(String code) {
    return Duration.ofSeconds(30);
  }
}
