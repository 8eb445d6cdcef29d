package io.paywatt.simulator.wechat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import io.paywatt.simulator.http.WireRequest;

/** Checks that a request was signed by the merchant, as WeChat Pay does: facts/payments.md 1.1. */
final class MerchantAuthorization {
  private static final String SCHEME = "WECHATPAY2-SHA256-RSA2048";
  private static final Pattern ITEM = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private final Merchant merchant;

  MerchantAuthorization(Merchant merchant) {
    this.merchant = merchant;
  }

  /** @throws ApiError SIGN_ERROR, MCH_NOT_EXISTS or PARAM_ERROR */
  void check(WireRequest request, Instant now) {
    requireHeaders(request);
    Map<String, String> items = items(request.header("Authorization"));
    if (!merchant.id().equals(items.get("mchid"))) {
      throw ApiError.of(400, "MCH_NOT_EXISTS", "mchid is unknown");
    }
    if (!merchant.serial().equalsIgnoreCase(items.get("serial_no"))) {
      throw ApiError.signature("serial_no is not a certificate of this merchant");
    }
    requireFresh(items.get("timestamp"), now);
    if (!Rsa.verify(merchant.key(), items.get("signature"), request.method(), request.uri(), items.get("timestamp"),
        items.get("nonce_str"), request.text())) {
      throw ApiError.signature("the signature does not verify");
    }
  }

  private static void requireHeaders(WireRequest request) {
    if (request.header("User-Agent").isBlank() || !accepts(request.header("Accept"))) {
      throw ApiError.of(400, "PARAM_ERROR", "headers Accept: application/json and User-Agent are needed");
    }
    if (request.body().length > 0 && !request.header("Content-Type").startsWith("application/json")) {
      throw ApiError.of(415, "PARAM_ERROR", "Content-Type must be application/json");
    }
  }

  private static boolean accepts(String accept) {
    return accept.contains("application/json") || accept.contains("*/*");
  }

  private static Map<String, String> items(String authorization) {
    if (!authorization.startsWith(SCHEME + " ")) {
      throw ApiError.signature("Authorization must be of type " + SCHEME);
    }
    Map<String, String> items = new HashMap<>();
    Matcher matcher = ITEM.matcher(authorization.substring(SCHEME.length() + 1));
    while (matcher.find()) {
      items.put(matcher.group(1), matcher.group(2));
    }
    for (String name : new String[] {"mchid", "nonce_str", "timestamp", "serial_no", "signature"}) {
      if (items.getOrDefault(name, "").isBlank()) {
        throw ApiError.signature("Authorization lacks " + name);
      }
    }
    return items;
  }

  private static void requireFresh(String timestamp, Instant now) {
    try {
      Instant at = Instant.ofEpochSecond(Long.parseLong(timestamp));
      if (Duration.between(at, now).abs().compareTo(WINDOW) > 0) {
        throw ApiError.signature("timestamp is more than five minutes off");
      }
    } catch (NumberFormatException e) {
      throw ApiError.signature("timestamp is not a number of seconds");
    }
  }
}
