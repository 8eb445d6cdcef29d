package io.paywatt.adapter.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.paywatt.adapter.ProviderServer;
import io.paywatt.adapter.ProviderServer.Request;
import io.paywatt.adapter.ProviderServer.Response;
import io.paywatt.adapter.RunningKamelet;
import io.paywatt.adapter.StrictJson;
import io.paywatt.adapter.Vectors;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;
import io.paywatt.ledger.payment.TopupStart;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** The shipped kamelet wechat-order-action against a provider on the wire. */
class WechatOrderKameletTest {
  private static final TopupStart TOPUP = new TopupStart("PW20261123000001", "wechat", "A1", "14200000012", 5000, "CNY",
      "Meter 14200000012 top-up", "{\"openid\":\"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o\"}", null, true, null);

  @Test
  void an_order_goes_out_signed_and_comes_back_for_the_payers_client() throws Exception {
    try (ProviderServer wechat = new ProviderServer(signed(200, "{\"prepay_id\":\"wx1\"}"))) {
      Exchange exchange = order(wechat.url(), TOPUP);
      JsonNode client = StrictJson.object(exchange.getMessage().getBody(byte[].class), "client");
      assertThat(client.get("package").textValue()).isEqualTo("prepay_id=wx1");
      Request request = wechat.requests().get(0);
      assertThat(request.method()).isEqualTo("POST");
      assertThat(request.path()).isEqualTo("/v3/pay/transactions/jsapi");
      assertThat(request.query()).isNull();
      assertThat(request.body()).isEqualTo(Vectors.bytes("w1_body.json"));
      assertThat(request.headers()).containsEntry("Wechatpay-Serial", Vectors.PUBLIC_KEY_ID)
          .containsEntry("Accept", "application/json").containsEntry("Content-Type", "application/json");
      assertThat(request.headers().get("Authorization")).startsWith("WECHATPAY2-SHA256-RSA2048 mchid=\"1230000109\"");
    }
  }

  @Test
  void nothing_of_the_callers_request_leaks_out_and_nothing_of_ours_stays_behind() throws Exception {
    try (ProviderServer wechat = new ProviderServer(signed(200, "{\"prepay_id\":\"wx1\"}"))) {
      Exchange exchange = order(wechat.url(), TOPUP);
      assertThat(wechat.requests().get(0).headers()).doesNotContainKeys("Cookie", "Idempotency-Key", "X-Forwarded-For");
      assertThat(wechat.requests().get(0).headers().get("Authorization")).doesNotContain("our-api-token");
      Map<String, Object> after = exchange.getMessage().getHeaders();
      assertThat(after).containsEntry("Authorization", "Bearer our-api-token").containsEntry("Idempotency-Key", "k1");
      assertThat(after.keySet()).noneMatch(name -> name.startsWith("Wechatpay") || name.startsWith("CamelHttpUri"));
    }
  }

  @Test
  void a_top_up_as_json_will_do() throws Exception {
    try (ProviderServer wechat = new ProviderServer(signed(200, "{\"prepay_id\":\"wx1\"}"))) {
      order(wechat.url(), StrictJson.MAPPER.writeValueAsString(TOPUP));
      assertThat(wechat.requests().get(0).body()).isEqualTo(Vectors.bytes("w1_body.json"));
    }
  }

  @Test
  void a_refusal_for_good_is_told_with_its_code() {
    try (ProviderServer wechat = new ProviderServer(request ->
        new Response(400, Map.of(), "{\"code\":\"PARAM_ERROR\",\"message\":\"no\"}".getBytes(StandardCharsets.UTF_8)))) {
      assertThatThrownBy(() -> order(wechat.url(), TOPUP)).isInstanceOfSatisfying(Rejected.class, rejected -> {
        assertThat(rejected.status()).isEqualTo(422);
        assertThat(rejected).hasMessageContaining("PARAM_ERROR");
      });
    }
  }

  @Test
  void an_answer_signed_by_somebody_else_is_not_believed() {
    try (ProviderServer wechat = new ProviderServer(request -> {
      byte[] body = "{\"prepay_id\":\"wx1\"}".getBytes(StandardCharsets.UTF_8);
      return new Response(200, WechatFixture.headers("merchant_key.pem", Vectors.PUBLIC_KEY_ID, now(), body), body);
    })) {
      assertThatThrownBy(() -> order(wechat.url(), TOPUP)).isInstanceOf(Unavailable.class);
    }
  }

  @Test
  void a_provider_that_refuses_the_connection_is_tried_again() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    assertThatThrownBy(() -> order("http://127.0.0.1:" + free, TOPUP)).isInstanceOf(Unavailable.class);
  }

  @Test
  void a_provider_that_keeps_silent_is_given_up() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      assertThatThrownBy(() -> order("http://127.0.0.1:" + silent.getLocalPort(), TOPUP)).isInstanceOf(Unavailable.class);
    }
  }

  @Test
  void a_server_with_an_untrusted_certificate_is_never_told_the_order() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
    server.createContext("/", exchange -> requests.incrementAndGet());
    server.start();
    try {
      assertThatThrownBy(() -> order("https://127.0.0.1:" + server.getAddress().getPort(), TOPUP))
          .isInstanceOf(Unavailable.class).hasRootCauseMessage("unable to find valid certification path to requested target");
      assertThat(requests).hasValue(0);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void without_configuration_there_is_no_order() {
    assertThatThrownBy(() -> order(new WechatPay(null, Vectors.CLOCK, message -> { }), TOPUP))
        .isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.status()).isEqualTo(404));
  }

  private static Exchange order(String url, Object topup) throws Exception {
    return order(new WechatPay(WechatFixture.settings(url), Vectors.CLOCK, message -> { }), topup);
  }

  private static Exchange order(WechatPay wechatPay, Object topup) throws Exception {
    RouteBuilder route = new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:order").to("kamelet:wechat-order-action?responseTimeout=500");
      }
    };
    try (RunningKamelet running = new RunningKamelet(Map.of("wechatPay", wechatPay), route, 65_536)) {
      Exchange exchange = running.context().createProducerTemplate().request("direct:order", request -> {
        request.getMessage().setBody(topup);
        request.getMessage().setHeaders(new java.util.HashMap<>(Map.of("Authorization", "Bearer our-api-token", "Cookie",
            "session=1", "Idempotency-Key", "k1", "X-Forwarded-For", "10.0.0.1", "CamelHttpPath", "/api/v1/topups",
            "CamelHttpQuery", "a=b", "CamelHttpMethod", "PUT", "Content-Type", "text/plain", "Host", "pay.example.com")));
      });
      if (exchange.getException() != null) {
        throw exchange.getException();
      }
      // Read while the context stands.
      exchange.getMessage().setBody(exchange.getMessage().getBody(byte[].class));
      return exchange;
    }
  }

  private static Function<Request, Response> signed(int status, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    return request -> new Response(status,
        WechatFixture.headers("provider_key.pem", request.headers().get("Wechatpay-Serial"), now(), body), body);
  }

  private static long now() {
    return Vectors.CLOCK.instant().getEpochSecond();
  }

  private static SSLContext selfSigned() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load((InputStream) null, null);
    store.setKeyEntry("server", Pem.privateKey(Vectors.file("provider_key.pem")), new char[0],
        new Certificate[] {Pem.certificate(Vectors.file("provider_cert.pem"))});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
