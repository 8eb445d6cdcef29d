package io.paywatt.adapter.mpesa;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Supplier;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;

/** The access token, fetched by one thread while the others wait, kept for most of its hour. */
final class MpesaToken {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  /** Fetched anew this long before it ends. */
  private static final Duration MARGIN = Duration.ofMinutes(5);

  private record Held(String token, Instant until) {}

  private final URI address;
  private final Supplier<String> key;
  private final Supplier<String> secret;
  private final Clock clock;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private volatile Held held;

  MpesaToken(String baseUrl, Supplier<String> key, Supplier<String> secret, Clock clock) {
    this.address = URI.create(baseUrl + "/oauth/v1/generate?grant_type=client_credentials");
    this.key = key;
    this.secret = secret;
    this.clock = clock;
  }

  /** @throws Rejected 422 when key or secret are refused @throws Unavailable when there is no token for now */
  String get() {
    Held now = held;
    return valid(now) ? now.token() : fetch();
  }

  /** M-Pesa does not take this one any more. */
  synchronized void forget(String token) {
    if (held != null && held.token().equals(token)) {
      held = null;
    }
  }

  private boolean valid(Held it) {
    return it != null && clock.instant().isBefore(it.until());
  }

  private synchronized String fetch() {
    if (!valid(held)) {
      held = held(answer());
    }
    return held.token();
  }

  private Held held(HttpResponse<byte[]> answer) {
    if (answer.statusCode() == 400 || answer.statusCode() == 401) {
      throw new Rejected(422, "M-Pesa refuses paywatt.mpesa.consumer-key and paywatt.mpesa.consumer-secret: HTTP "
          + answer.statusCode());
    }
    if (answer.statusCode() != 200) {
      throw new Unavailable("M-Pesa gave no access token: HTTP " + answer.statusCode(), null);
    }
    try {
      JsonNode body = StrictJson.object(answer.body(), "the answer");
      // a number in digits, mostly as text
      Duration life = Duration.ofSeconds(Long.parseLong(body.path("expires_in").asText()));
      Duration used = life.compareTo(MARGIN.multipliedBy(2)) > 0 ? life.minus(MARGIN) : life.dividedBy(2);
      return new Held(StrictJson.text(body, "access_token", 4096), clock.instant().plus(used));
    } catch (Rejected | NumberFormatException e) {
      throw new Unavailable("M-Pesa's answer with the access token can't be read", e);
    }
  }

  private HttpResponse<byte[]> answer() {
    String basic = Base64.getEncoder().encodeToString((key.get() + ":" + secret.get()).getBytes(StandardCharsets.UTF_8));
    HttpRequest request = HttpRequest.newBuilder(address).timeout(ANSWER).header("Authorization", "Basic " + basic).build();
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new Unavailable("M-Pesa did not answer when asked for an access token", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("interrupted while asking M-Pesa for an access token", e);
    }
  }
}
