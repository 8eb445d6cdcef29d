package io.paywatt.simulator.wechat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.http.WireRequest;
import io.paywatt.simulator.http.WireResponse;

/** The HTTP side: checks the merchant's signature, lets a resource do the call, signs the answer. */
final class WechatApi {
  private static final String PAY = "/_pay/";

  private final Merchant merchant;
  private final List<Resource> resources;
  private final MerchantAuthorization authorization;
  private final Consumer<String> payer;

  /** @param payer pays an order for {@code POST /_pay/{out_trade_no}}, the resident's button of the simulator */
  WechatApi(Merchant merchant, List<Resource> resources, Consumer<String> payer) {
    this.merchant = merchant;
    this.resources = resources;
    this.payer = payer;
    this.authorization = new MerchantAuthorization(merchant);
  }

  WireResponse answer(WireRequest request) {
    Instant now = Instant.now();
    try {
      if (request.path().startsWith(PAY) && request.method().equals("POST")) {
        payer.accept(request.path().substring(PAY.length()));
        return WireResponse.json(202, Json.object().put("message", "paid, the notice is on its way"));
      }
      authorization.check(request, now);
      WireResponse answer = done(request, now);
      return request.path().equals(BillResource.DOWNLOAD) ? answer : signed(request, answer, now);
    } catch (ApiError e) {
      return signed(request, WireResponse.json(e.status(), e.body()), now);
    }
  }

  /** 503 as WeChat Pay says it. */
  static WireResponse down() {
    return WireResponse.json(503, ApiError.of(503, "SYSTEM_ERROR", "down for a while").body());
  }

  private WireResponse done(WireRequest request, Instant now) {
    for (Resource resource : resources) {
      WireResponse answer = resource.answer(request, now);
      if (answer != null) {
        return answer;
      }
    }
    throw ApiError.of(404, "RESOURCE_NOT_EXISTS", "no such resource");
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
