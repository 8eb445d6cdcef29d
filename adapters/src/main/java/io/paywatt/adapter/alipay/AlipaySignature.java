package io.paywatt.adapter.alipay;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** RSA2, always: SHA256withRSA and base64. What a message says about its own algorithm is never asked. */
final class AlipaySignature {
  private AlipaySignature() {}

  /** What is signed of a request: everything but the signature, so the sign type as well. */
  static byte[] request(Map<String, String> parameters) {
    return content(parameters, Set.of("sign"));
  }

  /** What is signed of a notice: everything but signature and sign type. */
  static byte[] notice(Map<String, String> parameters) {
    return content(parameters, Set.of("sign", "sign_type"));
  }

  private static byte[] content(Map<String, String> parameters, Set<String> without) {
    return new TreeMap<>(parameters).entrySet().stream()
        .filter(entry -> !without.contains(entry.getKey()) && !entry.getValue().isEmpty())
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining("&")).getBytes(StandardCharsets.UTF_8);
  }

  static String sign(PrivateKey key, byte[] message) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(message);
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the app key can't sign", e);
    }
  }

  /** False for anything that isn't this key's signature of the message, also when it is no base64 at all. */
  static boolean verify(PublicKey key, byte[] message, String base64) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(key);
      signature.update(message);
      return signature.verify(Base64.getDecoder().decode(base64));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }
}
