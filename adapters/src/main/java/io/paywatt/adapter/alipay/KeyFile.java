package io.paywatt.adapter.alipay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * RSA keys as Alipay's key tool saves them: bare base64 in a text file, or the same in PEM. Messages name the file and never
 * quote it.
 */
final class KeyFile {
  private KeyFile() {}

  static PrivateKey privateKey(Path file) {
    String text = read(file);
    if (text.contains("RSA PRIVATE KEY")) {
      throw unusable(file, "PKCS#8; it is in the older PKCS#1 form: convert it with 'openssl pkcs8 -topk8 -nocrypt'");
    }
    try {
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der(file, text)));
    } catch (GeneralSecurityException e) {
      throw unusable(file, "an RSA private key in PKCS#8, PEM or bare base64");
    }
  }

  static PublicKey publicKey(Path file) {
    try {
      return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der(file, read(file))));
    } catch (GeneralSecurityException e) {
      throw unusable(file, "an RSA public key, PEM or bare base64");
    }
  }

  private static byte[] der(Path file, String text) {
    try {
      return Base64.getDecoder().decode(text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s+", ""));
    } catch (IllegalArgumentException e) {
      throw unusable(file, "one key in PEM or bare base64");
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IllegalArgumentException("key file " + file + " can't be read: " + e.getClass().getSimpleName());
    }
  }

  private static IllegalArgumentException unusable(Path file, String wanted) {
    return new IllegalArgumentException("key file " + file + " must hold " + wanted);
  }
}
