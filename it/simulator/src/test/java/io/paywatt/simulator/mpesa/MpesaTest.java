package io.paywatt.simulator.mpesa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.http.Faults;
import io.paywatt.simulator.http.HttpCaller;
import io.paywatt.simulator.http.WireRequest;
import io.paywatt.simulator.http.WireResponse;
import io.paywatt.simulator.http.WireServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A merchant's program, written here by hand after the documentation, speaks to the simulator. */
class MpesaTest {
  private final Mpesa mpesa = Mpesa.start(ShortCode.generate(), 0, Faults.none());
  private final HttpCaller http = new HttpCaller(Duration.ofSeconds(5));
  private final List<WireRequest> calls = new CopyOnWriteArrayList<>();
  private WireServer hub;
  private String validation = "0";

  @BeforeEach
  void start() {
    hub = WireServer.start(0, request -> {
      calls.add(request);
      return WireResponse.json(200, Json.object().put("ResultCode", request.path().contains("valid") ? validation : "0"));
    });
  }

  @AfterEach
  void close() {
    mpesa.close();
    hub.close();
  }

  @Test
  void a_push_is_paid_called_back_and_found_by_a_query() throws Exception {
    JsonNode opened = call("/mpesa/stkpush/v1/processrequest", push());
    String id = opened.path("CheckoutRequestID").asText();
    assertThat(call("/mpesa/stkpushquery/v1/query", signed().put("CheckoutRequestID", id)).path("errorCode").asText())
        .isEqualTo("500.001.1001");
    assertThat(mpesa.pay(id).done().get(10, TimeUnit.SECONDS)).isTrue();
    JsonNode callback = Json.parse(calls.get(0).body()).at("/Body/stkCallback");
    assertThat(callback.path("CheckoutRequestID").asText()).isEqualTo(id);
    assertThat(new String(calls.get(0).body(), StandardCharsets.UTF_8)).contains("\"Value\":50.00", mpesa.push(id).receipt());
    assertThat(call("/mpesa/stkpushquery/v1/query", signed().put("CheckoutRequestID", id)).path("ResultCode").asText()).isEqualTo("0");
  }

  @Test
  void fields_that_daraja_refuses_are_refused() throws Exception {
    for (Map.Entry<String, String> wrong : Map.of("CallBackURL", "https://x.example.com/webhooks/mpesa", "AccountReference",
        "PW20261123000001", "PhoneNumber", "0712345678", "Amount", "50.5", "TransactionDesc", "far too long for it").entrySet()) {
      JsonNode answer = call("/mpesa/stkpush/v1/processrequest", push().put(wrong.getKey(), wrong.getValue()));
      assertThat(answer.path("errorMessage").asText()).contains(wrong.getKey());
    }
    assertThat(call("/mpesa/stkpush/v1/processrequest", push().put("Password", "x")).path("errorCode").asText()).isNotEmpty();
    assertThat(mpesa.pushes()).isEmpty();
  }

  @Test
  void at_the_pay_bill_the_merchant_is_asked_then_told() throws Exception {
    call("/mpesa/c2b/v2/registerurl", Json.object().put("ShortCode", mpesa.shortCode().code()).put("ResponseType", "Completed")
        .put("ConfirmationURL", hub.url() + "/confirm").put("ValidationURL", hub.url() + "/valid"));
    Payment payment = mpesa.payBill("142", 50, "254712345678");
    await().until(() -> calls.size() == 2);
    assertThat(calls).extracting(WireRequest::path).containsExactly("/valid", "/confirm");
    assertThat(Json.parse(calls.get(1).body()).path("TransID").asText()).isEqualTo(payment.receipt());
    validation = "C2B00012";
    assertThat(mpesa.payBill("nobody", 50, "254712345678")).isNull();
    assertThat(mpesa.payments()).hasSize(1);
  }

  @Test
  void the_status_of_a_receipt_is_told_later() throws Exception {
    Payment payment = mpesa.payBill("142", 50, "254712345678");
    call("/mpesa/transactionstatus/v1/query", Json.object().put("Initiator", mpesa.shortCode().initiator())
        .put("SecurityCredential", mpesa.shortCode().securityCredential()).put("CommandID", "TransactionStatusQuery")
        .put("TransactionID", payment.receipt()).put("PartyA", mpesa.shortCode().code()).put("IdentifierType", "4")
        .put("ResultURL", hub.url() + "/status").put("QueueTimeOutURL", hub.url() + "/status").put("Remarks", "x"));
    await().until(() -> calls.size() == 1);
    assertThat(Json.parse(calls.get(0).body()).toString()).contains("Completed", payment.receipt());
  }

  @Test
  void without_a_token_nothing_is_done() throws Exception {
    mpesa.forgetTokens();
    byte[] answer = http.call("POST", mpesa.url() + "/mpesa/stkpush/v1/processrequest",
        Map.of("Authorization", "Bearer old", "Content-Type", "application/json"), Json.bytes(push())).body();
    assertThat(Json.parse(answer).path("errorCode").asText()).isEqualTo("404.001.03");
  }

  private ObjectNode signed() {
    String timestamp = Times.digits(Instant.now());
    String password = mpesa.shortCode().code() + mpesa.shortCode().passkey() + timestamp;
    return Json.object().put("BusinessShortCode", mpesa.shortCode().code()).put("Timestamp", timestamp)
        .put("Password", Base64.getEncoder().encodeToString(password.getBytes(StandardCharsets.UTF_8)));
  }

  private ObjectNode push() {
    return signed().put("TransactionType", "CustomerPayBillOnline").put("Amount", 50).put("PartyA", "254712345678")
        .put("PartyB", mpesa.shortCode().code()).put("PhoneNumber", "254712345678").put("CallBackURL", hub.url() + "/stk")
        .put("AccountReference", "ABCDEFGHIJKL").put("TransactionDesc", "top-up");
  }

  private JsonNode call(String path, ObjectNode body) throws Exception {
    String basic = Base64.getEncoder().encodeToString(
        (mpesa.shortCode().consumerKey() + ":" + mpesa.shortCode().consumerSecret()).getBytes(StandardCharsets.UTF_8));
    String token = http.call("GET", mpesa.url() + "/oauth/v1/generate?grant_type=client_credentials",
        Map.of("Authorization", "Basic " + basic), null).json().path("access_token").asText();
    return http.call("POST", mpesa.url() + path, Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
        Json.bytes(body)).json();
  }
}
