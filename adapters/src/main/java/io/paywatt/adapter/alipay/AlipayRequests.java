package io.paywatt.adapter.alipay;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.Sha256WithRsa;

/** Signs calls to the gateway, laid out as the official SDK does: what is common in the query, the content in the form. */
final class AlipayRequests {
  static final String FORM = "application/x-www-form-urlencoded;charset=UTF-8";

  private final AlipaySettings settings;
  private final Supplier<AlipayKeys> keys;
  private final Clock clock;

  AlipayRequests(AlipaySettings settings, Supplier<AlipayKeys> keys, Clock clock) {
    this.settings = settings;
    this.keys = keys;
    this.clock = clock;
  }

  /** @param query percent-encoded @param body the form */
  record Call(String query, byte[] body) {}

  /** A call from this server. @param more parameters beside the common ones, such as notify_url */
  Call call(String method, JsonNode content, Map<String, String> more) {
    Map<String, String> parameters = signed(method, content, more);
    String form = encoded(Map.of("biz_content", parameters.remove("biz_content")));
    return new Call(encoded(parameters), form.getBytes(StandardCharsets.US_ASCII));
  }

  /** An address for the payer's browser: everything in the query. */
  String page(String method, JsonNode content, Map<String, String> more) {
    return settings.baseUrl() + "?" + encoded(signed(method, content, more));
  }

  private Map<String, String> signed(String method, JsonNode content, Map<String, String> more) {
    Map<String, String> parameters = new TreeMap<>(more);
    parameters.put("app_id", settings.appId());
    parameters.put("method", method);
    parameters.put("format", "JSON");
    parameters.put("charset", "utf-8");
    parameters.put("sign_type", "RSA2");
    parameters.put("timestamp", BeijingTime.text(clock.instant()));
    parameters.put("version", "1.0");
    parameters.put("biz_content", content.toString());
    parameters.put("sign", Sha256WithRsa.sign(keys.get().appKey(), AlipaySignature.request(parameters)));
    return parameters;
  }

  private static String encoded(Map<String, String> parameters) {
    return parameters.entrySet().stream().map(entry -> entry.getKey() + "="
        + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8).replace("+", "%20")).collect(Collectors.joining("&"));
  }
}
