package io.paywatt.adapter.alipay;

import java.nio.charset.StandardCharsets;
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
}
