package io.paywatt.adapter.alipay;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.RunningKamelet;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.Unavailable;
import io.paywatt.ledger.payment.PaymentResult;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** The shipped kamelet alipay-payment-source on the wire, and a route behind it that remembers what it got. */
final class AlipaySource implements AutoCloseable {
  static final String FORM = "application/x-www-form-urlencoded; charset=UTF-8";
  /** Kind and normalised notice, in order. */
  final List<Map.Entry<String, JsonNode>> taken = new CopyOnWriteArrayList<>();
  Object result = new PaymentResult.Posted(1, "A1");
  Unavailable fault;

  private final HttpClient http = HttpClient.newHttpClient();
  private final RunningKamelet running;

  AlipaySource(Alipay alipay) throws Exception {
    running = new RunningKamelet(Map.of("alipay", alipay), new RouteBuilder() {
      @Override
      public void configure() {
        onException(Unavailable.class).handled(true).setHeader(Exchange.HTTP_RESPONSE_CODE, constant(503))
            .setBody(constant("{\"title\":\"Try again\"}"));
        from("kamelet:alipay-payment-source?responseTimeout=500").process(exchange -> {
          byte[] body = exchange.getMessage().getBody(String.class).getBytes(StandardCharsets.UTF_8);
          taken.add(Map.entry(exchange.getVariable("kind", String.class), StrictJson.object(body, "notice")));
          exchange.getMessage().setBody(result);
          if (fault != null) {
            throw fault;
          }
        });
      }
    }, 1 << 20);
  }

  HttpResponse<byte[]> post(byte[] form) throws Exception {
    return post(form, FORM);
  }

  HttpResponse<byte[]> post(byte[] form, String contentType) throws Exception {
    return http.send(HttpRequest.newBuilder(address()).header("Content-Type", contentType).header("X-Curious", "1").timeout(java.time.Duration.ofSeconds(10))
        .POST(HttpRequest.BodyPublishers.ofByteArray(form)).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  HttpResponse<byte[]> get() throws Exception {
    return http.send(HttpRequest.newBuilder(address()).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + running.port() + "/webhooks/alipay");
  }

  @Override
  public void close() {
    running.close();
  }
}
