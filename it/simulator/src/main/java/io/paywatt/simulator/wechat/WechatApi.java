package io.paywatt.simulator.wechat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.http.WireRequest;
import io.paywatt.simulator.http.WireResponse;

/** The HTTP side: checks the merchant's signature, does the call, signs the answer. */
final class WechatApi {
  private static final String ORDERS = "/v3/pay/transactions/";
  private static final String BY_NUMBER = ORDERS + "out-trade-no/";

  private final Merchant merchant;
  private final OrderBook orders;
  private final MerchantAuthorization authorization;
  private final OrderRequest orderRequest;
  private final Consumer<String> payer;

  /** @param payer pays an order for {@code POST /_pay/{out_trade_no}}, the resident's button of the simulator */
  WechatApi(Merchant merchant, OrderBook orders, Consumer<String> payer) {
    this.merchant = merchant;
    this.orders = orders;
    this.payer = payer;
    this.authorization = new MerchantAuthorization(merchant);
    this.orderRequest = new OrderRequest(merchant);
  }

  WireResponse answer(WireRequest request) {
    Instant now = Instant.now();
    try {
      if (request.path().startsWith("/_pay/") && request.method().equals("POST")) {
        payer.accept(request.path().substring("/_pay/".length()));
        return WireResponse.json(202, Json.object().put("message", "paid, the notice is on its way"));
      }
      authorization.check(request, now);
      return signed(request, route(request, now), now);
    } catch (ApiError e) {
      return signed(request, WireResponse.json(e.status(), e.body()), now);
    }
  }

  private WireResponse route(WireRequest request, Instant now) {
    String path = request.path();
    boolean post = request.method().equals("POST");
    if (post && path.equals(ORDERS + "jsapi")) {
      WechatOrder order = orders.open(orderRequest.read(request.body(), now), now);
      return WireResponse.json(200, Json.object().put("prepay_id", order.prepayId()));
    }
    if (post && path.startsWith(BY_NUMBER) && path.endsWith("/close")) {
      return close(request, path.substring(BY_NUMBER.length(), path.length() - "/close".length()), now);
    }
    if (!post && path.startsWith(ORDERS)) {
      return query(request, path, now);
    }
    if (!post && path.equals("/v3/certificates")) {
      return certificates();
    }
    throw ApiError.of(404, "RESOURCE_NOT_EXISTS", "no such resource");
  }

  private WireResponse close(WireRequest request, String number, Instant now) {
    JsonNode body;
    try {
      body = Json.parse(request.body());
    } catch (IllegalArgumentException e) {
      throw ApiError.of(400, "PARAM_ERROR", "the body is not JSON");
    }
    requireMerchant(body.path("mchid").asText());
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

  private WireResponse certificates() {
    ObjectNode body = Json.object();
    for (PlatformKey key : merchant.platformKeys()) {
      if (key.certificate() != null) {
        String nonce = Nonces.word(12);
        Instant now = Instant.now();
        ObjectNode item = body.withArray("data").addObject().put("serial_no", key.id())
            .put("effective_time", Transaction.beijing(now.minus(Duration.ofDays(30))))
            .put("expire_time", Transaction.beijing(now.plus(Duration.ofDays(1795))));
        item.putObject("encrypt_certificate").put("algorithm", "AEAD_AES_256_GCM").put("nonce", nonce)
            .put("associated_data", "certificate").put("ciphertext", Aead.encrypt(merchant.apiV3Key(), nonce,
                "certificate", key.certificate().getBytes(StandardCharsets.UTF_8)));
      }
    }
    if (body.isEmpty()) {
      throw ApiError.of(404, "NOT_FOUND", "this merchant has no platform certificate");
    }
    return WireResponse.json(200, body);
  }

  private WireResponse signed(WireRequest request, WireResponse answer, Instant now) {
    PlatformKey key = merchant.platformKey(request.header("Wechatpay-Serial"));
    String timestamp = Long.toString(now.getEpochSecond());
    String nonce = Nonces.word(32);
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    return answer.with("Request-ID", Nonces.word(24)).with("Wechatpay-Timestamp", timestamp)
        .with("Wechatpay-Nonce", nonce).with("Wechatpay-Serial", key.id())
        .with("Wechatpay-Signature", Rsa.sign(key.key(), timestamp, nonce, body))
        .with("Wechatpay-Signature-Type", "WECHATPAY2-SHA256-RSA2048");
  }
}
