package io.paywatt.simulator.stripe;

import java.security.SecureRandom;

final class Ids {
  private static final String SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  static String word(int length) {
    StringBuilder word = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      word.append(SIGNS.charAt(RANDOM.nextInt(SIGNS.length())));
    }
    return word.toString();
  }
}
