package io.paywatt.adapter.wechat;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The merchant's own key and every key WeChat may sign with: its public key and its platform certificates, all at once. While
 * a merchant moves from certificate to public key, each message names the one it was signed with.
 */
final class WechatKeys {
  private final PrivateKey merchantKey;
  private final Map<String, PublicKey> bySerial;
  private final String preferredSerial;

  private WechatKeys(PrivateKey merchantKey, Map<String, PublicKey> bySerial, String preferredSerial) {
    this.merchantKey = merchantKey;
    this.bySerial = bySerial;
    this.preferredSerial = preferredSerial;
  }

  /** Reads the files. @throws IllegalArgumentException naming the file that can't be used */
  static WechatKeys load(WechatSettings settings) {
    Map<String, PublicKey> keys = new HashMap<>();
    String preferred = settings.publicKeyId();
    if (preferred != null) {
      keys.put(canonical(preferred), Pem.publicKey(settings.publicKeyFile()));
    }
    for (Path file : settings.certificateFiles()) {
      X509Certificate certificate = Pem.certificate(file);
      String serial = certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
      keys.put(canonical(serial), certificate.getPublicKey());
      preferred = preferred == null ? serial : preferred;
    }
    return new WechatKeys(Pem.privateKey(settings.merchantKeyFile()), Map.copyOf(keys), preferred);
  }

  /** The key of a serial or public key id in any case, or null when none is known by that name. */
  PublicKey verifier(String serial) {
    return bySerial.get(canonical(serial));
  }

  PrivateKey merchantKey() {
    return merchantKey;
  }

  /** The key WeChat is asked to sign its answers with: the public key if there is one. */
  String preferredSerial() {
    return preferredSerial;
  }

  // Some tools print a serial with its leading zeros and some without.
  private static String canonical(String serial) {
    return serial.strip().toUpperCase(Locale.ROOT).replaceFirst("^0+", "");
  }
}
