package io.paywatt.adapter.twilio;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Base64 of HMAC-SHA1 over the URL and each form parameter in the order of its name, name and value without anything between
 * (facts/payments.md 4.3). Whether Twilio writes the usual port into the URL is not sure: both are accepted.
 */
final class TwilioSignature {
  private static final String ALGORITHM = "HmacSHA1";

  private final Supplier<String> authToken;
  private final List<String> urls;

  TwilioSignature(Supplier<String> authToken, String publicUrl) {
    this.authToken = authToken;
    urls = List.of(publicUrl, otherPort(publicUrl));
  }

  boolean matches(SortedMap<String, String> form, String given) {
    StringBuilder rest = new StringBuilder();
    form.forEach((name, value) -> rest.append(name).append(value));
    boolean matches = false;
    for (String url : urls) {
      matches |= MessageDigest.isEqual(sign(url + rest).getBytes(StandardCharsets.US_ASCII),
          given.getBytes(StandardCharsets.UTF_8));
    }
    return matches;
  }

  private String sign(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(authToken.get().getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HmacSHA1", e);
    }
  }

  /** The same address with the usual port of its scheme, or without it. */
  private static String otherPort(String url) {
    URI uri = URI.create(url);
    int usual = uri.getScheme().equals("https") ? 443 : 80;
    String authority = uri.getRawAuthority();
    int end = url.indexOf(authority) + authority.length();
    if (uri.getPort() == usual) {
      return url.substring(0, url.lastIndexOf(':', end - 1)) + url.substring(end);
    }
    return uri.getPort() == -1 ? url.substring(0, end) + ":" + usual + url.substring(end) : url;
  }
}
