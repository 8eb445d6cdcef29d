package io.paywatt.adapter.mpesa;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.function.Supplier;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.adapter.ActionBody;
import io.paywatt.adapter.Printable;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.payment.PaymentNotice;

/**
 * Pushes a request to pay to the payer's phone, and asks what became of it. The proof of payment is M-Pesa's answer that the
 * push has ended with 0; the push is tied to its order and amount by our seal, and one push is at most one payment, so its
 * number is the payment's.
 */
final class MpesaPush {
  static final String KIND = "push";
  private static final String PUSH = "/mpesa/stkpush/v1/processrequest";
  private static final String QUERY = "/mpesa/stkpushquery/v1/query";
  private static final int REFERENCE = 12;
  private static final int DESCRIPTION = 13;
  /** The push has failed for good: no money, cancelled by the payer, wrong PIN. Others may yet turn out to be paid. */
  private static final Set<String> ENDED = Set.of("1", "1032", "2001");

  private final MpesaSettings settings;
  private final Supplier<String> passkey;
  private final MpesaProof proof;
  private final Clock clock;

  MpesaPush(MpesaSettings settings, Supplier<String> passkey, MpesaProof proof, Clock clock) {
    this.settings = settings;
    this.passkey = passkey;
    this.proof = proof;
    this.clock = clock;
  }

  /** @throws Rejected 400 or 422 naming the field of the top-up that is missing or wrong */
  MpesaRequest open(JsonNode topup) {
    String id = StrictJson.text(topup, "id", 64);
    String method = StrictJson.optionalText(topup, "method", 32);
    if (method != null && !method.equals("stk")) {
      throw new Rejected(422, "method is " + Printable.of(method) + ", allowed with M-Pesa is stk");
    }
    String phone = phone(topup);
    ObjectNode body = signed(clock.instant())
        .put("TransactionType", settings.type().equals("till") ? "CustomerBuyGoodsOnline" : "CustomerPayBillOnline")
        .put("Amount", shillings(topup)).put("PartyA", phone).put("PartyB", settings.payee()).put("PhoneNumber", phone)
        .put("CallBackURL", MpesaDoor.address(settings) + "stk/" + id)
        .put("AccountReference", reference(id)).put("TransactionDesc", shortened(id));
    return MpesaRequest.of(PUSH, body);
  }

  /** What the payer sees as account: the end of our order number, which is its random part. */
  static String reference(String order) {
    return order.substring(Math.max(0, order.length() - REFERENCE));
  }

  /** @return what finds this push again, sealed; the payer's client shows the message */
  String opened(JsonNode topup, ProviderCall.Answer answer) {
    JsonNode body = accepted(answer, "an order");
    ObjectNode client = StrictJson.MAPPER.createObjectNode()
        .put("checkoutRequestId", required(body, "CheckoutRequestID"))
        .put("merchantRequestId", required(body, "MerchantRequestID"))
        .put("message", body.path("CustomerMessage").asText(""))
        .put("order", StrictJson.text(topup, "id", 64)).put("amount", StrictJson.amount(topup, "amount"))
        .put("requestedAt", Instant.ofEpochSecond(clock.instant().getEpochSecond()).toString());
    return proof.seal(KIND, client).toString();
  }

  /** @param client sealed by {@link #opened} */
  MpesaRequest query(JsonNode client) {
    return MpesaRequest.of(QUERY,
        signed(clock.instant()).put("CheckoutRequestID", client.path("checkoutRequestId").asText()));
  }

  /** What M-Pesa says about the push. */
  String state(JsonNode client, ProviderCall.Answer answer) {
    MpesaFault fault = answer.status() == 200 ? null : MpesaFault.of(answer);
    if (fault != null && fault.inProcess()) {
      return MpesaAnswer.notPaid("unknown", "M-Pesa is still dealing with the push");
    }
    JsonNode body = accepted(answer, "a query");
    String push = client.path("checkoutRequestId").asText();
    if (!required(body, "CheckoutRequestID").equals(push)) {
      throw new Unavailable("M-Pesa's answer to a query is about another push", null);
    }
    String code = body.path("ResultCode").asText("");
    String words = "M-Pesa says " + Printable.of(code) + ": " + Printable.of(body.path("ResultDesc").asText(""));
    if (!code.equals("0")) {
      return MpesaAnswer.notPaid(ENDED.contains(code) ? "closed" : code.isEmpty() ? "unknown" : "unpaid", words);
    }
    // The time of the push, not of the payment some seconds later: the answer does not hold that.
    return MpesaAnswer.paid(new PaymentNotice("mpesa", push, client.path("order").asText(), null,
        new Money(client.path("amount").asLong(), "KES"), Instant.parse(client.path("requestedAt").asText()), null,
        answer.body()), words);
  }

  private ObjectNode signed(Instant now) {
    String timestamp = MpesaTime.write(now);
    return StrictJson.MAPPER.createObjectNode().put("BusinessShortCode", settings.shortCode())
        .put("Password", password(settings.shortCode(), passkey.get(), timestamp)).put("Timestamp", timestamp);
  }

  static String password(String shortCode, String passkey, String timestamp) {
    return Base64.getEncoder().encodeToString((shortCode + passkey + timestamp).getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode accepted(ProviderCall.Answer answer, String what) {
    if (answer.status() != 200) {
      throw MpesaFault.of(answer).exception(what);
    }
    JsonNode body;
    try {
      body = StrictJson.object(answer.body(), "the answer");
    } catch (Rejected e) {
      throw new Unavailable("M-Pesa's answer to " + what + " can't be read: " + e.getMessage(), e);
    }
    if (!body.path("ResponseCode").asText("").equals("0")) {
      throw new Rejected(422, "M-Pesa refused " + what + ": " + Printable.of(body.path("ResponseCode").asText("")) + " "
          + Printable.of(body.path("ResponseDescription").asText("")));
    }
    return body;
  }

  private static String required(JsonNode body, String field) {
    try {
      return StrictJson.text(body, field, 128);
    } catch (Rejected e) {
      throw new Unavailable("M-Pesa's answer can't be read: " + e.getMessage(), e);
    }
  }

  private static long shillings(JsonNode topup) {
    String currency = StrictJson.currency(topup, "currency");
    if (!currency.equals("KES")) {
      throw new Rejected(422, "currency is " + currency + ", allowed with M-Pesa is KES");
    }
    long amount = StrictJson.amount(topup, "amount");
    if (amount % 100 != 0) {
      throw new Rejected(422, "amount is " + amount + " cents, allowed with M-Pesa are whole shillings: a multiple of 100");
    }
    return amount / 100;
  }

  private static String phone(JsonNode topup) {
    String phone = ActionBody.payerText(topup, "phone", 20).replaceFirst("^\\+", "");
    if (!phone.matches("254[17][0-9]{8}")) {
      throw new Rejected(422, "payer.phone must be 2547 or 2541 and 8 digits");
    }
    return phone;
  }

  private static String shortened(String id) {
    return id.substring(Math.max(0, id.length() - DESCRIPTION));
  }
}
