package io.paywatt.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.ledger.Unavailable;
import io.paywatt.ledger.payment.PaymentNotice;
import io.paywatt.ledger.payment.PaymentResult;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A payment adapter on the wire: its shipped kamelet, a route behind it that remembers what it got, and an HTTP client. */
public abstract class PaymentAdapterOnTheWire {
  /** Larger than the adapter takes, so that both limits are tried. */
  private static final int SERVER_LIMIT = 1024 * 1024;

  protected final List<PaymentNotice> accepted = new CopyOnWriteArrayList<>();
  protected PaymentResult result = new PaymentResult.Posted(1, "A1");
  protected RuntimeException fault;
  protected boolean faultHandled;
  protected final HttpClient http = HttpClient.newHttpClient();
  protected RunningKamelet running;

  /** A call as the provider would make it. */
  public record Call(Map<String, String> headers, byte[] body) {
    public Call with(String header, String value) {
      Map<String, String> changed = new TreeMap<>(headers);
      changed.put(header, value);
      return new Call(changed, body);
    }

    public Call without(String header) {
      Map<String, String> changed = new TreeMap<>(headers);
      changed.remove(header);
      return new Call(changed, body);
    }

    public Call withBody(byte[] changed) {
      return new Call(headers, changed);
    }
  }

  /** Kamelet name and last part of its path. */
  protected abstract String provider();

  /** The kamelet, with parameters if it needs any. */
  protected String source() {
    return provider() + "-payment-source";
  }

  /** The bean the kamelet asks for, and under which name. */
  protected abstract Map<String, Object> beans();

  /** The same without any setting. */
  protected abstract Map<String, Object> notConfigured();

  /** A genuine payment of 50.00 yuan for order PW20261123000001, signed this many seconds from now. */
  protected abstract Call genuine(long secondsFromNow);

  /** The same payment as the provider sends it a second time. */
  protected abstract Call repeated();

  /** Signed by somebody else. */
  protected abstract Call forged();

  /** A genuine call with this body, as the provider's key would sign it. */
  protected abstract Call signed(byte[] body);

  /** A genuine call whose readable content has a key twice. */
  protected abstract Call duplicateKey();

  /** The provider's genuine call about somebody else's money, and what the hub must answer. */
  protected abstract Call otherMerchant();

  protected abstract void otherMerchantOutcome(HttpResponse<String> answer);

  /** Status that says "stored". */
  protected abstract int success();

  @BeforeEach
  void start() throws Exception {
    start(beans());
  }

  protected void start(Map<String, Object> beans) throws Exception {
    running = new RunningKamelet(beans, new RouteBuilder() {
      @Override
      public void configure() {
        onException(Unavailable.class).onWhen(exchange -> faultHandled).handled(true)
            .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(503)).setBody(constant("later"));
        from("kamelet:" + source()).process(exchange -> {
          // As text, as a YAML route would look at it: no charset of the caller may come between.
          String normalised = exchange.getMessage().getBody(String.class);
          accepted.add(PaymentNotice.parse(normalised.getBytes(StandardCharsets.UTF_8)));
          exchange.getMessage().setBody(result);
          if (fault != null) {
            throw fault;
          }
        });
      }
    }, SERVER_LIMIT);
  }

  @AfterEach
  void stop() {
    running.close();
  }

  protected HttpResponse<String> send(Call call) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(address())
        .POST(HttpRequest.BodyPublishers.ofByteArray(call.body()));
    call.headers().forEach(request::header);
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Refused, with a readable reason, and nothing happened. */
  protected void assertRefused(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    JsonNode body = StrictJson.object(answer.body().getBytes(StandardCharsets.UTF_8), "the answer");
    assertThat(body.path("message").asText("") + body.path("detail").asText("")).isNotBlank();
    assertThat(accepted).isEmpty();
  }

  protected URI address() {
    return URI.create("http://127.0.0.1:" + running.port() + "/webhooks/" + provider());
  }

  protected byte[] head(Call call, int length) {
    StringBuilder head = new StringBuilder("POST /webhooks/" + provider() + " HTTP/1.1\r\nHost: x\r\n");
    call.headers().forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return head.append("Content-Length: ").append(length).append("\r\n\r\n").toString()
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  protected static String firstLine(InputStream in) throws Exception {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.write(b);
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }
}
