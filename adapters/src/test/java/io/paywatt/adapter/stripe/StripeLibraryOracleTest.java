package io.paywatt.adapter.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import com.stripe.StripeClient;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.net.RequestOptions;
import com.stripe.net.Webhook;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.RefundCreateParams;
import io.paywatt.adapter.ProviderServer;
import io.paywatt.adapter.ProviderServer.Request;
import io.paywatt.adapter.ProviderServer.Response;
import io.paywatt.adapter.StrictJson;
import io.paywatt.adapter.Vectors;
import io.paywatt.adapter.WebhookCall;
import io.paywatt.ledger.Rejected;
import org.junit.jupiter.api.Test;

/** The official library judges: what it takes we take, what it refuses we refuse, and where it is too trusting we are not. */
class StripeLibraryOracleTest {
  private static final long AT = 1795406400L;
  private static final String S2 = "t=1795406400,v1=" + Vectors.signature("S2_sig");

  @Test
  void library_and_hub_both_take_the_published_vector() throws Exception {
    String body = Vectors.text("s2_body.json");
    Event event = Webhook.constructEvent(body, S2, StripeFixture.SECRET, 300, Vectors.at(AT));
    PaymentIntent intent = (PaymentIntent) event.getDataObjectDeserializer().deserializeUnsafe();
    StripeEvent.Paid paid = (StripeEvent.Paid) hub(AT, S2, body);
    assertThat(paid.payment().transactionId()).isEqualTo(intent.getId());
    assertThat(paid.payment().orderId()).isEqualTo(intent.getMetadata().get("out_trade_no"));
    assertThat(paid.payment().money().amount()).isEqualTo(intent.getAmountReceived());
  }

  @Test
  void the_hub_takes_what_the_library_signs() throws Exception {
    String header = Webhook.Signature.generateSignatureHeader(StripeFixture.PAID, StripeFixture.SECRET, AT);
    assertThat(hub(AT, header, StripeFixture.PAID)).isInstanceOf(StripeEvent.Paid.class);
    assertThat(header).isEqualTo(StripeFixture.header(StripeFixture.SECRET, AT, StripeFixture.PAID.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void library_and_hub_both_refuse_what_is_not_genuine() {
    String body = Vectors.text("s2_body.json");
    assertBothRefuse(S2, body.replace("5000", "5001"));
    assertBothRefuse(S2.replace("1795406400", "1795406401"), body);
    assertBothRefuse(S2.replace("v1=", "v0="), body);
    assertBothRefuse("t=1795406400", body);
    assertBothRefuse("v1=" + Vectors.signature("S2_sig"), body);
    assertBothRefuse("nonsense", body);
  }

  @Test
  void library_and_hub_both_refuse_an_old_event_and_only_the_hub_one_from_the_future() {
    String body = Vectors.text("s2_body.json");
    assertThatThrownBy(() -> library(AT + 301, S2, body)).isInstanceOf(SignatureVerificationException.class);
    assertThatThrownBy(() -> hub(AT + 301, S2, body)).isInstanceOf(Rejected.class);
    assertThatCode(() -> library(AT - 86_400, S2, body)).doesNotThrowAnyException();
    assertThatThrownBy(() -> hub(AT - 301, S2, body)).isInstanceOf(Rejected.class);
  }

  @Test
  void an_order_is_asked_for_as_the_library_asks() throws Exception {
    try (ProviderServer stripe = new ProviderServer(request -> ok("{\"id\":\"pi_1\",\"object\":\"payment_intent\"}"))) {
      client(stripe).v1().paymentIntents().create(PaymentIntentCreateParams.builder().setAmount(5000L).setCurrency("cny")
          .setAutomaticPaymentMethods(PaymentIntentCreateParams.AutomaticPaymentMethods.builder().setEnabled(true).build())
          .setDescription("电费 & Zähler").putMetadata("out_trade_no", "PW1").putMetadata("meter", "142").build(),
          RequestOptions.builder().setIdempotencyKey("PW1").build());
      StripeRequest ours = new StripeOrders(StripeFixture.settings(stripe.url())).open(StrictJson.MAPPER.readTree(
          "{\"id\":\"PW1\",\"amount\":5000,\"currency\":\"CNY\",\"meter\":\"142\",\"description\":\"电费 & Zähler\"}"));
      assertSame(stripe.requests().get(0), ours);
    }
  }

  @Test
  void a_refund_is_asked_for_as_the_library_asks() throws Exception {
    try (ProviderServer stripe = new ProviderServer(request -> ok("{\"id\":\"re_1\",\"object\":\"refund\"}"))) {
      client(stripe).v1().refunds().create(RefundCreateParams.builder().setPaymentIntent("pi_1").setAmount(200L)
          .putMetadata("refund_id", "RF1").putMetadata("out_trade_no", "PW1").build(),
          RequestOptions.builder().setIdempotencyKey("RF1").build());
      StripeRequest ours = StripeRefunds.open(StrictJson.MAPPER.readTree("{\"refundId\":\"RF1\",\"orderId\":\"PW1\","
          + "\"transactionId\":\"pi_1\",\"amount\":200,\"total\":5000,\"currency\":\"CNY\",\"reason\":\"x\"}"));
      assertSame(stripe.requests().get(0), ours);
    }
  }

  private static void assertSame(Request theirs, StripeRequest ours) {
    assertThat(ours.method()).isEqualTo(theirs.method());
    assertThat(ours.path()).isEqualTo(theirs.path());
    assertThat(ours.encoded().split("&")).containsExactlyInAnyOrder(normalised(theirs.body()));
    Map<String, String> headers = ours.headers(StripeFixture.API_KEY, null);
    for (String header : new String[] {"Authorization", "Idempotency-Key"}) {
      assertThat(headers.get(header)).isEqualTo(theirs.headers().get(header));
    }
    assertThat(theirs.headers().get("Content-Type")).startsWith(headers.get("Content-Type"));
  }

  // The library leaves the brackets of names as they are; both forms mean the same.
  private static String[] normalised(byte[] body) {
    return new String(body, StandardCharsets.UTF_8).replace("[", "%5B").replace("]", "%5D").split("&");
  }

  private static Response ok(String body) {
    return new Response(200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private static StripeClient client(ProviderServer stripe) {
    return StripeClient.builder().setApiKey(StripeFixture.API_KEY).setApiBase(stripe.url()).build();
  }

  private static void assertBothRefuse(String header, String body) {
    assertThatThrownBy(() -> library(AT, header, body)).isInstanceOf(SignatureVerificationException.class);
    assertThatThrownBy(() -> hub(AT, header, body)).isInstanceOf(Rejected.class);
  }

  private static Event library(long now, String header, String body) throws SignatureVerificationException {
    return Webhook.constructEvent(body, header, StripeFixture.SECRET, 300, Vectors.at(now));
  }

  private static StripeEvent hub(long now, String header, String body) {
    return new StripeEventReader(StripeFixture.settings(StripeSettings.DEFAULT_BASE_URL), Vectors.at(now))
        .read(new WebhookCall(Map.of("Stripe-Signature", header), body.getBytes(StandardCharsets.UTF_8)));
  }
}
