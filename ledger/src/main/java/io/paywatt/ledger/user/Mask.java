package io.paywatt.ledger.user;

import java.util.Collection;

/** Hides personal data, but for the end by which it is known again. */
public final class Mask {
  /** In a text that was masked; what holds it is not what was kept. */
  public static final String SIGN = "•";
  private static final int SHOWN = 4;

  private Mask() {}

  /** A name, or a number; null stays null. */
  public static String text(String text) {
    if (text == null) {
      return null;
    }
    int shown = text.length() > 2 * SHOWN ? SHOWN : text.length() > 1 ? 1 : 0;
    return SIGN.repeat(text.length() - shown) + text.substring(text.length() - shown);
  }

  /** A text in which some words are hidden wherever they stand; null stays null. @param words the longest first */
  public static String words(String text, Collection<String> words) {
    String masked = text;
    for (String word : words) {
      masked = masked == null ? null : masked.replace(word, text(word));
    }
    return masked;
  }
}
