package io.paywatt.adapter.webpush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.auth.oauth2.TokenVerifier;
import com.interaso.webpush.CryptoKt;
import com.interaso.webpush.VapidKeys;
import com.interaso.webpush.WebPush.Urgency;
import io.paywatt.adapter.HttpChannel.Call;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.notice.OutgoingNotice;
import io.paywatt.simulator.channel.ChannelServer.Taken;
import io.paywatt.simulator.channel.PushService;
import io.paywatt.simulator.http.HttpCaller;
import org.junit.jupiter.api.Test;

/** A library of its own kind passes the push service of our tests, and a browser made of it reads what we send. */
class WebPushLibraryOracleTest {
  private static final String SUBJECT = "mailto:power@example.com";
  private static final String TEXT = "余额 ¥12.30，请充值 😀";
  private static final String ORIGIN = "https://push.example.com";
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  private final String[] pair = PushService.applicationKeys();
  private final VapidKeys keys = VapidKeys.fromUncompressedBytes(pair[0], pair[1]);
  private final KeyPair browser = CryptoKt.generateSecp256r1KeyPair();
  private final byte[] auth = CryptoKt.generateSalt(16);

  @Test
  void the_library_passes_the_push_service_so_the_service_checks_the_right_thing() throws Exception {
    var library = new com.interaso.webpush.WebPush(SUBJECT, keys);
    try (PushService service = new PushService(pair[0])) {
      JsonNode subscription = StrictJson.MAPPER.readTree(service.subscription());
      String endpoint = subscription.path("endpoint").textValue();
      byte[] message = library.getBody(("{\"title\":\"北苑\",\"body\":\"" + TEXT + "\"}").getBytes(StandardCharsets.UTF_8),
          bytes(subscription, "p256dh"), bytes(subscription, "auth"));
      Map<String, String> headers = library.getHeaders(endpoint, 60, "notice-7", Urgency.High);
      assertThat(post(endpoint, headers, message)).isEqualTo(201);
      assertThat(service.taken()).singleElement().returns("北苑|" + TEXT, Taken::text).returns("7", Taken::ours);

      message[message.length - 1] ^= 1;
      assertThat(post(endpoint, headers, message)).as("a changed message").isEqualTo(400);
      var stranger = new com.interaso.webpush.WebPush(SUBJECT, VapidKeys.generate());
      assertThat(post(endpoint, stranger.getHeaders(endpoint, 60, "notice-7", Urgency.High), message)).isEqualTo(403);
      assertThat(service.taken()).hasSize(1);
    }
  }

  @Test
  void a_browser_made_of_the_library_opens_what_we_seal() throws Exception {
    Call call = call();
    JsonNode shown = StrictJson.object(opened(call.body()), "the message");
    assertThat(shown.path("title").textValue()).isEqualTo("北苑");
    assertThat(shown.path("body").textValue()).isEqualTo(TEXT);
    assertThat(call().body()).as("a key and a salt of its own each time").isNotEqualTo(call.body());
  }

  @Test
  void our_headers_are_those_of_the_library_and_the_token_is_genuine_in_the_eyes_of_another_one() throws Exception {
    Call call = call();
    Map<String, String> library = new HashMap<>(new com.interaso.webpush.WebPush(SUBJECT, keys).getHeaders(ORIGIN + "/push/abc",
        (int) Duration.ofDays(1).toSeconds(), "notice-7", Urgency.High));
    Map<String, String> ours = new HashMap<>(call.headers());
    String[] vapid = ours.remove("Authorization").split("vapid t=|, k=");
    assertThat(library.remove("Authorization")).startsWith("vapid t=").endsWith(", k=" + vapid[2]);
    assertThat(ours).isEqualTo(library);
    var read = verifier(ORIGIN, keys.getPublicKey()).verify(vapid[1]);
    assertThat(read.getPayload().getSubject()).isEqualTo(SUBJECT);
    assertThatThrownBy(() -> verifier("https://other.example.com", keys.getPublicKey()).verify(vapid[1]))
        .isInstanceOf(TokenVerifier.VerificationException.class);
    assertThatThrownBy(() -> verifier(ORIGIN, VapidKeys.generate().getPublicKey()).verify(vapid[1]))
        .isInstanceOf(TokenVerifier.VerificationException.class);
  }

  private Call call() {
    String subscription = "{\"endpoint\":\"" + ORIGIN + "/push/abc\",\"keys\":{\"p256dh\":\""
        + URL.encodeToString(point(browser)) + "\",\"auth\":\"" + URL.encodeToString(auth) + "\"}}";
    return new WebPush(new Vapid(pair[0], pair[1], SUBJECT), List.of("push.example.com"), Clock.systemUTC())
        .call(new OutgoingNotice(7, "receipt", "web-push", subscription, "zh-CN", "北苑", TEXT, null, "{}"));
  }

  /** The steps of RFC 8291, 3.4 and RFC 8188 with what the library offers. */
  private byte[] opened(byte[] message) throws Exception {
    ByteBuffer buffer = ByteBuffer.wrap(message);
    byte[] salt = part(buffer, 16);
    assertThat(buffer.getInt()).as("record size").isGreaterThanOrEqualTo(message.length - 86);
    byte[] sender = part(buffer, buffer.get());
    byte[] shared = CryptoKt.generateEcdhSharedSecret((ECPrivateKey) browser.getPrivate(),
        CryptoKt.generatePublicKeyFromUncompressedBytes(sender));
    byte[] secret = CryptoKt.hkdfSha256(shared, auth, CryptoKt.concatBytes(ascii("WebPush: info\0"), point(browser), sender), 32);
    byte[] key = CryptoKt.hkdfSha256(secret, salt, ascii("Content-Encoding: aes128gcm\0"), 16);
    byte[] nonce = CryptoKt.hkdfSha256(secret, salt, ascii("Content-Encoding: nonce\0"), 12);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    byte[] plain = cipher.doFinal(part(buffer, buffer.remaining()));
    assertThat(plain[plain.length - 1]).as("the last record").isEqualTo((byte) 2);
    return Arrays.copyOf(plain, plain.length - 1);
  }

  private static TokenVerifier verifier(String audience, ECPublicKey of) {
    return TokenVerifier.newBuilder().setAudience(audience).setPublicKey(of).build();
  }

  private static int post(String url, Map<String, String> headers, byte[] body) throws Exception {
    return new HttpCaller(Duration.ofSeconds(30)).call("POST", url, headers, body).status();
  }

  private static byte[] bytes(JsonNode subscription, String key) {
    return Base64.getUrlDecoder().decode(subscription.path("keys").path(key).textValue());
  }

  private static byte[] point(KeyPair pair) {
    return CryptoKt.getUncompressedBytes((ECPublicKey) pair.getPublic());
  }

  private static byte[] part(ByteBuffer buffer, int length) {
    byte[] part = new byte[length];
    buffer.get(part);
    return part;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
