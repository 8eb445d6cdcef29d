package io.paywatt.adapter.fcm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import io.paywatt.adapter.Air;
import io.paywatt.adapter.MemoryTokens;
import io.paywatt.adapter.NoticeChannelContract;
import io.paywatt.adapter.SendResult;
import io.paywatt.simulator.channel.FcmService;
import org.junit.jupiter.api.Test;

class FcmContractTest extends NoticeChannelContract {
  private KeyPair key;
  private FcmService fcm;

  @Override
  protected Air open() throws Exception {
    key = ServiceAccountFile.pair();
    fcm = new FcmService("test-project", ServiceAccountFile.EMAIL, key.getPublic());
    return Air.of(fcm);
  }

  @Override
  protected String sink() {
    return "kamelet:fcm-sink";
  }

  @Override
  protected Map<String, Object> beans() throws Exception {
    return Map.of("fcmPush", push(key));
  }

  @Override
  protected Object stranger() throws Exception {
    return push(ServiceAccountFile.pair());
  }

  @Override
  protected String recipient() {
    return "cJ4kPYt7QxWw:APA91bH-registration-token";
  }

  @Override
  protected String shown() {
    return TITLE + "|" + TEXT;
  }

  @Override
  protected String forGood() {
    return "SENDER_ID_MISMATCH";
  }

  @Override
  protected String tooMuch() {
    return "QUOTA_EXCEEDED";
  }

  @Override
  protected Duration wait(String code) {
    return Duration.ofSeconds(90);
  }

  @Test
  void an_app_that_was_removed_is_not_written_to_again() throws Exception {
    fcm.fail("UNREGISTERED");
    assertThat(send(notice())).returns(true, SendResult::gone).returns(false, SendResult::again);
  }

  private FcmPush push(KeyPair pair) throws Exception {
    return new FcmPush(ServiceAccountFile.write(Path.of("target"), pair, fcm.url()), fcm.url(), new MemoryTokens(),
        Clock.systemUTC());
  }
}
