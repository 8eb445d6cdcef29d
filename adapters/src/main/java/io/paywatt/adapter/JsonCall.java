package io.paywatt.adapter;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.ledger.Unavailable;

/** A call for an access token, made aside of the route that needs it. */
public final class JsonCall {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private final String what;

  /** @param what who is asked, for the message */
  public JsonCall(String what) {
    this.what = what;
  }

  /** Posts and reads the answer, whatever its status. @throws Unavailable when there is none, or it is no JSON object */
  public JsonNode post(String url, String contentType, String body) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(ANSWER).header("Content-Type", contentType)
        .POST(HttpRequest.BodyPublishers.ofString(body)).build();
    try {
      HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
      JsonNode json = StrictJson.MAPPER.readTree(answer.body());
      if (json == null || !json.isObject()) {
        throw new Unavailable(what + " gave no access token: HTTP " + answer.statusCode(), null);
      }
      return json;
    } catch (IOException e) {
      throw new Unavailable(what + " did not answer when asked for an access token", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("interrupted while asking " + what + " for an access token", e);
    }
  }
}
