package io.paywatt.console;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.paywatt.console.login.IssuerSettings;
import io.paywatt.ledger.user.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Tokens of a company's issuer, which is simulated on the wire: its keys are fetched, its tokens are made without Vert.x. */
class IssuerTest {
  private static final String ISSUER = "https://login.example.com/realms/park";
  private static HttpServer issuer;
  private static KeyPair keys;
  private static TestHub hub;

  @BeforeAll static void start() throws Exception {
    keys = pair();
    issuer = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    issuer.createContext("/keys", exchange -> {
      byte[] answer = keySet().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
      exchange.close();
    });
    issuer.start();
    hub = TestHub.onDatabase("console_issuer", new IssuerSettings(ISSUER, "paywatt",
        "http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys", "preferred_username", "realm_access.roles",
        Map.of("desk", Role.SUPPORT, "boss", Role.ADMINISTRATOR), "sites"));
    Imported.twoAccounts(hub);
  }

  @AfterAll static void stop() {
    hub.close();
    issuer.stop(0);
  }

  @Test void a_genuine_token_gives_the_roles_and_sites_of_its_claims() {
    JsonNode me = Documented.holds("/api/v1/me", "get", me(rsa(keys, claims("paywatt", 60, "desk", "\"明德公寓\""))));
    assertThat(me.path("name").asText()).isEqualTo("oidc:li.wei");
    assertThat(me.path("roles")).isEqualTo(TestClient.json("[\"support\"]"));
    assertThat(me.path("sites")).isEqualTo(TestClient.json("[\"明德公寓\"]"));
    JsonNode every = TestClient.json(me(rsa(keys, claims("paywatt", 60, "boss", "\"*\""))));
    assertThat(every.path("everySite").asBoolean()).isTrue();
    JsonNode nowhere = TestClient.json(me(rsa(keys, claims("paywatt", 60, "desk", "\"no such site\""))));
    assertThat(nowhere.path("sites")).isEmpty();
    assertThat(nowhere.path("everySite").asBoolean()).isFalse();
  }

  @Test void it_begins_a_session_that_acts_under_its_name() {
    String token = rsa(keys, claims("paywatt", 60, "desk", "\"明德公寓\""));
    HttpResponse<String> response = hub.client.send(hub.client.bare("/api/v1/login").header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString("{\"token\":\"" + token + "\"}")));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.headers().firstValue("Set-Cookie").orElse("")).startsWith("paywatt.session=");
  }

  @Test void what_is_not_to_be_believed_is_refused() throws Exception {
    String good = claims("paywatt", 60, "desk", "\"明德公寓\"");
    assertRefused(rsa(pair(), good));
    assertRefused(rsa(keys, claims("another", 60, "desk", "\"明德公寓\"")));
    assertRefused(rsa(keys, claims("paywatt", -60, "desk", "\"明德公寓\"")));
    assertRefused(rsa(keys, good.replace("login.example.com", "evil.example.com")));
    assertRefused(part("{\"alg\":\"none\",\"kid\":\"k1\"}") + "." + part(good) + ".");
    assertRefused(part("{\"alg\":\"none\",\"kid\":\"k1\"}") + "." + part(good) + ".AA");
    assertRefused(signedWithThePublicKeyAsSecret(good));
    String whole = rsa(keys, good);
    assertRefused(whole.substring(0, whole.indexOf('.') + 1) + part(good.replace("desk", "boss"))
        + whole.substring(whole.lastIndexOf('.')));
    assertRefused("ey.ey.ey");
  }

  @Test void a_token_without_a_role_here_is_told_so() {
    HttpResponse<String> response = me(rsa(keys, claims("paywatt", 60, "cook", "\"*\"")));
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body()).contains("realm_access.roles", "desk");
  }

  private static void assertRefused(String token) {
    HttpResponse<String> response = me(token);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(401);
    assertThat(response.body()).doesNotContain(token);
  }

  private static HttpResponse<String> me(String token) {
    return hub.client.send(hub.client.bare("/api/v1/me").header("Authorization", "Bearer " + token).GET());
  }

  private static String claims(String audience, int seconds, String role, String site) {
    return "{\"iss\":\"" + ISSUER + "\",\"aud\":\"" + audience + "\",\"exp\":" + (Instant.now().getEpochSecond() + seconds)
        + ",\"preferred_username\":\"li.wei\",\"realm_access\":{\"roles\":[\"" + role + "\"]},\"sites\":[" + site + "]}";
  }

  private static String rsa(KeyPair pair, String claims) {
    try {
      String signed = part("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"k1\"}") + "." + part(claims);
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(pair.getPrivate());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + url(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String signedWithThePublicKeyAsSecret(String claims) throws GeneralSecurityException {
    String signed = part("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"k1\"}") + "." + part(claims);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(keys.getPublic().getEncoded(), "HmacSHA256"));
    return signed + "." + url(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String keySet() throws IOException {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    return "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"k1\",\"n\":\"" + url(bytes(key.getModulus()))
        + "\",\"e\":\"" + url(bytes(key.getPublicExponent())) + "\"},"
        + "{\"kty\":\"oct\",\"alg\":\"HS256\",\"kid\":\"k1\",\"k\":\"" + url(keys.getPublic().getEncoded()) + "\"}]}";
  }

  private static byte[] bytes(BigInteger number) {
    byte[] signed = number.toByteArray();
    return signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
  }

  private static KeyPair pair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  private static String part(String json) {
    return url(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
