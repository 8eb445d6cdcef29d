package io.paywatt.adapter.alipay;

import java.util.Map;
import java.util.function.Supplier;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.ledger.Unavailable;
import org.apache.camel.Exchange;

/** Puts an operation on the exchange for the HTTP step of a kamelet, and reads Alipay's answer off it. */
final class AlipayCalls {
  private static final String ASKED = "PayWattAlipayAsked";

  private final AlipaySettings settings;
  private final Supplier<AlipayKeys> keys;
  private final AlipayRequests requests;

  AlipayCalls(AlipaySettings settings, Supplier<AlipayKeys> keys, AlipayRequests requests) {
    this.settings = settings;
    this.keys = keys;
    this.requests = requests;
  }

  void begin(Exchange exchange, AlipayOperation operation, JsonNode in) {
    AlipayRequests.Call call = requests.call(operation.method(in), operation.content(in), operation.parameters(in));
    exchange.setProperty(ASKED, in);
    ProviderCall.begin(exchange, settings.baseUrl(), call.query(), Map.of("Content-Type", AlipayRequests.FORM,
        "Accept", "application/json", "User-Agent", "PayWatt"), call.body());
  }

  String end(Exchange exchange, AlipayOperation operation) {
    JsonNode in = exchange.getProperty(ASKED, JsonNode.class);
    ProviderCall.Answer answer = ProviderCall.end(exchange);
    String result = operation.result(in, AlipayReply.of(operation.method(in), answer, keys.get()));
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
    return result;
  }

  /** The connection failed. @throws Unavailable always */
  static void noAnswer(Exchange exchange) {
    ProviderCall.restore(exchange);
    throw new Unavailable("Alipay did not answer", exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
  }
}
