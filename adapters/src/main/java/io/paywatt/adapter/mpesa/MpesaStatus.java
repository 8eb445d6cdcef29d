package io.paywatt.adapter.mpesa;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.Printable;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.payment.PaymentNotice;

/**
 * Asks for the status of a payment by its receipt. M-Pesa answers by a call of its own, to an address that only it was told
 * and that is good for this receipt only. The answer is kept in memory until the next time the claim is asked about: it may
 * be lost, then it is asked for again.
 */
final class MpesaStatus {
  private static final String KIND = "status";
  private static final int MOST_KEPT = 10_000;

  /** @param cents null when not told */
  private record Told(boolean completed, String receipt, Long cents, String payee, String words) {}

  private final MpesaSettings settings;
  private final Supplier<String> credential;
  private final MpesaProof proof;
  private final Map<String, Told> told = Collections.synchronizedMap(new LinkedHashMap<>() {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Told> eldest) {
      return size() > MOST_KEPT;
    }
  });

  /** @param credential of the initiator, null when there is none */
  MpesaStatus(MpesaSettings settings, Supplier<String> credential, MpesaProof proof) {
    this.settings = settings;
    this.credential = credential;
    this.proof = proof;
  }

  boolean configured() {
    return credential != null;
  }

  MpesaRequest ask(JsonNode confirmed) {
    String receipt = confirmed.path("receipt").asText();
    String back = MpesaDoor.address(settings) + "status/" + receipt + "/" + proof.seal(KIND, receipt);
    return MpesaRequest.of("/mpesa/transactionstatus/v1/query", StrictJson.MAPPER.createObjectNode()
        .put("Initiator", settings.initiator()).put("SecurityCredential", credential.get())
        .put("CommandID", "TransactionStatusQuery").put("TransactionID", receipt).put("PartyA", settings.shortCode())
        .put("IdentifierType", "4").put("ResultURL", back).put("QueueTimeOutURL", back).put("Remarks", "PayWatt")
        .put("Occasion", ""));
  }

  /** M-Pesa has taken the question. */
  String asked(ProviderCall.Answer answer) {
    if (answer.status() != 200) {
      throw MpesaFault.of(answer).exception("to tell the status of a payment");
    }
    return MpesaAnswer.notPaid("unknown", "M-Pesa was asked for the status, its answer is on the way");
  }

  /** M-Pesa's answer. @param path what follows the door: receipt and seal @throws Rejected 404 when we never asked so */
  void result(List<String> path, byte[] raw) {
    if (path.size() != 2 || !MessageDigest.isEqual(proof.seal(KIND, path.get(0)).getBytes(StandardCharsets.US_ASCII),
        path.get(1).getBytes(StandardCharsets.UTF_8))) {
      throw new Rejected(404, "no such address");
    }
    JsonNode result = StrictJson.child(MpesaCallback.body(raw), "Result");
    Map<String, JsonNode> items = MpesaCallback.items(
        result.path("ResultParameters").path("ResultParameter"), "Key");
    String words = result.path("ResultCode").asText("") + " " + result.path("ResultDesc").asText("");
    boolean completed = result.path("ResultCode").asText("").equals("0") && items.containsKey("TransactionStatus")
        && items.get("TransactionStatus").asText().equalsIgnoreCase("Completed");
    told.put(path.get(0), new Told(completed, MpesaCallback.receipt(items.get("ReceiptNo"), "ReceiptNo"),
        MpesaCallback.cents(items.get("Amount"), "Amount"),
        items.containsKey("CreditPartyName") ? items.get("CreditPartyName").asText() : null, Printable.of(words)));
  }

  /** The answer of the query action if M-Pesa's is here, or null. @param confirmed sealed by {@link MpesaClaims} */
  String known(JsonNode confirmed) {
    String receipt = confirmed.path("receipt").asText();
    Told it = told.get(receipt);
    if (it == null) {
      return null;
    }
    long cents = confirmed.path("amount").asLong();
    if (!it.completed()) {
      told.remove(receipt);
      return MpesaAnswer.notPaid("unpaid", "M-Pesa says " + it.words());
    }
    if (it.cents() == null || it.cents() != cents || !receipt.equals(it.receipt())) {
      return MpesaAnswer.notPaid("unknown", "M-Pesa says receipt " + it.receipt() + " over " + it.cents()
          + " cents, the confirmation said " + receipt + " over " + cents);
    }
    if (it.payee() != null && !it.payee().strip().split("[^0-9]", 2)[0].equals(settings.shortCode())) {
      return MpesaAnswer.notPaid("unknown", "M-Pesa says it was paid to " + Printable.of(it.payee()));
    }
    return MpesaAnswer.paid(new PaymentNotice("mpesa", receipt, null, confirmed.path("account").asText(),
        new Money(cents, "KES"), Instant.parse(confirmed.path("paidAt").asText()), null, null), "M-Pesa says " + it.words());
  }
}
