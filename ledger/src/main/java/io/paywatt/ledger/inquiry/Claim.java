package io.paywatt.ledger.inquiry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.payment.StrictJson;

/** Unsigned evidence of a payment. At least one of transactionId, orderId and client is there. */
record Claim(String provider, String transactionId, String orderId, String meter, Long amount, String currency,
    Instant paidAt, String source, String client, byte[] raw) {
  private static final Set<String> FIELDS = Set.of("provider", "transactionId", "orderId", "meter", "amount", "currency",
      "paidAt", "source", "client", "raw");
  private static final Pattern WORD = Pattern.compile("[a-z0-9-]{1,32}");
  /** No blank at either end: the database compares without trailing blanks. */
  private static final Pattern TRANSACTION = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]{0,126}[\\x21-\\x7e])?");
  private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,64}");
  private static final long MOST = 1_000_000_000_000L;
  private static final int MOST_CLIENT = 4000;

  /** @throws Rejected 422 naming field, value and what is allowed */
  static Claim parse(byte[] json) {
    StrictJson in = StrictJson.read(json, 422, FIELDS);
    Claim claim = new Claim(in.text("provider", WORD, "1 to 32 of a-z, 0-9 and -"),
        in.textOrNull("transactionId", TRANSACTION, "1 to 128 printable ASCII characters, no blank at the ends"),
        in.textOrNull("orderId", NAME, "1 to 64 characters"), in.textOrNull("meter", NAME, "1 to 64 characters"),
        in.nodeOrNull("amount") == null ? null : (Long) in.integer("amount", 1, MOST), in.currencyOrNull("currency"),
        in.timeOrNull("paidAt"), in.text("source", WORD, "1 to 32 of a-z, 0-9 and -"), client(in.nodeOrNull("client")),
        in.base64OrNull("raw"));
    if (claim.transactionId == null && claim.orderId == null && claim.client == null) {
      throw new Rejected(422, "transactionId, orderId and client are missing, allowed is a claim with at least one");
    }
    return claim;
  }

  /** What is asked about: two claims with the same subject are one. */
  String subject() {
    if (transactionId != null) {
      return "transaction:" + transactionId;
    }
    return orderId != null ? "order:" + orderId : "client:" + sha256(client);
  }

  private static String client(JsonNode client) {
    if (client == null) {
      return null;
    }
    if (!client.isObject() || client.toString().length() > MOST_CLIENT) {
      throw StrictJson.wrong("client", client.getNodeType().toString(), "an object of at most " + MOST_CLIENT
          + " characters");
    }
    return client.toString();
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of().formatHex(
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
