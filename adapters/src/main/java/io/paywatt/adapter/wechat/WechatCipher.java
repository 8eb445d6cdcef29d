package io.paywatt.adapter.wechat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.Rejected;

/** AEAD_AES_256_GCM with the API v3 key: opens the resource of a notice, or a certificate. */
final class WechatCipher {
  private static final String ALGORITHM = "AEAD_AES_256_GCM";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final Supplier<String> apiV3Key;

  WechatCipher(Supplier<String> apiV3Key) {
    this.apiV3Key = apiV3Key;
  }

  /**
   * @param resource with algorithm, ciphertext, nonce and perhaps associated_data
   * @throws Rejected 400 when a part is missing or misshapen, 401 when it does not open with our key
   */
  byte[] open(JsonNode resource) {
    if (!ALGORITHM.equals(StrictJson.text(resource, "algorithm", 40))) {
      throw new Rejected(400, "resource.algorithm must be " + ALGORITHM);
    }
    byte[] nonce = StrictJson.text(resource, "nonce", 40).getBytes(StandardCharsets.UTF_8);
    if (nonce.length != NONCE_BYTES) {
      throw new Rejected(400, "resource.nonce must have " + NONCE_BYTES + " bytes");
    }
    return decrypt(nonce, associatedData(resource), ciphertext(resource));
  }

  private byte[] decrypt(byte[] nonce, String associatedData, byte[] ciphertext) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      SecretKeySpec key = new SecretKeySpec(apiV3Key.get().getBytes(StandardCharsets.UTF_8), "AES");
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(associatedData.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(ciphertext);
    } catch (GeneralSecurityException e) {
      throw new Rejected(401, "the notice does not open with this merchant's API v3 key");
    }
  }

  // May be empty or absent, and then nothing is authenticated besides.
  private static String associatedData(JsonNode resource) {
    JsonNode node = resource.get("associated_data");
    if (node == null || node.isNull()) {
      return "";
    }
    if (!node.isTextual()) {
      throw new Rejected(400, "resource.associated_data must be text");
    }
    return node.textValue();
  }

  private static byte[] ciphertext(JsonNode resource) {
    try {
      return Base64.getDecoder().decode(StrictJson.text(resource, "ciphertext", 64 * 1024));
    } catch (IllegalArgumentException e) {
      throw new Rejected(400, "resource.ciphertext must be base64");
    }
  }
}
