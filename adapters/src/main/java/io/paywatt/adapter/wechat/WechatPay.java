package io.paywatt.adapter.wechat;

import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.GenuineNotice;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.StrictJson;
import io.paywatt.adapter.WebhookAnswer;
import io.paywatt.adapter.WebhookCall;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;
import io.paywatt.ledger.failed.FailedMessage;
import io.paywatt.ledger.payment.PaymentResult;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * WeChat Pay as the kamelets wechat-payment-source and wechat-order-action use it. Safe for many threads.
 */
public final class WechatPay {
  private static final Logger LOG = LoggerFactory.getLogger(WechatPay.class);
  private static final String JSON = "application/json";

  private final WechatSettings settings;
  private final WechatNoticeReader reader;
  private final WechatOrders orders;
  /** A kamelet in use is a route named after it with a number that changes from start to start. */
  private static final Pattern RUNNING_NUMBER = Pattern.compile("-\\d+$");

  private final Consumer<FailedMessage> desk;

  /**
   * @param settings the merchant, or null when WeChat Pay is not configured: every call is then answered 404
   * @param desk     keeps genuine notices that are not payments (refunds) for a person; returns only when they are stored
   * @throws IllegalArgumentException when a key file can't be used, naming it
   */
  public WechatPay(WechatSettings settings, Clock clock, Consumer<FailedMessage> desk) {
    this.settings = settings;
    this.desk = desk;
    WechatKeys keys = settings == null ? null : WechatKeys.load(settings);
    this.reader = settings == null ? null : new WechatNoticeReader(settings, keys, clock);
    this.orders = settings == null ? null : new WechatOrders(settings, keys, reader, clock);
  }

  /**
   * First step of the source: the normalised payment notice. What is not a genuine payment is answered here and the route
   * ends: 401 not genuine, 400, 413, 415 misshapen, 404 not configured; 200 for a genuine notice that is no payment, after it
   * was put on the desk.
   *
   * @return {@code PaymentNotice.toJson()}, or the answer's body
   */
  public byte[] notice(Exchange exchange) {
    try {
      requireConfigured();
      WebhookCall call = WebhookCall.of(exchange);
      WechatNotice notice = reader.read(call);
      if (notice instanceof WechatNotice.Paid paid) {
        byte[] normalised = GenuineNotice.normalised(paid.payment());
        WebhookAnswer.clean(exchange);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, JSON);
        return normalised;
      }
      keep(exchange, ((WechatNotice.Other) notice).about(), call.body());
      return success().insteadOfRoute(exchange);
    } catch (Rejected e) {
      LOG.warn("WeChat notice answered {}: {}", e.status(), e.getMessage());
      return failure(e).insteadOfRoute(exchange);
    }
  }

  /** Last step of the source: tells WeChat that the notice is stored, whatever became of the payment. */
  public void answer(Exchange exchange) {
    if (exchange.getMessage().getBody() instanceof PaymentResult) {
      success().on(exchange);
    }
  }

  /**
   * First step of the order: turns a top-up {@code {"id","description","amount","currency","payer":{"openid"}}} (JSON or an
   * object with these properties; {@code payerJson} as text will do for payer) into the signed request.
   *
   * @throws Rejected 404 not configured, 400 naming the field that is missing or wrong
   */
  public void prepareOrder(Exchange exchange) {
    requireConfigured();
    byte[] body = orders.body(topup(exchange));
    ProviderCall.begin(exchange, settings.baseUrl() + WechatOrders.PATH, null, orders.headers(body), body);
  }

  /**
   * Last step of the order.
   *
   * @return {@code {"appId","timeStamp","nonceStr","package","signType","paySign"}} for the payer's client
   * @throws Rejected 422 with WeChat's code when it refused for good
   * @throws Unavailable when the same order may be sent again
   */
  public String readOrder(Exchange exchange) {
    ProviderCall.Answer answer = ProviderCall.end(exchange);
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, JSON);
    return orders.clientParameters(answer);
  }

  /** Instead of {@link #readOrder} when the connection failed. @throws Unavailable always */
  public void noOrder(Exchange exchange) {
    ProviderCall.restore(exchange);
    throw new Unavailable("WeChat Pay did not answer an order", exchange.getProperty(Exchange.EXCEPTION_CAUGHT,
        Exception.class));
  }

  private static JsonNode topup(Exchange exchange) {
    Object body = exchange.getMessage().getBody();
    if (body == null || body instanceof String || body instanceof byte[] || body instanceof java.io.InputStream) {
      byte[] json = exchange.getMessage().getBody(byte[].class);
      return StrictJson.object(json == null ? new byte[0] : json, "the top-up");
    }
    return StrictJson.MAPPER.valueToTree(body);
  }

  private void keep(Exchange exchange, String about, byte[] body) {
    LOG.warn("{}: kept for a person", about);
    desk.accept(new FailedMessage(RUNNING_NUMBER.matcher(exchange.getFromRouteId()).replaceFirst(""), null, null, null, JSON, Map.of(), body,
        new Rejected(422, about + ": only payments are booked by themselves")));
  }

  private void requireConfigured() {
    if (settings == null) {
      throw new Rejected(404, "WeChat Pay is not configured: set the keys paywatt.wechat.*");
    }
  }

  private static WebhookAnswer success() {
    return WebhookAnswer.json(200, JSON, "{\"code\":\"SUCCESS\",\"message\":\"OK\"}");
  }

  private static WebhookAnswer failure(Rejected e) {
    return WebhookAnswer.json(e.status(), JSON,
        StrictJson.MAPPER.createObjectNode().put("code", "FAIL").put("message", e.getMessage()).toString());
  }
}
