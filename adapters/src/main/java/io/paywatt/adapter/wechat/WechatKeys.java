package io.paywatt.adapter.wechat;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import io.paywatt.adapter.Rotating;

/**
 * The merchant's own key and every key WeChat may sign with: its public key and its platform certificates, from files and
 * downloaded, all at once. While a merchant moves from certificate to public key, each message names the one it was signed
 * with. Files that change are read again.
 */
final class WechatKeys {
  /** @param serial of the merchant's API certificate */
  record Merchant(PrivateKey key, String serial) {}

  /** @param preferred WeChat is asked to sign its answers with this one: the public key if there is one */
  private record Platform(Map<String, PublicKey> bySerial, String preferred) {}

  private final Rotating<Merchant> merchant;
  private final Rotating<Platform> platform;
  private volatile Map<String, PublicKey> downloaded = Map.of();

  private WechatKeys(Rotating<Merchant> merchant, Rotating<Platform> platform) {
    this.merchant = merchant;
    this.platform = platform;
  }

  /** Reads the files. @throws IllegalArgumentException naming the file that can't be used */
  static WechatKeys load(WechatSettings settings) {
    Path own = settings.merchantKeyFile();
    List<Path> files = new ArrayList<>(settings.certificateFiles());
    if (settings.publicKeyFile() != null) {
      files.add(settings.publicKeyFile());
    }
    return new WechatKeys(Rotating.of(List.of(own), () -> merchant(own, settings.merchantSerial())),
        Rotating.of(files, () -> platform(settings)));
  }

  /** The key of a serial or public key id in any case, or null when none is known by that name. */
  PublicKey verifier(String serial) {
    String name = canonical(serial);
    PublicKey fromFile = platform.get().bySerial().get(name);
    return fromFile != null ? fromFile : downloaded.get(name);
  }

  Merchant merchant() {
    return merchant.get();
  }

  String preferredSerial() {
    return platform.get().preferred();
  }

  /** Takes what WeChat lists now in the place of what it listed before. */
  void downloaded(Iterable<X509Certificate> certificates) {
    Map<String, PublicKey> keys = new HashMap<>();
    certificates.forEach(certificate -> keys.put(canonical(serial(certificate)), certificate.getPublicKey()));
    downloaded = Map.copyOf(keys);
  }

  /** Upper-case hexadecimal. */
  static String serial(X509Certificate certificate) {
    return certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
  }

  /** Whether two serials name the same certificate: some tools print leading zeros and some don't. */
  static boolean same(String serial, String other) {
    return canonical(serial).equals(canonical(other));
  }

  /** A key file that also holds the merchant's certificate names its serial itself, so that both change together. */
  private static Merchant merchant(Path file, String configuredSerial) {
    PrivateKey key = Pem.privateKey(file);
    return new Merchant(key, Pem.holdsCertificate(file) ? serial(Pem.certificate(file)) : configuredSerial);
  }

  private static Platform platform(WechatSettings settings) {
    Map<String, PublicKey> keys = new HashMap<>();
    String preferred = settings.publicKeyId();
    if (preferred != null) {
      keys.put(canonical(preferred), Pem.publicKey(settings.publicKeyFile()));
    }
    for (Path file : settings.certificateFiles()) {
      X509Certificate certificate = Pem.certificate(file);
      String serial = serial(certificate);
      keys.put(canonical(serial), certificate.getPublicKey());
      preferred = preferred == null ? serial : preferred;
    }
    return new Platform(Map.copyOf(keys), preferred);
  }

  private static String canonical(String serial) {
    return serial.strip().toUpperCase(Locale.ROOT).replaceFirst("^0+", "");
  }
}
