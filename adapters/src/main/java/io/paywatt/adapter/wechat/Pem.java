package io.paywatt.adapter.wechat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** RSA keys and certificates from PEM files. Messages name the file and never quote it. */
final class Pem {
  private Pem() {}

  static PrivateKey privateKey(Path file) {
    try {
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der(file, "PRIVATE KEY")));
    } catch (GeneralSecurityException e) {
      throw unreadable(file, "an RSA key in PKCS#8");
    }
  }

  static PublicKey publicKey(Path file) {
    try {
      return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der(file, "PUBLIC KEY")));
    } catch (GeneralSecurityException e) {
      throw unreadable(file, "an RSA public key");
    }
  }

  static X509Certificate certificate(Path file) {
    try {
      return x509(der(file, "CERTIFICATE"));
    } catch (GeneralSecurityException e) {
      throw unreadable(file, "an X.509 certificate");
    }
  }

  /** @param text PEM as it came from WeChat @throws IllegalArgumentException when it is none */
  static X509Certificate certificate(String text) {
    try {
      return x509(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an X.509 certificate");
    }
  }

  static boolean holdsCertificate(Path file) {
    return read(file).contains("-----BEGIN CERTIFICATE-----");
  }

  private static X509Certificate x509(byte[] encoded) throws GeneralSecurityException {
    return (X509Certificate) CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(encoded));
  }

  private static byte[] der(Path file, String label) {
    String begin = "-----BEGIN " + label + "-----";
    String text = read(file);
    int from = text.indexOf(begin);
    int to = text.indexOf("-----END " + label + "-----");
    if (from < 0 || to < from) {
      throw unreadable(file, "a PEM block '" + begin + "'" + (text.contains("RSA PRIVATE KEY")
          ? "; it is in the older PKCS#1 form: convert it with 'openssl pkcs8 -topk8 -nocrypt'" : ""));
    }
    try {
      return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
    } catch (IllegalArgumentException e) {
      throw unreadable(file, "base64 between its PEM lines");
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IllegalArgumentException("key file " + file + " can't be read: " + e.getClass().getSimpleName());
    }
  }

  private static IllegalArgumentException unreadable(Path file, String wanted) {
    return new IllegalArgumentException("key file " + file + " must hold " + wanted);
  }
}
