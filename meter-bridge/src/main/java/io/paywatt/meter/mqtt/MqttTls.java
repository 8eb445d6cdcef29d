package io.paywatt.meter.mqtt;

import java.io.IOException;
import java.io.InputStream;
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
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import com.hivemq.client.mqtt.MqttClientSslConfig;

/** How the hub speaks TLS to the broker: whom it trusts, and who it is. Read once, from PEM files. */
public final class MqttTls {
  private static final String PKCS12 = "PKCS12";

  private final TrustManagerFactory trust;
  private final KeyManagerFactory keys;
  private final boolean hostnameCheck;

  /**
   * @param trustFile       certificates of the authorities that may have signed the broker's, or null: those of the JVM
   * @param certificateFile our certificate with those between it and its authority, or null: we show none
   * @param keyFile         its key, PKCS#8 without a password; null when there is no certificate
   * @param hostnameCheck   whether the broker's certificate must name the host of the URL
   * @throws IllegalArgumentException naming the file that can't be used
   */
  public MqttTls(Path trustFile, Path certificateFile, Path keyFile, boolean hostnameCheck) {
    this.hostnameCheck = hostnameCheck;
    try {
      trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trustFile == null ? null : trusted(certificates(trustFile)));
      keys = certificateFile == null ? null : own(certificates(certificateFile), key(keyFile));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("TLS to the broker can't be set up: " + e.getMessage(), e);
    }
  }

  /** As the JVM does it: its authorities, no certificate of ours, host name checked. */
  public static MqttTls standard() {
    return new MqttTls(null, null, null, true);
  }

  /** For HiveMQ's client. Give it together with the other options of the transport: what is set afterwards is ignored. */
  public MqttClientSslConfig config() {
    var ssl = MqttClientSslConfig.builder().trustManagerFactory(trust).keyManagerFactory(keys);
    // without a verifier of our own the client checks the name by itself
    return (hostnameCheck ? ssl : ssl.hostnameVerifier((host, session) -> true)).build();
  }

  /** Whether the broker's certificate must name its host. */
  public boolean hostnameCheck() {
    return hostnameCheck;
  }

  /** For clients that take sockets. */
  public SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys == null ? null : keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has TLS", e);
    }
  }

  private static KeyStore trusted(Collection<? extends Certificate> certificates)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(PKCS12);
    store.load(null, null);
    int number = 0;
    for (Certificate certificate : certificates) {
      store.setCertificateEntry("ca-" + number++, certificate);
    }
    return store;
  }

  private static KeyManagerFactory own(Collection<? extends Certificate> chain, PrivateKey key)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(PKCS12);
    store.load(null, null);
    store.setKeyEntry("hub", key, new char[0], chain.toArray(Certificate[]::new));
    KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, new char[0]);
    return factory;
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
    throw new IllegalArgumentException("file " + file + " must hold certificates in PEM");
  }

  private static PrivateKey key(Path file) {
    byte[] der;
    try {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      der = Base64.getMimeDecoder().decode(text.replaceAll("(?s).*-----BEGIN PRIVATE KEY-----|-----END PRIVATE KEY-----.*", ""));
    } catch (IOException | IllegalArgumentException e) {
      der = new byte[0];
    }
    for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (GeneralSecurityException e) {
        // another kind of key, or none
      }
    }
    throw new IllegalArgumentException("file " + file + " must hold a key in PEM, PKCS#8 without a password:"
        + " openssl pkcs8 -topk8 -nocrypt");
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "MqttTls[hostnameCheck=" + hostnameCheck + "]";
  }
}
