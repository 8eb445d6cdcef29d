package io.paywatt.simulator.sms;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import io.paywatt.simulator.http.WireRequest;

/** Checks the signature ACS3-HMAC-SHA256: facts/payments.md 5.1. */
final class Acs3 {
  private static final String SCHEME = "ACS3-HMAC-SHA256";
  private static final Pattern AUTHORIZATION =
      Pattern.compile(SCHEME + " +Credential=([^,]+), *SignedHeaders=([^,]+), *Signature=([0-9a-f]{64})");
  private static final Set<String> NEEDED = Set.of("host", "x-acs-action", "x-acs-version", "x-acs-date",
      "x-acs-signature-nonce", "x-acs-content-sha256");
  private static final Duration WINDOW = Duration.ofMinutes(15);

  private final String keyId;
  private final String secret;

  Acs3(String keyId, String secret) {
    this.keyId = keyId;
    this.secret = secret;
  }

  /** @throws GatewayError naming what is wrong, with the code of the real gateway */
  void check(WireRequest request, Instant now) {
    Matcher authorization = AUTHORIZATION.matcher(request.header("Authorization"));
    if (!authorization.matches()) {
      throw new GatewayError(400, "MissingAuthorization", "Authorization must be of type " + SCHEME);
    }
    if (!authorization.group(1).equals(keyId)) {
      throw new GatewayError(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.");
    }
    List<String> signed = List.of(authorization.group(2).split(";"));
    if (!signed.containsAll(NEEDED)) {
      throw new GatewayError(400, "IncompleteSignature", "signed headers must hold " + NEEDED);
    }
    requireFresh(request.header("x-acs-date"), now);
    requireDigest(request);
    String expected = sign(canonical(request, signed));
    if (!MessageDigest.isEqual(expected.getBytes(StandardCharsets.US_ASCII),
        authorization.group(3).getBytes(StandardCharsets.US_ASCII))) {
      throw new GatewayError(400, "SignatureDoesNotMatch", "Specified signature does not match our calculation.");
    }
  }

  private static void requireFresh(String date, Instant now) {
    try {
      if (Duration.between(Instant.parse(date), now).abs().compareTo(WINDOW) <= 0) {
        return;
      }
    } catch (DateTimeException e) {
      throw new GatewayError(400, "InvalidTimeStamp.Format", "x-acs-date must be yyyy-MM-ddTHH:mm:ssZ");
    }
    throw new GatewayError(400, "InvalidTimeStamp.Expired", "x-acs-date is more than 15 minutes off");
  }

  private static void requireDigest(WireRequest request) {
    if (!request.header("x-acs-content-sha256").equals(sha256(request.body()))) {
      throw new GatewayError(400, "SignatureDoesNotMatch", "x-acs-content-sha256 is not the body's digest");
    }
  }

  /** The text that is signed, one line an item, without a line feed at the end. */
  static String canonical(WireRequest request, List<String> signedHeaders) {
    List<String> lines = new ArrayList<>();
    lines.add(request.method());
    lines.add(request.path());
    lines.add(request.query().entrySet().stream().map(Acs3::pair).collect(Collectors.joining("&")));
    signedHeaders.stream().sorted().forEach(name -> lines.add(name + ":" + request.header(name).strip()));
    lines.add("");
    lines.add(signedHeaders.stream().sorted().collect(Collectors.joining(";")));
    lines.add(request.header("x-acs-content-sha256"));
    return String.join("\n", lines);
  }

  String sign(String canonical) {
    String text = SCHEME + "\n" + sha256(canonical.getBytes(StandardCharsets.UTF_8));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pair(Map.Entry<String, String> parameter) {
    return encode(parameter.getKey()) + "=" + encode(parameter.getValue());
  }

  /** RFC 3986, where the form encoder differs in three characters. */
  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
