package io.paywatt.simulator.wechat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Locale;

/**
 * A key WeChat Pay signs with.
 *
 * @param id          {@code PUB_KEY_ID_...}, or the serial of the certificate as 40 hex digits
 * @param certificate PEM text of the platform certificate, or null in public key mode
 */
public record PlatformKey(String id, PrivateKey key, String certificate) {

  /** Certificate mode from PEM files. */
  public static PlatformKey certificate(Path certificateFile, Path keyFile)
      throws IOException, GeneralSecurityException {
    String serial = Pem.certificate(certificateFile).getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
    return new PlatformKey("0".repeat(Math.max(0, 40 - serial.length())) + serial, Pem.privateKey(keyFile),
        Files.readString(certificateFile));
  }

  /** Public key mode; the merchant gets the public half by hand. */
  public static PlatformKey publicKey(String id, Path keyFile) throws IOException, GeneralSecurityException {
    return new PlatformKey(id, Pem.privateKey(keyFile), null);
  }
}
