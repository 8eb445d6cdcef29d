package io.paywatt.simulator.alipay;

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

/** RSA2: SHA256withRSA over sorted parameters or a node of JSON, in base64. */
final class Rsa2 {
  private Rsa2() {}

  /** Sorted {@code k=v} joined by {@code &}, without empty values and without the named parameters. */
  static String content(Map<String, String> parameters, String... without) {
    Set<String> left = Set.of(without);
    return new TreeMap<>(parameters).entrySet().stream()
        .filter(entry -> !left.contains(entry.getKey()) && !entry.getValue().isEmpty())
        .map(entry -> entry.getKey() + "=" + entry.getValue()).collect(Collectors.joining("&"));
  }

  static String sign(PrivateKey key, String content) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(content.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("can't sign", e);
    }
  }

  /** False also for a signature that is not base64 or of a wrong length. */
  static boolean verify(PublicKey key, String content, String base64) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(key);
      signature.update(content.getBytes(StandardCharsets.UTF_8));
      return signature.verify(Base64.getDecoder().decode(base64));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }
}
