package io.paywatt.adapter.wechat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/** WECHATPAY2-SHA256-RSA2048: lines each ended by LF, SHA256withRSA, base64. */
final class WechatSignature {
  static final String SCHEME = "WECHATPAY2-SHA256-RSA2048";

  private WechatSignature() {}

  /** What is signed of a request. @param path path and query exactly as sent */
  static byte[] request(String method, String path, long timestamp, String nonce, byte[] body) {
    return lines(body, method, path, Long.toString(timestamp), nonce);
  }

  /** What is signed of an answer or a notice. */
  static byte[] message(String timestamp, String nonce, byte[] body) {
    return lines(body, timestamp, nonce);
  }

  /** What the payer's client hands to wx.requestPayment. */
  static byte[] payment(String appId, long timestamp, String nonce, String prepayPackage) {
    return lines(prepayPackage.getBytes(StandardCharsets.UTF_8), appId, Long.toString(timestamp), nonce);
  }

  static String sign(PrivateKey key, byte[] message) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(message);
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the merchant key can't sign", e);
    }
  }

  /** False for anything that isn't this key's signature of the message, also when it is no base64 at all. */
  static boolean verify(PublicKey key, byte[] message, String base64) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(key);
      signature.update(message);
      return signature.verify(Base64.getDecoder().decode(base64));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] lines(byte[] last, String... first) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(last.length + 256);
    for (String line : first) {
      out.writeBytes(line.getBytes(StandardCharsets.UTF_8));
      out.write('\n');
    }
    out.writeBytes(last);
    out.write('\n');
    return out.toByteArray();
  }
}
