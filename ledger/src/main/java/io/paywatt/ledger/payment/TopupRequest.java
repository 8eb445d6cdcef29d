package io.paywatt.ledger.payment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Pattern;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.ledger.Rejected;

/**
 * What the caller asks for; exactly one of meter, account and room is set.
 *
 * @param site      site of the room, or null
 * @param method    way to pay that the provider knows (jsapi, native, qr), or null: its usual one
 * @param payerJson opaque object for the provider, without a meaning here
 * @param sha256    hash of the content, the order of the fields left out of account
 */
record TopupRequest(String meter, String account, String room, String site, long amount, String provider,
    String method, String payerJson, String sha256) {
  private static final Set<String> FIELDS =
      Set.of("meter", "account", "room", "site", "amount", "currency", "provider", "method", "payer");
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]{0,188}[\\x21-\\x7e])?");
  private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,120}");
  private static final Pattern PROVIDER = Pattern.compile("[a-z0-9-]{1,32}");
  private static final Pattern METHOD = Pattern.compile("[a-z0-9-]{1,16}");
  private static final int MOST_PAYER = 2000;

  /** @throws Rejected 400 when the header can't be used */
  static String key(String idempotencyKey) {
    if (idempotencyKey == null || !KEY.matcher(idempotencyKey).matches()) {
      throw new Rejected(400, "Idempotency-Key is "
          + (idempotencyKey == null ? "missing" : idempotencyKey.length() + " characters that do not fit")
          + ", allowed is 1 to 190 printable ASCII characters, no blank at the ends");
    }
    return idempotencyKey;
  }

  /** @throws Rejected 400 no JSON object, 422 a field is wrong */
  static TopupRequest read(byte[] json, TopupSettings settings) {
    StrictJson in = StrictJson.read(json, 400, FIELDS);
    in.text("currency", Pattern.compile(Pattern.quote(settings.currency())), settings.currency());
    TopupRequest request = new TopupRequest(name(in, "meter"), name(in, "account"), name(in, "room"), name(in, "site"),
        in.integer("amount", settings.minMinor(), settings.maxMinor()),
        provider(in, settings.providers()), in.textOrNull("method", METHOD, "1 to 16 of a-z, 0-9 and -"),
        payer(in.nodeOrNull("payer")), canonical(json));
    request.checkTarget();
    return request;
  }

  private static String provider(StrictJson in, SortedSet<String> configured) {
    String allowed = configured.isEmpty() ? "none, no provider is configured" : String.join(" or ", configured);
    String named = in.textOrNull("provider", PROVIDER, allowed);
    if (named == null && configured.size() == 1) {
      return configured.first();
    }
    if (named == null || !configured.contains(named)) {
      throw new Rejected(422, "provider is " + (named == null ? "missing" : named) + ", allowed is " + allowed);
    }
    return named;
  }

  private void checkTarget() {
    int targets = (meter == null ? 0 : 1) + (account == null ? 0 : 1) + (room == null ? 0 : 1);
    if (targets != 1) {
      throw new Rejected(422, "meter, account, room: " + targets + " of them given, allowed is exactly one");
    }
    if (site != null && room == null) {
      throw new Rejected(422, "site is given without room, allowed is a site only with a room");
    }
  }

  private static String name(StrictJson in, String field) {
    return in.textOrNull(field, NAME, "1 to 120 characters");
  }

  private static String payer(JsonNode payer) {
    if (payer == null) {
      return "{}";
    }
    if (!payer.isObject() || payer.toString().length() > MOST_PAYER) {
      throw new Rejected(422, "payer is " + payer.getNodeType() + ", allowed is an object of at most " + MOST_PAYER
          + " characters");
    }
    return payer.toString();
  }

  private static String canonical(byte[] json) {
    try {
      return PaymentRow.sha256(StrictJson.MAPPER.writeValueAsBytes(StrictJson.MAPPER.readValue(json, Map.class)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
