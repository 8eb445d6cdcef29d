package io.paywatt.it.provider;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.http.Faults;
import io.paywatt.simulator.http.Outage;
import io.paywatt.simulator.mpesa.Bodies;
import io.paywatt.simulator.mpesa.Mpesa;
import io.paywatt.simulator.mpesa.Payment;
import io.paywatt.simulator.mpesa.Push;
import io.paywatt.simulator.mpesa.ShortCode;

/** M-Pesa's simulator. A notice is a callback that nobody signed; the forged ones know the secret address. */
final class MpesaDriver implements ProviderDriver {
  private static final String TOKEN = "contract0token0contract0token";
  private static final String NOT_BELIEVED = "what a callback says of the money is not believed, the push itself is asked for";

  private final Mpesa mpesa = Mpesa.start(ShortCode.generate(), 0, Faults.none());
  private String confirmations;
  private int asked;

  @Override
  public String provider() {
    return "mpesa";
  }

  @Override
  public String currency() {
    return "KES";
  }

  @Override
  public String payer() {
    return "{\"phone\":\"254712345678\"}";
  }

  @Override
  public Map<String, String> settings(String hub) {
    confirmations = hub + "/webhooks/mobile/" + TOKEN + "/confirmation";
    ShortCode code = mpesa.shortCode();
    Map<String, String> variables = new TreeMap<>();
    variables.put("PAYWATT_MPESA_CONSUMER_KEY", code.consumerKey());
    variables.put("PAYWATT_MPESA_CONSUMER_SECRET", code.consumerSecret());
    variables.put("PAYWATT_MPESA_SHORT_CODE", code.code());
    variables.put("PAYWATT_MPESA_PASSKEY", code.passkey());
    variables.put("PAYWATT_MPESA_CALLBACK_TOKEN", TOKEN);
    variables.put("PAYWATT_MPESA_CALLBACK_URL", hub);
    variables.put("PAYWATT_MPESA_BASE_URL", mpesa.url());
    return variables;
  }

  @Override
  public Map<Case, String> inexpressible() {
    return Map.of(Case.STALE, "a callback has no time that is signed", Case.WRONG_AMOUNT, NOT_BELIEVED,
        Case.WRONG_CURRENCY, "M-Pesa has one currency and never names it", Case.CONFLICT, NOT_BELIEVED,
        Case.REFUND_FIRST, "there are no notices of refunds");
  }

  @Override
  public List<Told> send(Case kind, Purchase purchase) throws Exception {
    String push = purchase.client().path("checkoutRequestId").asText();
    asked = mpesa.queries(push);
    if (kind == Case.FORGED) {
      return List.of(told(unpaid(push)));
    }
    if (kind == Case.WRONG_MERCHANT) {
      asked = -1;
      return List.of(sent(confirmations, confirmation(unpaid(push), "999999")));
    }
    Push paid = mpesa.settle(push);
    return switch (kind) {
      case REPLAYED -> List.of(told(paid), told(paid));
      case DOUBLED -> List.of(told(paid), sent(confirmations, confirmation(paid, mpesa.shortCode().code())));
      default -> List.of(told(paid));
    };
  }

  @Override
  public Told expected(Case kind) {
    return kind == Case.WRONG_MERCHANT ? new Told(400, "BusinessShortCode") : new Told(200, "Accepted");
  }

  @Override
  public void settled(Purchase purchase) {
    String push = purchase.client().path("checkoutRequestId").asText();
    if (asked >= 0) {
      await("the hub to ask about the push").atMost(Duration.ofSeconds(60)).until(() -> mpesa.queries(push) > asked);
    }
  }

  @Override
  public void down(Case kind) {
    mpesa.outage(kind == null ? Outage.NONE : kind == Case.DOWN_SILENT ? Outage.SILENT : Outage.ERRORS);
  }

  @Override
  public void close() {
    mpesa.close();
  }

  /** The push as if it were paid. */
  private Push unpaid(String id) {
    Push open = mpesa.push(id);
    return new Push(id, open.merchantRequestId(), open.shillings(), open.phone(), open.reference(), open.callbackUrl(), 0,
        "SFORGED001", Instant.now());
  }

  private static ObjectNode confirmation(Push paid, String shortCode) {
    return Bodies.payBill(shortCode, new Payment(paid.receipt(), paid.reference(), paid.shillings(), paid.phone(), paid.endedAt()));
  }

  private Told told(Push paid) throws IOException {
    return sent(paid.callbackUrl(), Bodies.push(paid));
  }

  private Told sent(String url, ObjectNode body) throws IOException {
    return Told.of(mpesa.post(url, body));
  }
}
