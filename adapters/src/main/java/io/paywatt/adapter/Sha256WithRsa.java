package io.paywatt.adapter;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/** RSA signatures as WeChat Pay and Alipay write them: SHA256withRSA (PKCS#1 v1.5) in base64. */
public final class Sha256WithRsa {
  private static final String ALGORITHM = "SHA256withRSA";

  private Sha256WithRsa() {}

  /** @throws IllegalStateException when the key can't sign */
  public static String sign(PrivateKey key, byte[] message) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(message);
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the private key can't sign", e);
    }
  }

  /** False for anything that isn't this key's signature of the message, also when it is no base64 at all. */
  public static boolean verify(PublicKey key, byte[] message, String base64) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(key);
      signature.update(message);
      return signature.verify(Base64.getDecoder().decode(base64));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }
}
