package io.paywatt.adapter.wechat;

import java.util.Map;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.ActionBody;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.ledger.Unavailable;
import org.apache.camel.Exchange;

/** What the action kamelets can ask of WeChat, by name. The first step and the one after the HTTP step share what was asked. */
final class WechatOperations {
  private static final String ASKED = "PayWattAsked";

  private final Map<String, WechatOperation> byName;

  WechatOperations(WechatCalls calls, WechatPayments payments) {
    this.byName = Map.of("order", new WechatOrders(calls), "query", new WechatQuery(calls, payments), "close",
        new WechatClose(calls), "refund", new WechatRefunds(calls, true), "refund-query", new WechatRefunds(calls, false),
        "bill", new WechatBills(calls, true), "fundflow", new WechatBills(calls, false));
  }

  void begin(Exchange exchange, String name) {
    JsonNode ask = ActionBody.of(exchange, "the body");
    WechatOperation operation = operation(name);
    operation.begin(exchange, ask);
    exchange.setProperty(ASKED, ask);
  }

  Object end(Exchange exchange, String name) {
    JsonNode ask = (JsonNode) exchange.removeProperty(ASKED);
    return operation(name).end(exchange, ask, ProviderCall.end(exchange));
  }

  Unavailable unanswered(Exchange exchange, String name) {
    exchange.removeProperty(ASKED);
    exchange.removeProperty(WechatBills.DOWNLOAD);
    ProviderCall.restore(exchange);
    return new Unavailable("WeChat Pay did not answer " + operation(name).what(),
        exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
  }

  private WechatOperation operation(String name) {
    WechatOperation operation = byName.get(name);
    if (operation == null) {
      throw new IllegalArgumentException("no operation '" + name + "', allowed is one of " + byName.keySet());
    }
    return operation;
  }
}
