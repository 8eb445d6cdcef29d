package io.paywatt.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An authority of its own with certificates it has signed, as PEM files, made with the JDK's keytool. */
public final class TestCertificates {
  /** Of key stores. */
  public static final String PASSWORD = "changeit";

  private final Path folder;

  private TestCertificates(Path folder) {
    this.folder = folder;
  }

  /** Makes the authority. @param folder is made when it is missing */
  public static TestCertificates in(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    TestCertificates made = new TestCertificates(folder.toAbsolutePath());
    made.delete("ca.p12");
    made.keytool("ca", "-genkeypair", "-alias", "ca", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=test authority",
        "-ext", "bc:c", "-validity", "30");
    made.keytool("ca", "-exportcert", "-alias", "ca", "-rfc", "-file", made.authority().toString());
    return made;
  }

  /** Certificate of the authority. */
  public Path authority() {
    return folder.resolve("ca.pem");
  }

  /** Signs a certificate for a common name; as a server it is good for localhost and 127.0.0.1. @return this */
  public TestCertificates issue(String name) {
    delete(name + ".p12");
    String request = folder.resolve(name + ".csr").toString();
    keytool(name, "-genkeypair", "-alias", "own", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + name, "-validity",
        "30");
    keytool(name, "-certreq", "-alias", "own", "-file", request);
    keytool("ca", "-gencert", "-alias", "ca", "-infile", request, "-outfile", certificate(name).toString(), "-rfc", "-ext",
        "san=dns:localhost,ip:127.0.0.1", "-validity", "30");
    exportKey(name);
    return this;
  }

  public Path certificate(String name) {
    return folder.resolve(name + ".pem");
  }

  /** PKCS#8. */
  public Path key(String name) {
    return folder.resolve(name + ".key");
  }

  /** Key and signed certificate. */
  public KeyStore store(String name) {
    try (InputStream keys = Files.newInputStream(folder.resolve(name + ".p12"));
        InputStream signed = Files.newInputStream(certificate(name))) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(keys, PASSWORD.toCharArray());
      store.setKeyEntry("own", store.getKey("own", PASSWORD.toCharArray()), PASSWORD.toCharArray(), new Certificate[] {
          CertificateFactory.getInstance("X.509").generateCertificate(signed)});
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void exportKey(String name) {
    try {
      KeyStore store = store(name);
      Files.writeString(key(name), "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'})
          .encodeToString(store.getKey("own", PASSWORD.toCharArray()).getEncoded()) + "\n-----END PRIVATE KEY-----\n");
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void delete(String name) {
    try {
      Files.deleteIfExists(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void keytool(String store, String... arguments) {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", folder.resolve(store + ".p12").toString(), "-storepass", PASSWORD, "-storetype", "PKCS12"));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes());
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + ": " + output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
