package io.paywatt.adapter.wechat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

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
