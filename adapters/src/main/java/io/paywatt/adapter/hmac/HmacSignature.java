package io.paywatt.adapter.hmac;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import io.paywatt.adapter.Secret;
import io.paywatt.adapter.WebhookCall;

/** Which bytes are signed, with what, and how the signature is written. */
final class HmacSignature {
  private static final Set<String> ALGORITHMS = Set.of("HmacSHA1", "HmacSHA256", "HmacSHA384", "HmacSHA512");
  private static final Pattern PART = Pattern.compile("\\{([^{}]*)}");

  private final Secret secrets;
  private final String algorithm;
  private final boolean base64;
  private final String header;
  private final String prefix;
  private final String signed;

  /**
   * @param secrets  one, or several separated by blanks or commas while one is replaced; {@code file:/path} is read again
   *                 when it changes
   * @param encoding hex or base64
   * @param prefix   what stands before the signature in the header, such as {@code sha256=}; may be empty
   * @param signed   text with {@code {body}} and {@code {Header-Name}} in it
   * @throws IllegalArgumentException naming the parameter and what is allowed
   */
  HmacSignature(String secrets, String algorithm, String encoding, String header, String prefix, String signed) {
    this.algorithm = oneOf("algorithm", algorithm, ALGORITHMS);
    this.base64 = oneOf("encoding", encoding, Set.of("hex", "base64")).equals("base64");
    this.header = header;
    this.prefix = prefix;
    if (!signed.contains("{body}")) {
      throw new IllegalArgumentException("signed is '" + signed + "', it must hold {body}: what is not signed proves nothing");
    }
    this.signed = signed;
    this.secrets = Secret.of(secrets);
  }

  private static String oneOf(String parameter, String value, Set<String> allowed) {
    if (!allowed.contains(value)) {
      throw new IllegalArgumentException(parameter + " is '" + value + "', allowed: " + String.join(", ", allowed.stream()
          .sorted().toList()));
    }
    return value;
  }

  /** Whether one of the signatures in the header is right under one of the secrets; compared in constant time. */
  boolean matches(WebhookCall call) {
    byte[] text = signedText(call);
    List<byte[]> given = Arrays.stream(call.require(header).split("[,\\s]+")).filter(it -> it.startsWith(prefix))
        .map(it -> decode(it.substring(prefix.length()))).toList();
    boolean found = false;
    for (String secret : secrets.get().split("[,\\s]+")) {
      byte[] right = hmac(secret, text);
      for (byte[] one : given) {
        found |= MessageDigest.isEqual(right, one);
      }
    }
    return found;
  }

  private byte[] signedText(WebhookCall call) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    Matcher part = PART.matcher(signed);
    int from = 0;
    while (part.find()) {
      text.writeBytes(signed.substring(from, part.start()).getBytes(StandardCharsets.UTF_8));
      text.writeBytes(part.group(1).equals("body") ? call.body()
          : call.require(part.group(1)).getBytes(StandardCharsets.UTF_8));
      from = part.end();
    }
    text.writeBytes(signed.substring(from).getBytes(StandardCharsets.UTF_8));
    return text.toByteArray();
  }

  /** What can't be decoded matches nothing. */
  private byte[] decode(String signature) {
    try {
      return base64 ? Base64.getDecoder().decode(signature) : HexFormat.of().parseHex(signature);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private byte[] hmac(String secret, byte[] text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(algorithm + " is in every JDK", e);
    }
  }
}
