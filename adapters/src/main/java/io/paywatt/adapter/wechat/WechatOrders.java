package io.paywatt.adapter.wechat;

import java.util.Map;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.adapter.ActionBody;
import io.paywatt.adapter.Printable;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.Rejected;
import org.apache.camel.Exchange;

/**
 * Opens orders; {@code method} says for whom: {@code jsapi} (mini program and official account, the preset), {@code native} (a
 * QR code) or {@code h5} (a browser on a phone). The same order sent again gives fresh parameters.
 */
final class WechatOrders implements WechatOperation {
  private static final String PATH = "/v3/pay/transactions/";
  private static final int DESCRIPTION = 127;

  private final WechatCalls calls;

  WechatOrders(WechatCalls calls) {
    this.calls = calls;
  }

  @Override
  public String what() {
    return "the order";
  }

  @Override
  public void begin(Exchange exchange, JsonNode topup) {
    calls.post(exchange, PATH + method(topup), body(topup));
  }

  /** The order as WeChat wants it. @throws Rejected 400 when the top-up lacks something, naming it */
  ObjectNode body(JsonNode topup) {
    WechatSettings settings = calls.settings();
    ObjectNode order = StrictJson.MAPPER.createObjectNode();
    order.put("appid", settings.appId());
    order.put("mchid", settings.merchantId());
    order.put("description", WechatCalls.shortened(StrictJson.text(topup, "description", 4096), DESCRIPTION));
    order.put("out_trade_no", StrictJson.text(topup, "id", 32));
    order.put("notify_url", settings.notifyUrl());
    order.putObject("amount").put("total", StrictJson.amount(topup, "amount"))
        .put("currency", StrictJson.currency(topup, "currency"));
    addPayer(order, topup);
    return order;
  }

  /** What the payer's client needs, from WeChat's answer. */
  @Override
  public String end(Exchange exchange, JsonNode topup, ProviderCall.Answer answer) {
    if (answer.status() != 200) {
      throw WechatFault.of(answer, what());
    }
    JsonNode opened = calls.proven(answer, what());
    ObjectNode client = StrictJson.MAPPER.createObjectNode();
    try {
      switch (method(topup)) {
        case "native" -> client.put("codeUrl", StrictJson.text(opened, "code_url", 512));
        case "h5" -> client.put("h5Url", StrictJson.text(opened, "h5_url", 512));
        default -> parameters(opened).forEach(client::put);
      }
    } catch (Rejected e) {
      throw WechatCalls.untrusted(what(), e.getMessage());
    }
    return client.toString();
  }

  private Map<String, String> parameters(JsonNode opened) {
    return calls.payment("prepay_id=" + StrictJson.text(opened, "prepay_id", 64));
  }

  private static void addPayer(ObjectNode order, JsonNode topup) {
    switch (method(topup)) {
      case "native" -> { }
      case "h5" -> {
        ObjectNode scene = order.putObject("scene_info").put("payer_client_ip", ActionBody.payerText(topup, "ip", 45));
        String type = ActionBody.payerTextOrNull(topup, "device", 32);
        scene.putObject("h5_info").put("type", type == null ? "Wap" : type);
      }
      default -> order.putObject("payer").put("openid", ActionBody.payerText(topup, "openid", 128));
    }
  }

  private static String method(JsonNode topup) {
    String method = StrictJson.optionalText(topup, "method", 32);
    if (method == null) {
      return "jsapi";
    }
    if (!method.matches("jsapi|native|h5")) {
      throw new Rejected(422, "method is " + Printable.of(method) + ", allowed is jsapi, native or h5");
    }
    return method;
  }

}
