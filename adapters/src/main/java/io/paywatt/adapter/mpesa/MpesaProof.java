package io.paywatt.adapter.mpesa;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Our own seal on what we handed out ourselves. A query is answered from such a sealed object only: whoever can write a claim
 * can't make an order's push out of another's, nor a confirmation of M-Pesa out of a text message.
 */
final class MpesaProof {
  private static final String FIELD = "proof";

  private final Supplier<String> key;

  MpesaProof(Supplier<String> key) {
    this.key = key;
  }

  /** Adds the seal. @param what what kind of object it is: one kind can't stand for another */
  ObjectNode seal(String what, ObjectNode object) {
    object.put(FIELD, mac(what, object));
    return object;
  }

  /** Whether we sealed it as it is. */
  boolean holds(String what, JsonNode object) {
    if (object == null || !object.path(FIELD).isTextual()) {
      return false;
    }
    ObjectNode bare = ((ObjectNode) object).deepCopy();
    bare.remove(FIELD);
    return MessageDigest.isEqual(mac(what, bare).getBytes(StandardCharsets.US_ASCII),
        object.get(FIELD).textValue().getBytes(StandardCharsets.UTF_8));
  }

  /** The seal of a text, for a place in an address. */
  String seal(String what, String text) {
    return hmac(what + "\n" + text);
  }

  // Field by field in the order of their names: what went through a database may come back in another order.
  private String mac(String what, ObjectNode object) {
    StringBuilder text = new StringBuilder(what);
    object.properties().stream().sorted(Map.Entry.comparingByKey()).forEach(field ->
        text.append('\n').append(field.getKey()).append('=').append(field.getValue()));
    return hmac(text.toString());
  }

  private String hmac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.get().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no HmacSHA256 on this Java", e);
    }
  }
}
