package io.paywatt.ledger.yaml;

import java.util.Comparator;
import java.util.List;

/** The name somebody most likely meant. */
public final class Nearest {
  private Nearest() {}

  /** "; did you mean X?" for the name at a distance of at most four letters and half of them, or an empty text. */
  public static String hint(String name, List<String> known) {
    return known.stream().min(Comparator.comparingInt(each -> distance(name, each)))
        .filter(each -> distance(name, each) <= Math.min(4, name.length() / 2)).map(each -> "; did you mean " + each + "?").orElse("");
  }

  /** Levenshtein distance. */
  static int distance(String left, String right) {
    int[] costs = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      costs[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = costs[0];
      costs[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int above = costs[j];
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        costs[j] = Math.min(Math.min(costs[j - 1], above) + 1, diagonal + change);
        diagonal = above;
      }
    }
    return costs[right.length()];
  }
}
