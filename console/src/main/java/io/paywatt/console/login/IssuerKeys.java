package io.paywatt.console.login;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import io.paywatt.ledger.Unavailable;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The public keys of an issuer, fetched when one is needed that is not known, at most once in a while. */
final class IssuerKeys {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(30);
  /** A key that the issuer withdraws is believed no longer than this. */
  private static final Duration KEPT = Duration.ofHours(1);
  /** A key that both sides share ("oct") would let anybody who knows it sign: only pairs are taken. */
  private static final Set<String> KINDS = Set.of("RSA", "EC", "OKP");

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI url;
  private final Clock clock;
  private List<JsonObject> known = List.of();
  private Instant asked = Instant.MIN;

  IssuerKeys(String url, Clock clock) {
    this.url = URI.create(url);
    this.clock = clock;
  }

  /** The keys, with that id among them if the issuer has it. @throws Unavailable when there are none yet and it does not answer */
  synchronized List<JsonObject> with(String id) {
    boolean missing = known.stream().noneMatch(key -> id == null || id.equals(key.getString("kid")));
    if (asked.plus(missing ? PAUSE : KEPT).isBefore(clock.instant())) {
      asked = clock.instant();
      renew(missing);
    }
    return known;
  }

  /** @param needed whether nothing can be checked without; else an issuer that is away leaves the keys as they are */
  private void renew(boolean needed) {
    try {
      known = fetched();
    } catch (Unavailable e) {
      if (needed) {
        throw e;
      }
    }
  }

  private List<JsonObject> fetched() {
    try {
      var answer = http.send(HttpRequest.newBuilder(url).timeout(TIMEOUT).build(), BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new Unavailable("The issuer's keys at " + url + " were answered with status " + answer.statusCode(), null);
      }
      JsonArray keys = new JsonObject(answer.body()).getJsonArray("keys", new JsonArray());
      return IntStream.range(0, keys.size()).mapToObj(keys::getJsonObject)
          .filter(key -> KINDS.contains(key.getString("kty"))).toList();
    } catch (IOException | DecodeException | ClassCastException e) {
      throw new Unavailable("The issuer's keys at " + url + " can't be had", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("The hub stops", e);
    }
  }
}
