package io.paywatt.simulator.mpesa;

import java.security.SecureRandom;
import java.util.HexFormat;

/** A merchant at M-Pesa, as Daraja's portal shows it. */
public record ShortCode(String code, String consumerKey, String consumerSecret, String passkey, String initiator,
    String securityCredential) {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A new one. */
  public static ShortCode generate() {
    return new ShortCode("600" + (100 + RANDOM.nextInt(900)), word(16), word(8), word(32), "testapi", word(64));
  }

  private static String word(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
