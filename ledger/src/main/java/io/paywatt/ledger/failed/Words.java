package io.paywatt.ledger.failed;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts texts into the words that the desk is searched by: runs of letters and digits in lower case, Chinese in pairs of
 * characters. A telephone number is found by its last eight digits, with or without the country.
 */
final class Words {
  static final int LONGEST = 40;
  private static final int MOST = 400;
  private static final int MOST_TEXT = 64 << 10;
  private static final int PHONE_TAIL = 8;
  private static final Pattern WORD = Pattern.compile("\\p{IsHan}+|[\\p{L}\\p{N}&&[^\\p{IsHan}]]+");
  private static final Pattern PHONE = Pattern.compile("\\d{10,15}");

  private final Set<String> words = new LinkedHashSet<>();

  /** Adds the words of a text; null adds nothing. Only its beginning counts when it is very long. */
  Words add(String text) {
    Matcher found = WORD.matcher(text == null ? "" : text.substring(0, Math.min(text.length(), MOST_TEXT)));
    while (found.find() && words.size() < MOST) {
      String word = found.group();
      if (Character.UnicodeScript.of(word.codePointAt(0)) == Character.UnicodeScript.HAN) {
        pairs(word);
      } else {
        words.add(kept(word));
        if (PHONE.matcher(word).matches()) {
          words.add(tail(word));
        }
      }
    }
    return this;
  }

  /** Adds a telephone number, with or without the country. */
  Words addPhone(String phone) {
    if (phone != null && !phone.isBlank()) {
      words.add(tail(phone));
    }
    return this;
  }

  Set<String> all() {
    return words;
  }

  /** The words to look for: what begins with + is a telephone number. */
  static Set<String> asked(String query) {
    Words words = new Words();
    for (String part : query.strip().split("\\s+")) {
      if (part.startsWith("+")) {
        words.addPhone(part);
      } else {
        Words plain = new Words().add(part);
        plain.words.removeIf(word -> word.startsWith("~"));
        words.words.addAll(plain.words);
      }
    }
    return words.words;
  }

  private void pairs(String han) {
    int[] points = han.codePoints().toArray();
    if (points.length == 1) {
      words.add(han);
    }
    for (int i = 0; i + 1 < points.length; i++) {
      words.add(new String(points, i, 2));
    }
  }

  private static String kept(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return lower.length() <= LONGEST ? lower : lower.substring(0, LONGEST);
  }

  private static String tail(String phone) {
    String digits = phone.replaceAll("\\D", "");
    return "~" + digits.substring(Math.max(0, digits.length() - PHONE_TAIL));
  }
}
