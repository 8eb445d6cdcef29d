package io.paywatt.adapter.wechat;

import java.util.Map;
import java.util.function.Function;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.ProviderServer;
import io.paywatt.adapter.ProviderServer.Request;
import io.paywatt.adapter.ProviderServer.Response;
import io.paywatt.adapter.RunningKamelet;
import io.paywatt.adapter.StrictJson;
import io.paywatt.adapter.Vectors;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** The shipped action kamelets against a provider of the test's making. */
final class WechatActions implements AutoCloseable {
  final ProviderServer provider;
  private final RunningKamelet running;

  WechatActions(Function<Request, Response> provider) throws Exception {
    this.provider = new ProviderServer(provider);
    WechatPay wechat = new WechatPay(WechatFixture.settings(this.provider.url()), Vectors.CLOCK, message -> { });
    this.running = new RunningKamelet(Map.of("wechatPay", wechat), new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:ask").toD("kamelet:wechat-${header.operation}-action?responseTimeout=2000");
      }
    }, 65_536);
  }

  /** What the kamelet makes of the body. */
  Object ask(String operation, String json) throws Exception {
    Exchange exchange = running.context().createProducerTemplate().request("direct:ask", request -> {
      request.getMessage().setBody(json);
      request.getMessage().setHeader("operation", operation);
    });
    if (exchange.getException() != null) {
      throw exchange.getException();
    }
    return exchange.getMessage().getBody();
  }

  /** As {@link #ask}, the result being a JSON object. */
  JsonNode json(String operation, String json) throws Exception {
    return StrictJson.object(((String) ask(operation, json)).getBytes("UTF-8"), "the result");
  }

  /** A refusal, which WeChat does not sign. */
  static Response refusal(int status, String code) {
    return new Response(status, Map.of(), ("{\"code\":\"" + code + "\",\"message\":\"text\"}").getBytes());
  }

  @Override
  public void close() {
    running.close();
    provider.close();
  }
}
