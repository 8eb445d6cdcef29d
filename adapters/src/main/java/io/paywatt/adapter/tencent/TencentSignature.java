package io.paywatt.adapter.tencent;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import io.paywatt.adapter.Hmac;

/** TC3-HMAC-SHA256 over a POST to the root with the headers content-type and host (facts/payments.md 5.2). */
final class TencentSignature {
  private static final String SCHEME = "TC3-HMAC-SHA256";
  private static final String SERVICE = "sms";
  private static final String END = "tc3_request";
  private static final String HEADERS = "content-type;host";

  private TencentSignature() {}

  /** @return the header Authorization */
  static String authorization(TencentSettings settings, String contentType, byte[] body, Instant at) {
    String date = at.atZone(ZoneOffset.UTC).toLocalDate().toString();
    String scope = date + "/" + SERVICE + "/" + END;
    String canonical = "POST\n/\n\ncontent-type:" + contentType + "\nhost:" + settings.host() + "\n\n" + HEADERS + "\n"
        + Hmac.digest(body);
    String toSign = SCHEME + "\n" + at.getEpochSecond() + "\n" + scope + "\n"
        + Hmac.digest(canonical.getBytes(StandardCharsets.UTF_8));
    byte[] ofDate = Hmac.sha256(("TC3" + settings.secretKey().get()).getBytes(StandardCharsets.UTF_8), date);
    byte[] key = Hmac.sha256(Hmac.sha256(ofDate, SERVICE), END);
    return SCHEME + " Credential=" + settings.secretId() + "/" + scope + ", SignedHeaders=" + HEADERS + ", Signature="
        + HexFormat.of().formatHex(Hmac.sha256(key, toSign));
  }
}
