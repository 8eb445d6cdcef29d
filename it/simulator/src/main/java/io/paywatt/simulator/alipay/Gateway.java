package io.paywatt.simulator.alipay;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.http.WireRequest;
import io.paywatt.simulator.http.WireResponse;

/** {@code /gateway.do}: checks who asks, does the call, signs the answer. */
final class Gateway {
  private static final Duration CLOCK = Duration.ofMinutes(15);

  private final Seller seller;
  private final TradeCalls calls;

  Gateway(Seller seller, TradeCalls calls) {
    this.seller = seller;
    this.calls = calls;
  }

  WireResponse answer(WireRequest request) {
    Instant now = Instant.now();
    // The official SDK splits the parameters over query and form.
    Map<String, String> parameters = new TreeMap<>(request.query());
    WireRequest.form(request.text()).forEach(parameters::putIfAbsent);
    String method = parameters.getOrDefault("method", "");
    try {
      check(parameters, now);
      JsonNode content = content(parameters);
      if (method.equals("alipay.trade.wap.pay")) {
        return page(calls.offer(parameters, content, now));
      }
      ObjectNode node = calls.call(method, parameters, content, now);
      return json(method.replace('.', '_') + "_response", node, true);
    } catch (ApiError e) {
      return json(e.signed() ? method.replace('.', '_') + "_response" : "error_response", e.node(), e.signed());
    }
  }

  private void check(Map<String, String> parameters, Instant now) {
    if (!parameters.getOrDefault("charset", "").equalsIgnoreCase("utf-8")) {
      throw ApiError.gateway("isv.invalid-charset", "charset must be utf-8");
    }
    if (!parameters.getOrDefault("sign_type", "").equals("RSA2")) {
      throw ApiError.gateway("isv.invalid-signature-type", "sign_type must be RSA2");
    }
    if (!parameters.getOrDefault("app_id", "").equals(seller.appId())) {
      throw ApiError.gateway("isv.invalid-app-id", "there is no such app");
    }
    if (!Rsa2.verify(seller.appKey(), Rsa2.content(parameters, "sign"), parameters.getOrDefault("sign", ""))) {
      throw ApiError.gateway("isv.invalid-signature", "the signature does not match");
    }
    try {
      Instant sent = Yuan.instant(parameters.getOrDefault("timestamp", ""));
      if (Duration.between(sent, now).abs().compareTo(CLOCK) > 0) {
        throw ApiError.gateway("isv.invalid-timestamp", "timestamp is far from Beijing time");
      }
    } catch (DateTimeException e) {
      throw ApiError.gateway("isv.invalid-timestamp", "timestamp must be like 2026-11-23 12:00:00");
    }
  }

  private static JsonNode content(Map<String, String> parameters) {
    try {
      return Json.parse(parameters.getOrDefault("biz_content", "{}").getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw ApiError.parameter("biz_content must be JSON");
    }
  }

  private WireResponse json(String name, ObjectNode node, boolean signed) {
    String text = new String(Json.bytes(node), StandardCharsets.UTF_8);
    String body = "{\"" + name + "\":" + text
        + (signed ? ",\"sign\":\"" + Rsa2.sign(seller.alipayKey(), text) + "\"}" : "}");
    return text("application/json;charset=utf-8", body);
  }

  private static WireResponse page(Trade trade) {
    return text("text/html;charset=utf-8", "<!DOCTYPE html><title>Alipay</title><form method='post' action='/_pay/"
        + trade.outTradeNo() + "'><p>" + Yuan.text(trade.fen()) + "</p><button>Pay</button></form>");
  }

  private static WireResponse text(String type, String body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", type);
    return new WireResponse(200, headers, body.getBytes(StandardCharsets.UTF_8));
  }
}
