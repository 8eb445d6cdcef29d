package io.paywatt.it.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.it.support.Api;
import io.paywatt.it.support.HubProcess;
import io.paywatt.it.support.Sql;
import io.paywatt.simulator.http.Faults;
import io.paywatt.simulator.http.Faults.Rates;
import io.paywatt.simulator.mpesa.Mpesa;
import io.paywatt.simulator.mpesa.Push;
import io.paywatt.simulator.mpesa.ShortCode;
import io.paywatt.simulator.stripe.Account;
import io.paywatt.simulator.stripe.Intent;
import io.paywatt.simulator.stripe.Stripe;
import org.junit.jupiter.api.Test;

/** Stripe and M-Pesa on a bad day: of calls and notices a tenth is late, a tenth fails, a tenth is lost, a tenth comes twice. */
class BadDayTest {
  private static final int EACH = 20;
  private static final Rates BAD = Rates.all(0.1, Duration.ofMillis(300));

  @Test
  void every_payment_is_in_the_books_once() throws Exception {
    try (Stripe stripe = Stripe.start(Account.generate(), 0, 0.05, new Faults(BAD, 11));
        Mpesa mpesa = Mpesa.start(ShortCode.generate(), 0, new Faults(BAD, 12));
        HubProcess hub = new HubProcess("bad-day")) {
      stripe.webhook("http://127.0.0.1:" + hub.httpPort() + "/webhooks/stripe");
      settings(hub, stripe, mpesa).forEach(hub::with);
      hub.start();
      IntStream.range(0, EACH).forEach(i -> assertThat(hub.api().importLines(String.join(",", "Bad day", "R" + i, "A-" + i,
          "Asha", "", "en", "M-" + i, "native", "flat", "0", "0", "1")).status()).isEqualTo(201));
      IntStream.range(0, EACH).parallel().forEach(i -> {
        stripe.pay(order(hub, "stripe", i).path("id").asText());
        mpesa.pay(order(hub, "mpesa", i).at("/client/checkoutRequestId").asText());
      });
      Sql sql = new Sql(hub.servers());
      await("all of it to be credited").atMost(Duration.ofSeconds(90)).until(() ->
          sql.number("SELECT COUNT(*) FROM topup WHERE state = 'paid'") == 2 * EACH);
      assertThat(sql.number("SELECT COUNT(*) FROM payment")).isEqualTo(2 * EACH);
      assertThat(sql.number("SELECT SUM(amount) FROM payment WHERE state = 'posted'")).isEqualTo(paid(stripe, mpesa));
      for (int i = 0; i < EACH; i++) {
        assertThat(hub.api().balance("A-" + i)).as("account " + i).isEqualTo(10_000);
      }
      assertThat(hub.api().get("/api/v1/books").json().at("/ok").asBoolean()).isTrue();
    }
  }

  private static long paid(Stripe stripe, Mpesa mpesa) {
    return stripe.intents().stream().filter(it -> it.status().equals("succeeded")).mapToLong(Intent::amount).sum()
        + mpesa.pushes().stream().filter(Push::paid).mapToLong(it -> it.shillings() * 100).sum();
  }

  /** The caller does what it should after a 503: the same key again. */
  private static JsonNode order(HubProcess hub, String provider, int i) {
    String body = "{\"meter\":\"M-" + i + "\",\"amount\":5000,\"currency\":\"KES\",\"provider\":\"" + provider
        + "\",\"payer\":{\"phone\":\"254712345678\"}}";
    Api.Answer answer = null;
    for (int tries = 0; tries < 20; tries++) {
      answer = hub.api().post("/api/v1/topups", "application/json", body, Map.of("Idempotency-Key", provider + i));
      if (answer.status() == 201) {
        return answer.json();
      }
    }
    throw new AssertionError("no order: " + answer.status() + " " + answer.body());
  }

  private static Map<String, String> settings(HubProcess hub, Stripe stripe, Mpesa mpesa) {
    ShortCode code = mpesa.shortCode();
    Map<String, String> variables = new TreeMap<>();
    variables.put("PAYWATT_CURRENCY", "KES");
    variables.put("PAYWATT_INQUIRY_SCHEDULE", "1s");
    variables.put("PAYWATT_STRIPE_WEBHOOK_SECRET", stripe.account().webhookSecret());
    variables.put("PAYWATT_STRIPE_LIVE", "false");
    variables.put("PAYWATT_STRIPE_API_KEY", stripe.account().apiKey());
    variables.put("PAYWATT_STRIPE_BASE_URL", stripe.url());
    variables.put("PAYWATT_MPESA_CONSUMER_KEY", code.consumerKey());
    variables.put("PAYWATT_MPESA_CONSUMER_SECRET", code.consumerSecret());
    variables.put("PAYWATT_MPESA_SHORT_CODE", code.code());
    variables.put("PAYWATT_MPESA_PASSKEY", code.passkey());
    variables.put("PAYWATT_MPESA_CALLBACK_TOKEN", "badday0token0badday0token");
    variables.put("PAYWATT_MPESA_CALLBACK_URL", "http://127.0.0.1:" + hub.httpPort());
    variables.put("PAYWATT_MPESA_BASE_URL", mpesa.url());
    return variables;
  }
}
