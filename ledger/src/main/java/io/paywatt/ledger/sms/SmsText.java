package io.paywatt.ledger.sms;

import java.text.Normalizer;

/** One way of writing for everything people type: full-width signs, zero-width marks and line breaks are evened out. */
final class SmsText {
  /** A forwarded confirmation has up to four parts of an SMS. */
  static final int LONGEST = 640;
  /** A command is read in the first so many characters. */
  static final int LONGEST_COMMAND = 160;

  private SmsText() {}

  /** NFKC, without format characters, each run of blanks one space, at most {@link #LONGEST} characters. */
  static String even(String text) {
    String even = Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("\\p{Cf}", "")
        .replaceAll("[\\s\\p{Z}\\p{Cntrl}]+", " ").strip();
    return cut(even, LONGEST);
  }

  /** At most so many UTF-16 units, no character cut in two. */
  static String cut(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit);
  }
}
