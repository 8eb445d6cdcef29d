package io.paywatt.adapter.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.RunningKamelet;
import io.paywatt.adapter.StrictJson;
import io.paywatt.adapter.Vectors;
import io.paywatt.ledger.Rejected;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** Refund notices through the shipped source kamelet. */
class WechatRefundNoticeTest {
  private static final String PLAIN = Vectors.text("w4_plain.json");
  private final List<String> taken = new CopyOnWriteArrayList<>();
  private boolean broken;

  @Test
  void the_published_refund_notice_is_handed_on_as_a_refund() throws Exception {
    assertThat(send(Vectors.bytes("w4_body.json"))).isEqualTo("200 {\"code\":\"SUCCESS\",\"message\":\"OK\"}");
    JsonNode refund = StrictJson.object(taken.get(0).substring("refund ".length()).getBytes("UTF-8"), "the refund");
    assertThat(refund.toString()).startsWith("{\"provider\":\"wechat\",\"refundId\":\"RF20261123000001\","
        + "\"transactionId\":\"4200002026112312345678901234\",\"providerRefundId\":\"50200207182026112370011301001\","
        + "\"amount\":5000,\"currency\":\"CNY\",\"state\":\"done\",\"at\":\"2026-11-23T05:00:00Z\",\"raw\":");
    assertThat(refund.get("raw").binaryValue()).isEqualTo(Vectors.bytes("w4_body.json"));
  }

  @Test
  void a_closed_and_a_stuck_refund_are_told_apart_and_have_the_time_of_the_notice() throws Exception {
    String plain = PLAIN.replace(",\"success_time\":\"2026-11-23T13:00:00+08:00\"", "");
    send(event("REFUND.CLOSED", plain));
    send(event("REFUND.ABNORMAL", plain));
    assertThat(taken.get(0)).contains("\"state\":\"refused\"").contains("\"at\":\"2026-11-23T06:00:00Z\"");
    assertThat(taken.get(1)).contains("\"state\":\"abnormal\"");
  }

  @Test
  void a_refund_without_a_usable_amount_is_refused() throws Exception {
    assertThat(send(event("REFUND.SUCCESS", PLAIN.replace("\"refund\":5000", "\"refund\":\"50.00\"")))).startsWith("400 ");
    assertThat(taken).isEmpty();
  }

  @Test
  void a_refund_that_could_not_be_stored_is_not_acknowledged() throws Exception {
    broken = true;
    assertThat(send(Vectors.bytes("w4_body.json"))).startsWith("503");
  }

  private static byte[] event(String event, String plain) {
    String body = new String(WechatFixture.envelope(event, plain, "refund", Vectors.API_V3_KEY));
    return body.replace("{\"id\"", "{\"create_time\":\"2026-11-23T14:00:00+08:00\",\"id\"").getBytes();
  }

  private String send(byte[] body) throws Exception {
    RouteBuilder route = new RouteBuilder() {
      @Override
      public void configure() {
        onException(Rejected.class).handled(true).setHeader(Exchange.HTTP_RESPONSE_CODE, constant(503)).setBody(constant("later"));
        from("kamelet:wechat-payment-source").process(exchange -> {
          taken.add(exchange.getVariable("kind") + " " + exchange.getMessage().getBody(String.class));
          if (broken) {
            throw new Rejected(503, "away");
          }
          exchange.getMessage().setBody(null);
        });
      }
    };
    WechatPay wechat = new WechatPay(WechatFixture.settings(), Vectors.CLOCK, message -> { });
    try (RunningKamelet running = new RunningKamelet(Map.of("wechatPay", wechat), route, 65_536)) {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.port() + "/webhooks/wechat"))
          .POST(HttpRequest.BodyPublishers.ofByteArray(body));
      WechatFixture.headers("provider_key.pem", Vectors.PUBLIC_KEY_ID, Vectors.CLOCK.instant().getEpochSecond(), body)
          .forEach(request::header);
      HttpResponse<String> answer = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    }
  }
}
