package io.paywatt.it.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.it.support.Api;
import io.paywatt.it.support.HubProcess;
import io.paywatt.it.support.Sql;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.http.Faults;
import io.paywatt.simulator.mpesa.Bodies;
import io.paywatt.simulator.mpesa.Mpesa;
import io.paywatt.simulator.mpesa.Payment;
import io.paywatt.simulator.mpesa.Push;
import io.paywatt.simulator.mpesa.ShortCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What credits with M-Pesa and what does not, with an initiator: the whole hub, the whole exchange. */
class MpesaEvidenceTest {
  private static final String TOKEN = "evidence0token0evidence0token";
  private static final String PHONE = "254712345678";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static Mpesa mpesa;
  private static HubProcess hub;
  private static Sql sql;

  @BeforeAll
  static void start() throws Exception {
    mpesa = Mpesa.start(ShortCode.generate(), 0, Faults.none());
    hub = new HubProcess("mpesa-evidence");
    ShortCode code = mpesa.shortCode();
    Map.of("CONSUMER_KEY", code.consumerKey(), "CONSUMER_SECRET", code.consumerSecret(), "SHORT_CODE", code.code(), "PASSKEY",
        code.passkey(), "CALLBACK_TOKEN", TOKEN, "CALLBACK_URL", "http://127.0.0.1:" + hub.httpPort(), "BASE_URL", mpesa.url(),
        "INITIATOR", code.initiator(), "SECURITY_CREDENTIAL", code.securityCredential())
        .forEach((name, value) -> hub.with("PAYWATT_MPESA_" + name, value));
    hub.with("PAYWATT_CURRENCY", "KES").with("PAYWATT_INQUIRY_SCHEDULE", "1s").start();
    sql = new Sql(hub.servers());
    register();
  }

  @AfterAll
  static void stop() {
    hub.close();
    mpesa.close();
  }

  @Test
  void a_payment_at_the_pay_bill_is_credited_once_when_mpesa_has_confirmed_it() throws Exception {
    account("BILL");
    assertThat(mpesa.payBill("nobody", 50, PHONE)).as("an unknown meter").isNull();
    Payment payment = mpesa.payBill(" m-bill", 50, PHONE);
    mpesa.post(address("confirmation"), Bodies.payBill(mpesa.shortCode().code(), payment));
    await().atMost(PATIENCE).until(() -> hub.api().balance("A-BILL") == 5000);
    assertThat(payments("'" + payment.receipt() + "'")).isEqualTo(1);
  }

  @Test
  void a_push_told_by_callback_and_confirmation_is_one_payment() throws Exception {
    Push push = mpesa.push(order("TWICE", "PUSH"));
    mpesa.pay(push.checkoutRequestId());
    await().atMost(PATIENCE).until(() -> hub.api().balance("A-TWICE") == 5000);
    String receipt = mpesa.push(push.checkoutRequestId()).receipt();
    await("the claims to be settled").atMost(PATIENCE).until(() -> sql.number(
        "SELECT COUNT(*) FROM inquiry WHERE state = 'open' AND transaction_id = '" + receipt + "'") == 0);
    assertThat(payments("'" + push.checkoutRequestId() + "', '" + receipt + "'")).isEqualTo(1);
    assertThat(hub.api().balance("A-TWICE")).isEqualTo(5000);
  }

  @Test
  void a_push_whose_callback_was_lost_is_found_by_asking() throws Exception {
    mpesa.settle(order("LOST", "PUSH"));
    await().atMost(PATIENCE).until(() -> hub.api().balance("A-LOST") == 5000);
  }

  @Test
  void what_was_paid_for_nobody_is_parked_and_what_is_more_than_a_top_up_may_be_is_credited() throws Exception {
    account("MUCH");
    Payment nobodys = mpesa.payUntold("NOBODY", 30, PHONE);
    Payment much = mpesa.payUntold("M-MUCH", 20_000, PHONE);
    String ours = mpesa.shortCode().code();
    assertThat(mpesa.post(address("validation"), Bodies.payBill(ours, much)).json().path("ResultCode").asText())
        .as("asked before it is paid").isEqualTo("C2B00013");
    mpesa.post(address("confirmation"), Bodies.payBill(ours, nobodys));
    mpesa.post(address("confirmation"), Bodies.payBill(ours, much));
    await().atMost(PATIENCE).until(() -> hub.api().balance("A-MUCH") == 2_000_000);
    await().atMost(PATIENCE).until(() -> sql.number("SELECT COUNT(*) FROM payment WHERE state = 'parked' AND"
        + " provider_transaction_id = '" + nobodys.receipt() + "'") == 1);
  }

