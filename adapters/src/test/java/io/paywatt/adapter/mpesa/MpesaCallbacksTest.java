package io.paywatt.adapter.mpesa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.RunningKamelet;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.Unavailable;
import io.paywatt.ledger.payment.Payables;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** M-Pesa's unsigned callbacks, over the wire through the shipped kamelet. */
class MpesaCallbacksTest {
  private static final String STK = "stk/" + MpesaFixture.ORDER;
  private final List<JsonNode> claims = new CopyOnWriteArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private RunningKamelet running;
  private boolean databaseAway;

  @BeforeEach
  void start() throws Exception {
    start(MpesaFixture.pay());
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void a_paid_push_becomes_a_claim_for_its_order_with_the_receipt() throws Exception {
    String body = MpesaFixture.callback("0", MpesaFixture.PAID_ITEMS);
    assertAccepted(post(STK, body));
    JsonNode claim = claims.get(0);
    assertThat(claims).hasSize(1);
    assertThat(claim.path("provider").asText()).isEqualTo("mpesa");
    assertThat(claim.path("orderId").asText()).isEqualTo(MpesaFixture.ORDER);
    assertThat(claim.path("transactionId").asText()).isEqualTo("SKN7ABCDE1");
    assertThat(claim.path("amount").asLong()).isEqualTo(5000);
    assertThat(claim.path("paidAt").asText()).isEqualTo("2026-11-23T04:00:01Z");
    assertThat(claim.path("client").isNull()).isTrue();
    assertThat(Base64.getDecoder().decode(claim.path("raw").asText())).isEqualTo(body.getBytes());
  }

  @Test
  void a_result_code_may_be_text_and_a_push_that_was_not_paid_claims_nothing() throws Exception {
    assertAccepted(post(STK, MpesaFixture.callback("\"0\"", MpesaFixture.PAID_ITEMS)));
    assertThat(claims).hasSize(1);
    for (String code : List.of("1", "1032", "\"1037\"", "2001")) {
      assertAccepted(post(STK, MpesaFixture.callback(code, null)));
    }
    assertThat(claims).hasSize(1);
  }

  @Test
  void a_wrong_token_or_another_path_does_not_exist() throws Exception {
    String body = MpesaFixture.callback("0", MpesaFixture.PAID_ITEMS);
    for (String path : List.of("mobile/0123456789abcdef0123456789abcdeF/" + STK, "mobile//" + STK, "mobile/x/" + STK)) {
      assertThat(send(path, body).statusCode()).as(path).isEqualTo(404);
    }
    assertThat(send("mpesa/" + MpesaFixture.TOKEN + "/" + STK, body).statusCode()).as("any word before the token").isEqualTo(200);
    assertThat(claims).hasSize(1);
  }

  @Test
  void with_a_list_of_addresses_nobody_else_comes_in() throws Exception {
    restart(MpesaFixture.pay(MpesaSettings.DEFAULT_BASE_URL, false, "196.201.212.0/22"));
    assertThat(post(STK, MpesaFixture.callback("0", MpesaFixture.PAID_ITEMS)).statusCode()).isEqualTo(403);
    restart(MpesaFixture.pay(MpesaSettings.DEFAULT_BASE_URL, false, "196.201.212.0/22", "127.0.0.0/8"));
    assertAccepted(post(STK, MpesaFixture.callback("0", MpesaFixture.PAID_ITEMS)));
    assertThatThrownBy(() -> MpesaFixture.pay(MpesaSettings.DEFAULT_BASE_URL, false, "196.201.212.0/40"))
        .hasMessageContaining("paywatt.mpesa.allowed-addresses").hasMessageContaining("/40");
  }

  @Test
  void bad_input_is_refused_by_name_and_claims_nothing() throws Exception {
    for (String body : List.of("{", "[]", "null", "{}", "{\"Body\":{}}", "{\"Body\":1,\"Body\":2}",
        MpesaFixture.callback("0", "{\"Name\":\"Amount\",\"Value\":-50}"), MpesaFixture.callback("0", "{\"Name\":\"Amount\",\"Value\":1e2}"),
        MpesaFixture.callback("0", "{\"Name\":\"Amount\",\"Value\":0.001}"),
        MpesaFixture.callback("0", "{\"Name\":\"MpesaReceiptNumber\",\"Value\":\"' OR 1=1\"}"))) {
      assertThat(post(STK, body).statusCode()).as(body).isEqualTo(400);
    }
    for (String amount : List.of("\"-50.00\"", "\"\"", "\"50,00\"", "0", "1e400", "[50]", "\"50.001\"")) {
      HttpResponse<String> answer = post("confirmation", MpesaFixture.payBill("14200000012", amount));
      assertThat(answer.statusCode()).as(amount).isEqualTo(400);
      assertThat(answer.body()).contains("TransAmount");
    }
    assertThat(post("confirmation", MpesaFixture.payBill("14200000012", "50").replace("174379", "174380")).statusCode()).isEqualTo(400);
    assertThat(claims).isEmpty();
  }

  @Test
  void a_confirmation_becomes_a_claim_for_the_meter_however_it_was_typed() throws Exception {
    for (String typed : List.of("14200000012", " 1420 0000 012 ", "Demo03", "demo04", "nobody")) {
      assertAccepted(post("confirmation", MpesaFixture.payBill(typed, "\"50.00\"")));
    }
    assertThat(claims).extracting(claim -> claim.path("meter").asText())
        .containsExactly("14200000012", "14200000012", "Demo03", "DEMO04", "NOBODY");
    assertThat(claims).allSatisfy(claim -> {
      assertThat(claim.path("orderId").isNull()).isTrue();
      assertThat(claim.at("/client/proof").asText()).hasSize(64);
    });
  }

  @Test
  void the_confirmation_of_a_push_is_a_claim_for_its_order_not_a_second_payment() throws Exception {
    assertAccepted(post("confirmation", MpesaFixture.payBill(MpesaPush.reference(MpesaFixture.ORDER), "50")));
    assertThat(claims).singleElement().satisfies(claim -> {
      assertThat(claim.path("orderId").asText()).isEqualTo(MpesaFixture.ORDER);
      assertThat(claim.path("meter").isNull()).isTrue();
      assertThat(claim.path("client").isNull()).isTrue();
    });
  }

  @Test
  void a_payment_without_account_can_never_prove_itself() throws Exception {
    assertAccepted(post("confirmation", MpesaFixture.payBill("", "50")));
    assertThat(claims).singleElement().satisfies(claim -> assertThat(claim.path("client").isNull()).isTrue());
  }

  @Test
  void validation_knows_meters_open_orders_and_limits() throws Exception {
    assertThat(validated("14200000012", "\"50.00\"")).isEqualTo("0");
    assertThat(validated(" demo04 ", "50")).isEqualTo("0");
    assertThat(validated(MpesaPush.reference(MpesaFixture.ORDER), "50")).isEqualTo("0");
    assertThat(validated("nobody", "50")).isEqualTo("C2B00012");
    assertThat(validated("", "50")).isEqualTo("C2B00012");
    assertThat(validated("14200000012", "9")).isEqualTo("C2B00013");
    assertThat(validated("14200000012", "1001")).isEqualTo("C2B00013");
    assertThat(claims).isEmpty();
  }

  @Test
  void what_could_not_be_stored_is_never_acknowledged() throws Exception {
    databaseAway = true;
    assertThat(post(STK, MpesaFixture.callback("0", MpesaFixture.PAID_ITEMS)).statusCode()).isEqualTo(500);
  }

  @Test
  void without_configuration_there_is_nothing() throws Exception {
    restart(new MpesaPay(null, (Payables) null, 1, 2, io.paywatt.adapter.Vectors.CLOCK));
    assertThat(post(STK, MpesaFixture.callback("0", MpesaFixture.PAID_ITEMS)).statusCode()).isEqualTo(404);
  }

  private String validated(String account, String amount) throws Exception {
    HttpResponse<String> answer = post("validation", MpesaFixture.payBill(account, amount));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return StrictJson.MAPPER.readTree(answer.body()).path("ResultCode").asText();
  }

  private static void assertAccepted(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"ResultCode\":\"0\",\"ResultDesc\":\"Accepted\"}");
  }

  private HttpResponse<String> post(String door, String body) throws Exception {
    return send("mobile/" + MpesaFixture.TOKEN + "/" + door, body);
  }

  private HttpResponse<String> send(String path, String body) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.port() + "/webhooks/" + path))
        .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private void restart(MpesaPay pay) throws Exception {
    running.close();
    start(pay);
  }

  private void start(MpesaPay pay) throws Exception {
    running = new RunningKamelet(Map.of("mpesaPay", pay), new RouteBuilder() {
      @Override
      public void configure() {
        for (String door : List.of("stk", "confirmation")) {
          from("kamelet:mpesa-callback-source?door=" + door).process(exchange -> {
            if (databaseAway) {
              throw new Unavailable("database down", null);
            }
            claims.add(StrictJson.object(exchange.getMessage().getBody(byte[].class), "the claim"));
          });
        }
        from("kamelet:mpesa-callback-source?door=validation").bean(pay, "validate");
        from("kamelet:mpesa-callback-source?door=status").stop();
      }
    }, 65_536);
  }
}
