package io.paywatt.simulator.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.simulator.Json;

/** Calls another server and gives the answer back whatever its status. Safe for several threads. */
public final class HttpCaller {

  /** An answer: status and raw body. */
  public record Answer(int status, byte[] body) {
    /** Body as text. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /** Body as JSON. @throws IllegalArgumentException when it is not */
    public JsonNode json() {
      return Json.parse(body);
    }

    /** Whether the status is 2xx. */
    public boolean ok() {
      return status / 100 == 2;
    }
  }

  private final HttpClient client;
  private final Duration timeout;

  /** @param timeout for the whole call; WeChat Pay gives its merchants 5 seconds */
  public HttpCaller(Duration timeout) {
    this.timeout = timeout;
    this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(timeout).build();
  }

  /**
   * @param body null for none
   * @throws IOException when no answer came: refused, cut, too late
   */
  public Answer call(String method, String url, Map<String, String> headers, byte[] body) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(timeout)
        .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try {
      HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + url, e);
    }
  }
}
