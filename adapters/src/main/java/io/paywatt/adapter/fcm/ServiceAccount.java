package io.paywatt.adapter.fcm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.Rejected;

/**
 * The key file of a service account as Google gives it.
 *
 * @param project  project_id
 * @param email    client_email
 * @param keyId    private_key_id
 * @param key      private_key, RSA
 * @param tokenUri where it is exchanged for an access token
 */
record ServiceAccount(String project, String email, String keyId, PrivateKey key, String tokenUri) {
  /** @throws IllegalArgumentException naming the file and the field */
  static ServiceAccount read(Path file) {
    try {
      JsonNode json = StrictJson.object(Files.readAllBytes(file), "the service account");
      return new ServiceAccount(StrictJson.text(json, "project_id", 100), StrictJson.text(json, "client_email", 200),
          StrictJson.text(json, "private_key_id", 100), key(StrictJson.text(json, "private_key", 8000)),
          StrictJson.text(json, "token_uri", 200));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException | Rejected e) {
      throw new IllegalArgumentException("paywatt.fcm.service-account-file " + file + " can't be used: "
          + (e instanceof Rejected ? e.getMessage() : e.getClass().getSimpleName()));
    }
  }

  private static PrivateKey key(String pem) throws GeneralSecurityException {
    String base64 = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
    return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "ServiceAccount[" + email + "]";
  }
}
