package io.paywatt.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

/** The broker takes key stores, people have PEM files: made anew at every start, readable for the owner only. */
final class BrokerKeys {
  private BrokerKeys() {}

  /** @throws StartFailure naming the file that can't be used */
  static void identity(Path store, String password, Path certificate, Path key) throws IOException {
    Certificate[] chain = certificates(certificate).toArray(Certificate[]::new);
    PrivateKey secret = key(key);
    write(store, password, it -> it.setKeyEntry("broker", secret, password.toCharArray(), chain));
  }

  /** @throws StartFailure naming the file that can't be used */
  static void trust(Path store, String password, Path authorities) throws IOException {
    Collection<? extends Certificate> trusted = certificates(authorities);
    write(store, password, it -> {
      int number = 0;
      for (Certificate certificate : trusted) {
        it.setCertificateEntry("ca-" + number++, certificate);
      }
    });
  }

  private interface Filling {
    void fill(KeyStore store) throws GeneralSecurityException;
  }

  private static void write(Path file, String password, Filling filling) throws IOException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null);
      filling.fill(store);
      PrivateFiles.write(file, "");
      try (OutputStream out = Files.newOutputStream(file)) {
        store.store(out, password.toCharArray());
      }
    } catch (GeneralSecurityException e) {
      throw new StartFailure("The keys of the MQTT broker can't be used: " + e.getMessage(), e);
    }
  }

  private static Collection<? extends Certificate> certificates(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (!found.isEmpty()) {
        return found;
      }
    } catch (IOException | GeneralSecurityException e) {
      // falls through to the message below
    }
    throw new StartFailure("File " + file + " must hold certificates in PEM");
  }

  private static PrivateKey key(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    for (String algorithm : List.of("RSA", "EC")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder()
            .decode(text.replaceAll("(?s).*-----BEGIN PRIVATE KEY-----|-----END PRIVATE KEY-----.*", ""))));
      } catch (GeneralSecurityException | IllegalArgumentException e) {
        // another kind of key, or none
      }
    }
    throw new StartFailure("File " + file + " must hold a key in PEM, PKCS#8 without a password: openssl pkcs8 -topk8 -nocrypt");
  }
}
