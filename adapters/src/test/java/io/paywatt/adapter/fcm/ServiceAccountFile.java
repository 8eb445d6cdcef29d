package io.paywatt.adapter.fcm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import io.paywatt.adapter.StrictJson;

/** The key file of a service account, as Google's console gives it. */
final class ServiceAccountFile {
  static final String EMAIL = "paywatt@test-project.iam.gserviceaccount.com";

  private ServiceAccountFile() {}

  /** @param tokens base URL of the token service */
  static Path write(Path folder, KeyPair pair, String tokens) throws IOException {
    String pem = "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
    return Files.write(Files.createTempFile(folder, "service-account", ".json"), StrictJson.MAPPER.writeValueAsBytes(Map.of(
        "type", "service_account", "project_id", "test-project", "client_email", EMAIL, "client_id", "1",
        "private_key_id", "k1", "private_key", pem, "token_uri", tokens + "/token")));
  }

  static KeyPair pair() throws NoSuchAlgorithmException {
    KeyPairGenerator pairs = KeyPairGenerator.getInstance("RSA");
    pairs.initialize(2048);
    return pairs.generateKeyPair();
  }
}
