package io.paywatt.simulator.demo;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.http.HttpCaller;
import io.paywatt.simulator.http.HttpCaller.Answer;

/** The hub's API as anybody may call it. */
final class HubApi {
  private final HttpCaller http = new HttpCaller(Duration.ofSeconds(20));
  private final String url;
  private final String token;

  HubApi(String url, String token) {
    this.url = url;
    this.token = token;
  }

  /** @throws StepFailed when the answer is not 2xx */
  JsonNode get(String path) throws IOException, StepFailed {
    return require("GET " + path, http.call("GET", url + path, headers(), null));
  }

  /** The account of a meter. */
  JsonNode account(String meter) throws IOException, StepFailed {
    JsonNode items = get("/api/v1/accounts?q=" + URLEncoder.encode(meter, StandardCharsets.UTF_8)).path("items");
    if (items.size() != 1) {
      throw new StepFailed("looking for meter " + meter + " found " + items.size() + " accounts, expected 1");
    }
    return items.get(0);
  }

  /** Balance of a meter's account, minor units. */
  long balance(String meter) throws IOException, StepFailed {
    return account(meter).path("balance").path("amount").asLong();
  }

  /** The payments on a meter's account, as its statement shows them. */
  long payments(String meter) throws IOException, StepFailed {
    String id = account(meter).path("id").asText();
    JsonNode lines = get("/api/v1/accounts/" + id + "/statement").path("items");
    long payments = 0;
    for (JsonNode line : lines) {
      payments += line.path("kind").asText().equals("payment") ? 1 : 0;
    }
    return payments;
  }

  /** closed, open or null as the hub knows it; {@code which} is wanted or reported. */
  String relay(String meter, String which) throws IOException, StepFailed {
    return account(meter).path("meters").path(0).path("relay").path(which).asText(null);
  }

  JsonNode importCsv(byte[] csv) throws IOException, StepFailed {
    Map<String, String> headers = headers();
    headers.put("Content-Type", "text/csv");
    return require("POST /api/v1/imports", http.call("POST", url + "/api/v1/imports", headers, csv));
  }

  /** Opens an order for WeChat Pay. @param amount minor units */
  JsonNode topup(String key, String meter, long amount) throws IOException, StepFailed {
    var order = Json.object().put("provider", "wechat").put("meter", meter).put("amount", amount)
        .put("currency", "CNY");
    order.putObject("payer").put("openid", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o");
    Map<String, String> headers = headers();
    headers.put("Content-Type", "application/json");
    headers.put("Idempotency-Key", key);
    return require("POST /api/v1/topups", http.call("POST", url + "/api/v1/topups", headers, Json.bytes(order)));
  }

  private static JsonNode require(String call, Answer answer) throws StepFailed {
    if (!answer.ok()) {
      throw new StepFailed(call + " was answered " + answer.status() + ": " + answer.text());
    }
    return answer.json();
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Authorization", "Bearer " + token);
    headers.put("Accept", "application/json");
    return headers;
  }
}
