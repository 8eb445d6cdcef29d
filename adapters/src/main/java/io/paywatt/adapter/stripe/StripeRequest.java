package io.paywatt.adapter.stripe;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One call, form-encoded as Stripe wants it: in the body of a POST, in the query of a GET.
 *
 * @param key  Idempotency-Key, or null
 * @param form names and values, in order
 */
record StripeRequest(String method, String path, String key, Map<String, String> form) {
  static StripeRequest get(String path) {
    return new StripeRequest("GET", path, null, new LinkedHashMap<>());
  }

  static StripeRequest post(String path, String key) {
    return new StripeRequest("POST", path, key, new LinkedHashMap<>());
  }

  /** Adds a field; null is left out. */
  StripeRequest with(String name, Object value) {
    if (value != null) {
      form.put(name, value.toString());
    }
    return this;
  }

  /** Headers of the call, account being the connected one that is paid, or null. The version is pinned: what answers look like does not change with the account. */
  Map<String, String> headers(String apiKey, String account) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Authorization", "Bearer " + apiKey);
    headers.put("Stripe-Version", "2024-06-20");
    headers.put("User-Agent", "PayWatt");
    if (account != null) {
      headers.put("Stripe-Account", account);
    }
    if (key != null) {
      headers.put("Idempotency-Key", key);
    }
    if (method.equals("POST")) {
      headers.put("Content-Type", "application/x-www-form-urlencoded");
    }
    return headers;
  }

  /** The fields, encoded. */
  String encoded() {
    return form.entrySet().stream().map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
