package io.paywatt.adapter.fcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.json.webtoken.JsonWebSignature;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.auth.oauth2.TokenVerifier;
import com.google.firebase.FirebaseApp;
import com.google.firebase.FirebaseOptions;
import com.google.firebase.messaging.AndroidConfig;
import com.google.firebase.messaging.FirebaseMessaging;
import com.google.firebase.messaging.FirebaseMessagingException;
import com.google.firebase.messaging.Message;
import com.google.firebase.messaging.MessagingErrorCode;
import com.google.firebase.messaging.Notification;
import io.paywatt.adapter.MemoryTokens;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.notice.OutgoingNotice;
import io.paywatt.simulator.channel.ChannelServer.Taken;
import io.paywatt.simulator.channel.FcmService;
import io.paywatt.simulator.http.WireRequest;
import io.paywatt.simulator.http.WireResponse;
import io.paywatt.simulator.http.WireServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Google's own libraries pass the services of our tests, take the assertion we sign, and send the message we send. */
class FirebaseSdkOracleTest {
  private static final OutgoingNotice NOTICE = new OutgoingNotice(41, "low-balance", "fcm", "token-1", "zh-CN", "北苑",
      "余额 ¥12.30，请充值", null, "{}");
  private static KeyPair key;

  @TempDir private Path folder;

  @BeforeAll static void pair() throws Exception {
    key = ServiceAccountFile.pair();
  }

  @Test
  void the_sdk_passes_the_service_and_sends_the_same_message_as_we() throws Exception {
    AtomicReference<JsonNode> sdks = new AtomicReference<>();
    try (FcmService fcm = service(key.getPublic()); WireServer between = WireServer.start(0, request -> {
      sdks.set(StrictJson.object(request.body(), "the message"));
      return WireResponse.empty(500);
    })) {
      String name = withSdk(fcm, fcm.url(), FirebaseMessaging::send);
      assertThat(name).startsWith("projects/test-project/messages/0:");
      assertThat(fcm.taken()).singleElement().returns("41", Taken::ours).returns("token-1", Taken::to)
          .returns("北苑|余额 ¥12.30，请充值", Taken::text);
      assertThatThrownBy(() -> withSdk(fcm, between.url(), FirebaseMessaging::send))
          .isInstanceOf(FirebaseMessagingException.class);
      assertThat(StrictJson.object(push(fcm.url()).call(NOTICE).body(), "our message").path("message"))
          .isEqualTo(sdks.get().path("message"));
    }
  }

  @Test
  void the_sdk_reads_the_errors_of_the_service_as_those_of_fcm() throws Exception {
    Map<String, MessagingErrorCode> codes = Map.of("UNREGISTERED", MessagingErrorCode.UNREGISTERED, "SENDER_ID_MISMATCH",
        MessagingErrorCode.SENDER_ID_MISMATCH, "QUOTA_EXCEEDED", MessagingErrorCode.QUOTA_EXCEEDED, "INVALID_ARGUMENT",
        MessagingErrorCode.INVALID_ARGUMENT);
    try (FcmService fcm = service(key.getPublic())) {
      Map<String, MessagingErrorCode> read = new HashMap<>();
      for (String code : codes.keySet()) {
        fcm.fail(code);
        read.put(code, withSdk(fcm, fcm.url(), FirebaseSdkOracleTest::refusal));
      }
      assertThat(read).isEqualTo(codes);
      assertThat(fcm.taken()).isEmpty();
    }
  }

  @Test
  void the_sdk_gets_no_token_for_a_key_that_google_does_not_know() throws Exception {
    try (FcmService fcm = service(ServiceAccountFile.pair().getPublic())) {
      ServiceAccountCredentials credentials = credentials(fcm.url());
      assertThatThrownBy(() -> credentials.createScoped("https://www.googleapis.com/auth/firebase.messaging").refreshAccessToken())
          .hasMessageContaining("invalid_grant");
    }
  }

  @Test
  void the_assertion_we_send_is_genuine_in_the_eyes_of_googles_library() throws Exception {
    AtomicReference<Map<String, String>> form = new AtomicReference<>();
    try (WireServer tokens = WireServer.start(0, request -> {
      form.set(WireRequest.form(request.text()));
      return WireResponse.json(200, StrictJson.MAPPER.createObjectNode().put("access_token", "t").put("expires_in", 3599));
    })) {
      assertThat(push(tokens.url()).call(NOTICE).headers()).containsEntry("Authorization", "Bearer t");
      assertThat(form.get()).containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
      String assertion = form.get().get("assertion");
      JsonWebSignature read = verifier(tokens, key.getPublic()).verify(assertion);
      assertThat(read.getPayload().get("scope")).isEqualTo("https://www.googleapis.com/auth/firebase.messaging");
      assertThat(read.getHeader().getKeyId()).isEqualTo("k1");
      PublicKey other = ServiceAccountFile.pair().getPublic();
      assertThatThrownBy(() -> verifier(tokens, other).verify(assertion))
          .isInstanceOf(TokenVerifier.VerificationException.class);
    }
  }

  private interface Use<T> {
    T of(FirebaseMessaging messaging, Message message) throws Exception;
  }

  /** @param server who gets the call instead of fcm.googleapis.com */
  private <T> T withSdk(FcmService fcm, String server, Use<T> use) throws Exception {
    HttpTransport diverted = new NetHttpTransport.Builder().setConnectionFactory(url -> (HttpURLConnection) URI.create(
        url.toString().replaceFirst("https://[^/]+", server)).toURL().openConnection()).build();
    FirebaseApp app = FirebaseApp.initializeApp(FirebaseOptions.builder().setCredentials(credentials(fcm.url()))
        .setProjectId("test-project").setHttpTransport(diverted).setJsonFactory(GsonFactory.getDefaultInstance()).build());
    try {
      return use.of(FirebaseMessaging.getInstance(app), Message.builder().setToken(NOTICE.recipient())
          .setNotification(Notification.builder().setTitle(NOTICE.title()).setBody(NOTICE.text()).build())
          .putData("notice", "41").putData("kind", NOTICE.kind())
          .setAndroidConfig(AndroidConfig.builder().setPriority(AndroidConfig.Priority.HIGH).setCollapseKey("notice-41").build())
          .build());
    } finally {
      app.delete();
    }
  }

  private static MessagingErrorCode refusal(FirebaseMessaging messaging, Message message) {
    try {
      messaging.send(message);
      return null;
    } catch (FirebaseMessagingException e) {
      return e.getMessagingErrorCode();
    }
  }

  private ServiceAccountCredentials credentials(String tokens) throws IOException {
    try (var in = Files.newInputStream(ServiceAccountFile.write(folder, key, tokens))) {
      return ServiceAccountCredentials.fromStream(in);
    }
  }

  private FcmPush push(String url) throws IOException {
    return new FcmPush(ServiceAccountFile.write(folder, key, url), url, new MemoryTokens(), Clock.systemUTC());
  }

  private static TokenVerifier verifier(WireServer tokens, PublicKey of) {
    return TokenVerifier.newBuilder().setIssuer(ServiceAccountFile.EMAIL).setAudience(tokens.url() + "/token").setPublicKey(of)
        .build();
  }

  private static FcmService service(PublicKey of) {
    return new FcmService("test-project", ServiceAccountFile.EMAIL, of);
  }
}
