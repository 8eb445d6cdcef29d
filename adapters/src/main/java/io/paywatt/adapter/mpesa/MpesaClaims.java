package io.paywatt.adapter.mpesa;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.adapter.Printable;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.payment.Payables;

/** Makes claims of callbacks. Nobody has signed them: what they say is asked again before anything is credited. */
final class MpesaClaims {
  /** Seal of what came to the secret address as M-Pesa's own confirmation. */
  static final String CONFIRMED = "confirmation";
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd").withZone(ZoneOffset.UTC);
  /** An order may be paid until then, in days. */
  private static final int RECENT = 3;

  private final MpesaSettings settings;
  private final Payables payables;
  private final MpesaProof proof;
  private final Clock clock;

  MpesaClaims(MpesaSettings settings, Payables payables, MpesaProof proof, Clock clock) {
    this.settings = settings;
    this.payables = payables;
    this.proof = proof;
    this.clock = clock;
  }

  /** @param path what follows the door: our order number. @return null when nobody says that anything was paid */
  byte[] push(List<String> path, byte[] raw) {
    JsonNode callback = StrictJson.child(StrictJson.child(MpesaCallback.body(raw), "Body"), "stkCallback");
    StrictJson.text(callback, "CheckoutRequestID", 128);
    if (!callback.path("ResultCode").asText("").equals("0")) {
      return null;
    }
    Map<String, JsonNode> items = MpesaCallback.items(callback.path("CallbackMetadata").path("Item"), "Name");
    String order = path.isEmpty() ? null : path.get(0);
    if (order != null && !order.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new Rejected(404, "no such address");
    }
    String receipt = MpesaCallback.receipt(items.get("MpesaReceiptNumber"), "MpesaReceiptNumber");
    if (order == null && receipt == null) {
      throw new Rejected(400, "the callback names neither our order nor a receipt");
    }
    ObjectNode claim = claim(receipt, MpesaCallback.cents(items.get("Amount"), "Amount"),
        MpesaCallback.time(items.get("TransactionDate")), "mpesa-callback", raw);
    return bytes(claim.put("orderId", order));
  }

  /** A payment at the pay bill, told after it was made. */
  byte[] confirmation(byte[] raw) {
    JsonNode body = ours(raw);
    String receipt = MpesaCallback.receipt(body.get("TransID"), "TransID");
    Long cents = MpesaCallback.cents(body.get("TransAmount"), "TransAmount");
    if (receipt == null || cents == null) {
      throw new Rejected(400, (receipt == null ? "TransID" : "TransAmount") + " is missing");
    }
    String at = MpesaCallback.time(body.get("TransTime"));
    ObjectNode claim = claim(receipt, cents, at, "mpesa-confirmation", raw);
    String account = account(body);
    String order = account.isEmpty() || payables.meterKnown(account) ? null : order(account);
    if (order != null) {
      // A push is told twice, here as well. It is one payment: the push is asked for.
      return bytes(claim.put("orderId", order));
    }
    if (!account.isEmpty()) {
      claim.put("meter", account);
      if (at != null) {
        claim.set("client", proof.seal(CONFIRMED, StrictJson.MAPPER.createObjectNode().put("receipt", receipt)
            .put("account", account).put("amount", cents).put("paidAt", at)));
      }
    }
    return bytes(claim);
  }

  /** What somebody is about to pay at the pay bill. @return {@code {"meter","order","amount"}}, each possibly null */
  byte[] validation(byte[] raw) {
    JsonNode body = ours(raw);
    String account = account(body);
    boolean meter = !account.isEmpty() && payables.meterKnown(account);
    return bytes(StrictJson.MAPPER.createObjectNode().put("meter", meter ? account : null)
        .put("order", meter || account.isEmpty() ? null : order(account))
        .put("amount", MpesaCallback.cents(body.get("TransAmount"), "TransAmount")));
  }

  private JsonNode ours(byte[] raw) {
    JsonNode body = MpesaCallback.body(raw);
    String shortCode = body.path("BusinessShortCode").asText("");
    if (!shortCode.equals(settings.shortCode()) && !shortCode.equals(settings.payee())) {
      throw new Rejected(400, "BusinessShortCode is " + Printable.of(shortCode) + ", ours is " + settings.shortCode());
    }
    return body;
  }

  /** As customers type it: with blanks, in small letters. A serial in small letters is found as it is. */
  private String account(JsonNode body) {
    String typed = body.path("BillRefNumber").asText("").replaceAll("\\s+", "");
    if (typed.length() > 64 || typed.chars().anyMatch(Character::isISOControl)) {
      throw new Rejected(400, "BillRefNumber must be at most 64 characters");
    }
    return !typed.isEmpty() && payables.meterKnown(typed) ? typed : typed.toUpperCase(Locale.ROOT);
  }

  /** The recent order that ends with this reference, or null. */
  private String order(String reference) {
    if (payables.orderKnown(reference)) {
      return reference;
    }
    for (int day = 0; day < RECENT; day++) {
      String order = "PW" + DAY.format(clock.instant().minusSeconds(86_400L * day)) + reference;
      if (payables.orderKnown(order)) {
        return order;
      }
    }
    return null;
  }

  private static ObjectNode claim(String receipt, Long cents, String at, String source, byte[] raw) {
    return StrictJson.MAPPER.createObjectNode().put("provider", "mpesa").put("transactionId", receipt)
        .putNull("orderId").putNull("meter").put("amount", cents).put("currency", cents == null ? null : "KES")
        .put("paidAt", at).put("source", source).<ObjectNode>set("client", null)
        .put("raw", Base64.getEncoder().encodeToString(raw));
  }

  private static byte[] bytes(ObjectNode json) {
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
