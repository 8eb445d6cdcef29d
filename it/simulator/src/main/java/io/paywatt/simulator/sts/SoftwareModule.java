package io.paywatt.simulator.sts;

import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** What a secure module does, with published test keys. A meter's tokens never bear the same minute twice. */
final class SoftwareModule {
  /** The 160-bit vending key for tests. */
  static final byte[] TEST_KEY = HexFormat.of().parseHex("ABABABABABABABAB949494949494949401234567");
  private static final Instant BASE_2014 = Instant.parse("2014-01-01T00:00:00Z");
  private static final String SUPPLY_GROUP = "123457";
  private static final int RANDOM = 5;

  private final Map<String, Integer> lastMinute = new HashMap<>();

  /** @param serial DRN of 11 digits @param amount 16 bits of the token @param now when it is issued */
  synchronized String token(String serial, int tokenClass, int subclass, int amount, Instant now) {
    int minutes = Math.max(TokenBlock.minutes(now, BASE_2014), lastMinute.getOrDefault(serial, -1) + 1);
    lastMinute.put(serial, minutes);
    TokenBlock block = new TokenBlock(tokenClass, subclass, RANDOM, minutes, amount);
    return TokenBlock.digits(tokenClass, cipher(serial).encrypt(block.bits()));
  }

  /** What a meter makes of 20 digits; null when they are not for it. */
  static TokenBlock read(String serial, String digits) {
    return TokenBlock.of(TokenBlock.tokenClass(digits), cipher(serial).decrypt(TokenBlock.cipher(digits)));
  }

  private static Misty1 cipher(String serial) {
    return new Misty1(DecoderKey.algorithm04(TEST_KEY,
        new DecoderKey.Identity(2, SUPPLY_GROUP, "01", 4, "14", primaryNumber(serial)), "11", 128));
  }

  /** 600727, the serial, and a check digit by Luhn. */
  static String primaryNumber(String serial) {
    String body = "600727" + "0".repeat(Math.max(0, 11 - serial.length())) + serial;
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      int digit = Character.digit(body.charAt(body.length() - 1 - i), 10);
      int doubled = i % 2 == 0 ? digit * 2 : digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return body + (10 - sum % 10) % 10;
  }
}
