package io.paywatt.simulator.wechat;

import java.security.SecureRandom;

/** Random words for nonces and ids. Not seeded: a receiver may remember nonces over runs. */
final class Nonces {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";

  private Nonces() {}

  static String word(int length) {
    return pick(length, LETTERS);
  }

  static String digits(int length) {
    return pick(length, "0123456789");
  }

  private static String pick(int length, String from) {
    StringBuilder word = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      word.append(from.charAt(RANDOM.nextInt(from.length())));
    }
    return word.toString();
  }
}
