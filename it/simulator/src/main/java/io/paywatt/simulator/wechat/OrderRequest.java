package io.paywatt.simulator.wechat;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import com.fasterxml.jackson.databind.JsonNode;

/** Reads and checks the body of an order call: facts/payments.md 1.3. */
final class OrderRequest {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost");

  private final Merchant merchant;

  OrderRequest(Merchant merchant) {
    this.merchant = merchant;
  }

  /**
   * @param tradeType JSAPI, NATIVE or MWEB
   * @throws ApiError PARAM_ERROR naming the field, APPID_MCHID_NOT_MATCH
   */
  WechatOrder read(String tradeType, byte[] bytes, Instant now) {
    JsonNode body = Fields.body(bytes);
    identity(body);
    String outTradeNo = Fields.text(body, "/out_trade_no", 32);
    if (!outTradeNo.matches("[0-9A-Za-z_\\-|*]{6,32}")) {
      throw ApiError.parameter("/out_trade_no", "6 to 32 digits, letters and _-|*");
    }
    String prepayId = "wx" + Nonces.digits(14) + Nonces.word(20);
    return new WechatOrder(tradeType, outTradeNo, Fields.text(body, "/description", 127),
        Fields.fen(body, "/amount/total"), Fields.currency(body, false), payer(tradeType, body),
        Fields.optional(body, "/attach", 128), notifyUrl(body), expiry(body, now), prepayId, "NOTPAY", null, null);
  }

  /** Who pays is known beforehand only of a JSAPI order; an H5 order says from where and on what. */
  private static String payer(String tradeType, JsonNode body) {
    if (tradeType.equals("MWEB")) {
      Fields.text(body, "/scene_info/payer_client_ip", 45);
      Fields.text(body, "/scene_info/h5_info/type", 32);
    }
    return tradeType.equals("JSAPI") ? Fields.text(body, "/payer/openid", 128) : "";
  }

  private void identity(JsonNode body) {
    if (!merchant.id().equals(Fields.text(body, "/mchid", 32))) {
      throw ApiError.parameter("/mchid", "differs from the merchant that signed");
    }
    if (!merchant.appId().equals(Fields.text(body, "/appid", 32))) {
      throw ApiError.of(400, "APPID_MCHID_NOT_MATCH", "appid is not bound to mchid");
    }
  }

  private static String notifyUrl(JsonNode body) {
    String url = Fields.text(body, "/notify_url", 255);
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
    String text = Fields.optional(body, "/time_expire", 64);
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
}
