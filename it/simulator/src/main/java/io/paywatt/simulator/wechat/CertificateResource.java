package io.paywatt.simulator.wechat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.http.WireRequest;
import io.paywatt.simulator.http.WireResponse;

/** Lists the platform certificates, encrypted for the merchant: facts/payments.md 1.6. */
final class CertificateResource implements Resource {
  private final Merchant merchant;

  CertificateResource(Merchant merchant) {
    this.merchant = merchant;
  }

  @Override
  public WireResponse answer(WireRequest request, Instant now) {
    if (!request.method().equals("GET") || !request.path().equals("/v3/certificates")) {
      return null;
    }
    ObjectNode body = Json.object();
    merchant.platformKeys().stream().filter(key -> key.certificate() != null).forEach(key -> add(body, key, now));
    if (body.isEmpty()) {
      throw ApiError.of(404, "NOT_FOUND", "this merchant has no platform certificate");
    }
    return WireResponse.json(200, body);
  }

  private void add(ObjectNode body, PlatformKey key, Instant now) {
    String nonce = Nonces.word(12);
    ObjectNode item = body.withArray("data").addObject().put("serial_no", key.id())
        .put("effective_time", Transaction.beijing(now.minus(Duration.ofDays(30))))
        .put("expire_time", Transaction.beijing(now.plus(Duration.ofDays(1795))));
    item.putObject("encrypt_certificate").put("algorithm", "AEAD_AES_256_GCM").put("nonce", nonce)
        .put("associated_data", "certificate").put("ciphertext", Aead.encrypt(merchant.apiV3Key(), nonce,
            "certificate", key.certificate().getBytes(StandardCharsets.UTF_8)));
  }
}
