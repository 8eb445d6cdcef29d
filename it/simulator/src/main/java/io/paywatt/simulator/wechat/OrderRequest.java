package io.paywatt.simulator.wechat;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.simulator.Json;

/** Reads and checks the body of a JSAPI order call: facts/payments.md 1.3. */
final class OrderRequest {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost");

  private final Merchant merchant;

  OrderRequest(Merchant merchant) {
    this.merchant = merchant;
  }

  /** @throws ApiError PARAM_ERROR naming the field, APPID_MCHID_NOT_MATCH */
  WechatOrder read(byte[] bytes, Instant now) {
    JsonNode body = body(bytes);
    identity(body);
    String outTradeNo = text(body, "/out_trade_no", 32);
    if (!outTradeNo.matches("[0-9A-Za-z_\\-|*]{6,32}")) {
      throw ApiError.parameter("/out_trade_no", "6 to 32 digits, letters and _-|*");
    }
    String prepayId = "wx" + Nonces.digits(14) + Nonces.word(20);
    return new WechatOrder(outTradeNo, text(body, "/description", 127), total(body), currency(body),
        text(body, "/payer/openid", 128), optional(body, "/attach", 128), notifyUrl(body), expiry(body, now), prepayId,
        "NOTPAY", null, null);
  }

  private static JsonNode body(byte[] bytes) {
    try {
      return Json.parse(bytes);
    } catch (IllegalArgumentException e) {
      throw ApiError.of(400, "PARAM_ERROR", "the body is not JSON");
    }
  }

  private void identity(JsonNode body) {
    if (!merchant.id().equals(text(body, "/mchid", 32))) {
      throw ApiError.parameter("/mchid", "differs from the merchant that signed");
    }
    if (!merchant.appId().equals(text(body, "/appid", 32))) {
      throw ApiError.of(400, "APPID_MCHID_NOT_MATCH", "appid is not bound to mchid");
    }
  }

  private static long total(JsonNode body) {
    JsonNode total = body.at("/amount/total");
    if (!total.isIntegralNumber() || total.longValue() < 1) {
      throw ApiError.parameter("/amount/total", "an integer of at least 1 fen is needed");
    }
    return total.longValue();
  }

  private static String currency(JsonNode body) {
    String currency = optional(body, "/amount/currency", 16);
    if (!currency.isEmpty() && !currency.equals("CNY")) {
      throw ApiError.parameter("/amount/currency", "only CNY");
    }
    return "CNY";
  }

  private static String notifyUrl(JsonNode body) {
    String url = text(body, "/notify_url", 255);
    try {
      URI uri = URI.create(url);
      boolean secure = "https".equals(uri.getScheme()) || LOOPBACK.contains(String.valueOf(uri.getHost()));
      if (secure && uri.getHost() != null && uri.getRawQuery() == null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw ApiError.parameter("/notify_url", "not a URL");
    }
    throw ApiError.parameter("/notify_url", "https without a query is needed (http only on the loopback address)");
  }

  private static Instant expiry(JsonNode body, Instant now) {
    String text = optional(body, "/time_expire", 64);
    if (text.isEmpty()) {
      return now.plus(Duration.ofDays(7));
    }
    try {
      Instant wanted = OffsetDateTime.parse(text).toInstant();
      Instant soonest = now.plus(Duration.ofMinutes(1));
      return wanted.isBefore(soonest) ? soonest : wanted;
    } catch (DateTimeException e) {
      throw ApiError.parameter("/time_expire", "RFC 3339 with a zone is needed");
    }
  }

  private static String text(JsonNode body, String field, int max) {
    String value = optional(body, field, max);
    if (value.isBlank()) {
      throw ApiError.parameter(field, "is required");
    }
    return value;
  }

  private static String optional(JsonNode body, String field, int max) {
    JsonNode value = body.at(field);
    if (value.isMissingNode()) {
      return "";
    }
    if (!value.isTextual() || value.textValue().length() > max) {
      throw ApiError.parameter(field, "a text of at most " + max + " characters is needed");
    }
    return value.textValue();
  }
}