  @Test
  void a_confirmation_somebody_made_up_credits_nothing() throws Exception {
    account("MADEUP");
    Payment madeUp = new Payment("SMADEUP001", "M-MADEUP", 50, PHONE, Instant.now());
    assertThat(mpesa.post(address("confirmation"), Bodies.payBill(mpesa.shortCode().code(), madeUp)).status()).isEqualTo(200);
    askedAbout("SMADEUP001", 3);
    assertThat(hub.api().balance("A-MADEUP")).isZero();
    assertThat(payments("'SMADEUP001'")).isZero();
  }

  @Test
  void a_confirmation_over_more_than_was_paid_credits_nothing() throws Exception {
    account("MORE");
    Payment little = mpesa.payUntold("M-MORE", 1, PHONE);
    Payment much = new Payment(little.receipt(), little.account(), 5000, PHONE, little.at());
    mpesa.post(address("confirmation"), Bodies.payBill(mpesa.shortCode().code(), much));
    askedAbout(little.receipt(), 3);
    assertThat(hub.api().balance("A-MORE")).isZero();
  }

  @Test
  void the_callback_of_a_cheap_push_does_not_pay_a_dear_order() throws Exception {
    Push cheap = mpesa.settle(order("CHEAP", "PUSH"));
    String dear = order("DEAR", "PUSH");
    ObjectNode body = Bodies.push(cheap);
    mpesa.post(mpesa.push(dear).callbackUrl(), body);
    askedAbout(cheap.receipt(), 2);
    assertThat(hub.api().balance("A-DEAR")).isZero();
    await().atMost(PATIENCE).until(() -> hub.api().balance("A-CHEAP") == 5000);
  }

  private static void askedAbout(String receipt, int times) {
    await("the hub to ask about " + receipt).atMost(PATIENCE).until(() -> sql.number(
        "SELECT COALESCE(MAX(attempts), 0) FROM inquiry WHERE transaction_id = '" + receipt + "'") >= times);
  }

  private static String order(String name, String key) {
    account(name);
    Api.Answer answer = hub.api().post("/api/v1/topups", "application/json", """
        {"meter":"M-%s","amount":5000,"currency":"KES","provider":"mpesa","payer":{"phone":"%s"}}""".formatted(name, PHONE),
        Map.of("Idempotency-Key", name + key));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json().at("/client/checkoutRequestId").asText();
  }

  private static void account(String name) {
    Api.Answer imported = hub.api().importLines(String.join(",", "Evidence", name, "A-" + name, "Asha", "", "en",
        "M-" + name, "native", "flat", "0", "0", "1"));
    assertThat(imported.status()).as(imported.body()).isEqualTo(201);
  }

  private static long payments(String transactions) {
    return sql.number("SELECT COUNT(*) FROM payment WHERE provider_transaction_id IN (" + transactions + ")");
  }

  private static String address(String door) {
    return "http://127.0.0.1:" + hub.httpPort() + "/webhooks/mobile/" + TOKEN + "/" + door;
  }

  private static void register() throws Exception {
    ShortCode code = mpesa.shortCode();
    HttpClient http = HttpClient.newHttpClient();
    String basic = Base64.getEncoder().encodeToString(
        (code.consumerKey() + ":" + code.consumerSecret()).getBytes(StandardCharsets.UTF_8));
    String token = Json.parse(http.send(HttpRequest.newBuilder(URI.create(mpesa.url() + "/oauth/v1/generate"))
        .header("Authorization", "Basic " + basic).build(), HttpResponse.BodyHandlers.ofByteArray()).body()).path("access_token").asText();
    ObjectNode body = Json.object().put("ShortCode", code.code()).put("ResponseType", "Completed")
        .put("ConfirmationURL", address("confirmation")).put("ValidationURL", address("validation"));
    assertThat(http.send(HttpRequest.newBuilder(URI.create(mpesa.url() + "/mpesa/c2b/v2/registerurl"))
        .header("Authorization", "Bearer " + token).POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body))).build(),
        HttpResponse.BodyHandlers.discarding()).statusCode()).isEqualTo(200);
  }
}
