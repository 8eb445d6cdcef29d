package io.paywatt.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import io.paywatt.adapter.aliyun.AliyunSms;
import io.paywatt.adapter.file.NoticeFile;
import io.paywatt.adapter.standard.StandardWebhooks;
import io.paywatt.adapter.wechat.WechatPay;
import io.paywatt.adapter.wechat.WechatSettings;
import io.paywatt.ledger.payment.PaymentNotice;
import io.paywatt.ledger.payment.PaymentResult;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** A real hub uses all kamelets at once, some of them twice. */
class KameletsTogetherTest {
  private final List<String> taken = new CopyOnWriteArrayList<>();

  @Test
  void every_kamelet_may_be_used_beside_the_others_and_twice() throws Exception {
    Map<String, Object> beans = Map.of("wechatPay", wechat("1230000109"), "wechatOther", wechat("1999999999"),
        "standardWebhooks", new StandardWebhooks(null, Vectors.CLOCK), "aliyunSms", new AliyunSms(null, Vectors.CLOCK),
        "noticeFile", new NoticeFile(Vectors.file("unused"), Vectors.CLOCK));
    try (RunningKamelet running = new RunningKamelet(beans, routes(), 65_536)) {
      assertThat(post(running, "wechat")).isEqualTo(200);
      assertThat(post(running, "wechat-other")).as("paid to somebody else").isEqualTo(403);
      assertThat(post(running, "standard")).isEqualTo(404);
      assertThat(taken).containsExactly("ours: null", "other: paid to merchant 1230000109, ours is 1999999999");
    }
  }

  private RouteBuilder routes() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        source("kamelet:wechat-payment-source", "ours");
        source("kamelet:wechat-payment-source?path=wechat-other&adapter=wechatOther", "other");
        source("kamelet:standard-payment-source", "standard");
        for (String sink : List.of("wechat-order-action", "wechat-query-action", "wechat-close-action", "wechat-refund-action",
            "wechat-refund-query-action", "wechat-bill-action", "wechat-fundflow-action", "aliyun-sms-sink", "file-notice-sink")) {
          from("direct:first-" + sink).to("kamelet:" + sink);
          from("direct:second-" + sink).to("kamelet:" + sink);
        }
      }

      private void source(String uri, String name) {
        from(uri).process(exchange -> {
          taken.add(name + ": " + PaymentNotice.parse(exchange.getMessage().getBody(byte[].class)).mismatch());
          exchange.getMessage().setBody(new PaymentResult.Posted(1, "A1"));
        });
      }
    };
  }

  private static WechatPay wechat(String merchantId) {
    return new WechatPay(new WechatSettings("wxd678efh567hg6787", merchantId, Vectors.MERCHANT_SERIAL,
        Vectors.file("merchant_key.pem"), Vectors.API_V3_KEY, Vectors.PUBLIC_KEY_ID, Vectors.file("provider_pub.pem"),
        List.of(), WechatSettings.DEFAULT_BASE_URL, "https://pay.example.com/webhooks/wechat"), Vectors.CLOCK,
        message -> { });
  }

  private static int post(RunningKamelet running, String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.port() + "/webhooks/" + path))
        .header("Content-Type", "application/json").header("Wechatpay-Serial", Vectors.PUBLIC_KEY_ID)
        .header("Wechatpay-Timestamp", "1795406401").header("Wechatpay-Nonce", "EcHdXdL5zqRpgMnE2bIpmGrVhGRSJsYk")
        .header("Wechatpay-Signature", Vectors.signature("W3_sig"))
        .POST(HttpRequest.BodyPublishers.ofByteArray(Vectors.bytes("w3_body.json"))).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
  }
}
