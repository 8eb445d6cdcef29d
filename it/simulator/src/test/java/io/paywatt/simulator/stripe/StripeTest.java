package io.paywatt.simulator.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import com.stripe.StripeClient;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.net.RequestOptions;
import com.stripe.net.Webhook;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentSearchParams;
import com.stripe.param.RefundCreateParams;
import io.paywatt.simulator.http.Faults;
import io.paywatt.simulator.http.Faults.Rates;
import io.paywatt.simulator.http.Outage;
import io.paywatt.simulator.http.WireRequest;
import io.paywatt.simulator.http.WireResponse;
import io.paywatt.simulator.http.WireServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The official library speaks to the simulator as it would to Stripe. */
class StripeTest {
  private final Stripe stripe = Stripe.start(Account.generate(), 0, 0.001, Faults.none());
  private final StripeClient client = client(stripe.account().apiKey());

  @AfterEach
  void close() {
    stripe.close();
  }

  @Test
  void the_library_opens_reads_searches_and_cancels_an_order() throws Exception {
    PaymentIntent opened = open("PW1", 5000);
    assertThat(opened.getClientSecret()).startsWith(opened.getId() + "_secret_");
    assertThat(client.v1().paymentIntents().retrieve(opened.getId()).getStatus()).isEqualTo("requires_payment_method");
    assertThat(client.v1().paymentIntents().search(PaymentIntentSearchParams.builder()
        .setQuery("metadata['out_trade_no']:'PW1'").build()).getData()).extracting(PaymentIntent::getId).containsExactly(opened.getId());
    assertThat(client.v1().paymentIntents().cancel(opened.getId()).getStatus()).isEqualTo("canceled");
    assertThatThrownBy(() -> client.v1().paymentIntents().cancel(opened.getId())).isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void the_same_key_gives_the_same_order_and_refuses_another() throws Exception {
    assertThat(open("PW1", 5000).getId()).isEqualTo(open("PW1", 5000).getId());
    assertThatThrownBy(() -> open("PW1", 5001)).isInstanceOf(IdempotencyException.class);
  }

  @Test
  void refunds_never_exceed_what_was_paid() throws Exception {
    PaymentIntent intent = open("PW1", 5000);
    stripe.settle("PW1");
    refund(intent, 3000, "RF1");
    refund(intent, 3000, "RF1");
    assertThatThrownBy(() -> refund(intent, 3000, "RF2")).isInstanceOf(InvalidRequestException.class);
    assertThat(stripe.refunds(intent.getId())).hasSize(1);
  }

  @Test
  void a_wrong_key_is_refused() {
    assertThatThrownBy(() -> client("sk_test_wrong").v1().paymentIntents().retrieve("pi_1")).isInstanceOf(AuthenticationException.class);
  }

  @Test
  void the_library_takes_the_event_which_is_sent_until_it_is_acknowledged() throws Exception {
    List<WireRequest> calls = new CopyOnWriteArrayList<>();
    try (WireServer hub = WireServer.start(0, request -> {
      calls.add(request);
      return WireResponse.empty(calls.size() < 3 ? 503 : 200);
    })) {
      stripe.webhook(hub.url() + "/webhooks/stripe");
      PaymentIntent intent = open("PW1", 5000);
      var delivery = stripe.pay("PW1");
      assertThat(delivery.done().get(20, TimeUnit.SECONDS)).isTrue();
      assertThat(delivery.attempts()).containsExactly(503, 503, 200);
      WireRequest call = calls.get(2);
      Event event = Webhook.constructEvent(new String(call.body(), StandardCharsets.UTF_8), call.header("Stripe-Signature"),
          stripe.account().webhookSecret());
      assertThat(event.getType()).isEqualTo("payment_intent.succeeded");
      assertThat(((PaymentIntent) event.getDataObjectDeserializer().deserializeUnsafe()).getId()).isEqualTo(intent.getId());
    }
  }

  @Test
  void a_bad_day_is_the_same_for_the_same_seed() {
    assertThat(badDay(7)).isEqualTo(badDay(7)).isNotEqualTo(badDay(8)).contains(0, 200, 503);
  }

  @Test
  void while_it_is_down_nothing_is_done() {
    stripe.outage(Outage.ERRORS);
    assertThatThrownBy(() -> open("PW1", 5000)).hasMessageContaining("down");
    assertThat(stripe.intents()).isEmpty();
    stripe.outage(Outage.NONE);
    await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(open("PW1", 5000).getId()).isNotNull());
  }

  private static List<Integer> badDay(long seed) {
    Faults faults = new Faults(Rates.all(0.2, Duration.ZERO), seed);
    return java.util.stream.IntStream.range(0, 50).mapToObj(i ->
        faults.answer(() -> WireResponse.empty(200), () -> WireResponse.empty(503)).status()).toList();
  }

  private PaymentIntent open(String order, long amount) throws Exception {
    return client.v1().paymentIntents().create(PaymentIntentCreateParams.builder().setAmount(amount).setCurrency("kes")
        .putMetadata("out_trade_no", order).build(), RequestOptions.builder().setIdempotencyKey(order).build());
  }

  private void refund(PaymentIntent intent, long amount, String number) throws Exception {
    client.v1().refunds().create(RefundCreateParams.builder().setPaymentIntent(intent.getId()).setAmount(amount)
        .putMetadata("refund_id", number).build(), RequestOptions.builder().setIdempotencyKey(number).build());
  }

  private StripeClient client(String key) {
    return StripeClient.builder().setApiKey(key).setApiBase(stripe.url()).setMaxNetworkRetries(0).build();
  }
}
