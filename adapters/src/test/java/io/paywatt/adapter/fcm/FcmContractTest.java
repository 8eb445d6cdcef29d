package io.paywatt.adapter.fcm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import io.paywatt.adapter.Air;
import io.paywatt.adapter.MemoryTokens;
import io.paywatt.adapter.NoticeChannelContract;
import io.paywatt.adapter.SendResult;
import io.paywatt.adapter.StrictJson;
import io.paywatt.simulator.channel.FcmService;
import org.junit.jupiter.api.Test;

class FcmContractTest extends NoticeChannelContract {
  private static final String EMAIL = "paywatt@test-project.iam.gserviceaccount.com";
  private KeyPair key;
  private FcmService fcm;

  @Override
  protected Air open() throws Exception {
    key = pair();
    fcm = new FcmService("test-project", EMAIL, key.getPublic());
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
    return null;
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
    Path file = Files.createTempFile(Path.of("target"), "service-account", ".json");
    String pem = "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
    Files.write(file, StrictJson.MAPPER.writeValueAsBytes(Map.of("project_id", "test-project", "client_email", EMAIL,
        "private_key_id", "k1", "private_key", pem, "token_uri", fcm.url() + "/token")));
    return new FcmPush(file, fcm.url(), new MemoryTokens(), Clock.systemUTC());
  }

  private static KeyPair pair() throws Exception {
    KeyPairGenerator pairs = KeyPairGenerator.getInstance("RSA");
    pairs.initialize(2048);
    return pairs.generateKeyPair();
  }
}
