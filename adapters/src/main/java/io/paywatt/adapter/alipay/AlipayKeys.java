package io.paywatt.adapter.alipay;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;
import io.paywatt.adapter.Sha256WithRsa;

/**
 * The app's own key and every key Alipay may sign with: the current one, then the one before it. A signature does not say
 * which of them it is from, so each is tried.
 */
record AlipayKeys(PrivateKey appKey, List<PublicKey> alipayKeys) {
  /** Reads the files. @throws IllegalArgumentException naming the file that can't be used */
  static AlipayKeys load(AlipaySettings settings) {
    return new AlipayKeys(KeyFile.privateKey(settings.appKeyFile()),
        settings.publicKeyFiles().stream().map(KeyFile::publicKey).toList());
  }

  /** Whether Alipay signed these bytes. */
  boolean signedByAlipay(byte[] message, String base64) {
    return alipayKeys.stream().anyMatch(key -> Sha256WithRsa.verify(key, message, base64));
  }
}
