package io.paywatt.simulator.wechat;

import java.time.Instant;
import java.util.Map;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.http.WireRequest;
import io.paywatt.simulator.http.WireResponse;

/** Opens, queries and closes orders. */
final class OrderResource implements Resource {
  private static final String ORDERS = "/v3/pay/transactions/";
  private static final String BY_NUMBER = ORDERS + "out-trade-no/";
  private static final Map<String, String> TRADE_TYPES =
      Map.of(ORDERS + "jsapi", "JSAPI", ORDERS + "native", "NATIVE", ORDERS + "h5", "MWEB");

  private final Merchant merchant;
  private final OrderBook orders;
  private final OrderRequest reader;

  OrderResource(Merchant merchant, OrderBook orders) {
    this.merchant = merchant;
    this.orders = orders;
    this.reader = new OrderRequest(merchant);
  }

  @Override
  public WireResponse answer(WireRequest request, Instant now) {
    String path = request.path();
    boolean post = request.method().equals("POST");
    if (post && TRADE_TYPES.containsKey(path)) {
      return opened(orders.open(reader.read(TRADE_TYPES.get(path), request.body(), now), now));
    }
    if (post && path.startsWith(BY_NUMBER) && path.endsWith("/close")) {
      return close(request, path.substring(BY_NUMBER.length(), path.length() - "/close".length()), now);
    }
    return !post && path.startsWith(ORDERS) ? query(request, path, now) : null;
  }

  private static WireResponse opened(WechatOrder order) {
    String prepay = order.prepayId();
    return WireResponse.json(200, switch (order.tradeType()) {
      case "NATIVE" -> Json.object().put("code_url", "weixin://wxpay/bizpayurl?pr=" + prepay.substring(prepay.length() - 9));
      case "MWEB" -> Json.object().put("h5_url",
          "https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=" + prepay + "&package=" + Nonces.digits(10));
      default -> Json.object().put("prepay_id", prepay);
    });
  }

  private WireResponse close(WireRequest request, String number, Instant now) {
    requireMerchant(Fields.body(request.body()).path("mchid").asText());
    orders.close(number, now);
    return WireResponse.empty(204);
  }

  private WireResponse query(WireRequest request, String path, Instant now) {
    requireMerchant(request.query().getOrDefault("mchid", ""));
    WechatOrder order = path.startsWith(ORDERS + "id/")
        ? orders.byTransaction(path.substring((ORDERS + "id/").length()))
        : orders.get(path.startsWith(BY_NUMBER) ? path.substring(BY_NUMBER.length()) : "");
    return WireResponse.json(200, Transaction.of(merchant, order, now));
  }

  private void requireMerchant(String mchid) {
    if (!merchant.id().equals(mchid)) {
      throw ApiError.parameter("/mchid", "differs from the merchant that signed");
    }
  }
}
