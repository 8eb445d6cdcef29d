package io.paywatt.it.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The hub over HTTP, as any program outside sees it. */
public final class Api {
  /** First line of a file of accounts and meters. */
  public static final String HEADER =
      "site,room,account,holder,phone,locale,meter,make,tariff,opening_balance,register_wh,multiplier\n";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
  private static final ObjectMapper JSON = new ObjectMapper();
  private final String base;
  private final String token;

  Api(String base, String token) {
    this.base = base;
    this.token = token;
  }

  /** An answer. */
  public record Answer(int status, String body, Map<String, java.util.List<String>> headers) {
    /** The body as JSON. */
    public JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new AssertionError("no JSON: " + body, e);
      }
    }
  }

  /** The same without a token. */
  public Api anonymous() {
    return new Api(base, null);
  }

  public String url(String path) {
    return base + path;
  }

  /** Whether the API answers. */
  public boolean isUp() {
    // the page comes after the last part of the API
    return answers("/api/v1/accounts?limit=1") && answers("/console/");
  }

  /** Whether something is there and well. */
  boolean answers(String path) {
    try {
      return get(path).status() == 200;
    } catch (AssertionError e) {
      return false;
    }
  }

  public Answer get(String path) {
    return send("GET", path, null, null, Map.of());
  }

  public Answer post(String path, String contentType, String body, Map<String, String> headers) {
    return send("POST", path, contentType, body.getBytes(java.nio.charset.StandardCharsets.UTF_8), headers);
  }

  /** Imports CSV lines under the header of the contract. */
  public Answer importLines(String... lines) {
    return post("/api/v1/imports", "text/csv", HEADER + String.join("\n", lines) + "\n", Map.of());
  }

  /** Balance of an account in minor units. */
  public long balance(String account) {
    return get("/api/v1/accounts/" + account).json().at("/balance/amount").asLong();
  }

  /** A request; headers with a null value are left out. @throws AssertionError when nobody answers */
  public Answer send(String method, String path, String contentType, byte[] body, Map<String, String> headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30))
        .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
    if (token != null && path.startsWith("/api/")) {
      request.header("Authorization", "Bearer " + token);
    }
    if (contentType != null) {
      request.header("Content-Type", contentType);
    }
    headers.forEach(request::header);
    try {
      HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body(), response.headers().map());
    } catch (IOException e) {
      throw new AssertionError(method + " " + path + " got no answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
