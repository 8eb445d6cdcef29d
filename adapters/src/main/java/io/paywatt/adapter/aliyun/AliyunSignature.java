package io.paywatt.adapter.aliyun;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import io.paywatt.adapter.Hmac;

/** ACS3-HMAC-SHA256, the signature of Alibaba Cloud's APIs (version 3). */
final class AliyunSignature {
  static final String SCHEME = "ACS3-HMAC-SHA256";

  private AliyunSignature() {}

  /** RFC 3986: everything but letters, digits and -_.~ is escaped. */
  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
  }

  /** Sorted by name, encoded. The gateway sorts and encodes anew, so a client may send it in another escaping. */
  static String query(Map<String, String> parameters) {
    return new TreeMap<>(parameters).entrySet().stream()
        .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** @param headers lower-case names of the signed headers and their values */
  static String canonicalRequest(String method, String query, SortedMap<String, String> headers, String bodyHash) {
    String lines = headers.entrySet().stream().map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
        .collect(Collectors.joining());
    return method + "\n/\n" + query + "\n" + lines + "\n" + names(headers) + "\n" + bodyHash;
  }

  static String authorization(AliyunSettings settings, SortedMap<String, String> headers, String canonicalRequest) {
    return SCHEME + " Credential=" + settings.accessKeyId() + ",SignedHeaders=" + names(headers) + ",Signature="
        + signature(settings.accessKeySecret(), canonicalRequest);
  }

  static String signature(String secret, String canonicalRequest) {
    String toSign = SCHEME + "\n" + Hmac.digest(canonicalRequest.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(Hmac.sha256(secret.getBytes(StandardCharsets.UTF_8), toSign));
  }

  private static String names(SortedMap<String, String> headers) {
    return String.join(";", headers.keySet());
  }
}
