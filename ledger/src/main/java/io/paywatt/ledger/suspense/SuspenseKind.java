package io.paywatt.ledger.suspense;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Why money has no place, told from the reason the intake wrote down; {@code %} stands for anything. */
public enum SuspenseKind {
  /** A further payment of an order that was paid. */
  SURPLUS("surplus: %"),
  UNKNOWN_ORDER("order % is not known"),
  UNKNOWN_METER("meter % is not known"),
  /** Neither order nor meter is named. */
  NAMELESS("the notice names neither %"),
  AMOUNT("order % is over %, paid were %"),
  CURRENCY("order % is in %, paid in %", "account % is in %, paid in %", "this hub takes %, paid in %"),
  PROVIDER("order % was opened with %, paid with %"),
  /** Paid for another meter than the order's. */
  METER("order % is for meter %, paid for %"),
  /** The account holds kWh, and nothing is sold for such an amount. */
  PURCHASE("not sold: %"),
  /** Of another merchant or app: no money of ours, not counted as suspense. */
  FOREIGN("not for this hub: %"),
  /** Any other reason. */
  OTHER();

  private final List<String> likes;

  SuspenseKind(String... likes) {
    this.likes = List.of(likes);
  }

  /** The kind of a reason. */
  static SuspenseKind of(String reason) {
    return Arrays.stream(values()).filter(kind -> kind.matches(reason == null ? "" : reason)).findFirst().orElse(OTHER);
  }

  /** The kind by its word; null when there is none. */
  static SuspenseKind ofWord(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst().orElse(null);
  }

  /** Every word, as people write it. */
  public static List<String> words() {
    return Arrays.stream(values()).map(SuspenseKind::word).toList();
  }

  /** The word, e.g. {@code unknown-order}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A condition on parked_reason. The patterns are constants of this class. */
  String condition() {
    if (this == OTHER) {
      return Arrays.stream(values()).filter(kind -> kind != OTHER).map(kind -> "NOT " + kind.condition())
          .collect(Collectors.joining(" AND ", "(", ")"));
    }
    return likes.stream().map(like -> "p.parked_reason LIKE '" + like + "'").collect(Collectors.joining(" OR ", "(", ")"));
  }

  private boolean matches(String reason) {
    return likes.stream().anyMatch(like -> Pattern.compile(Arrays.stream(like.split("%", -1)).map(Pattern::quote)
        .collect(Collectors.joining(".*")), Pattern.DOTALL).matcher(reason).matches());
  }
}
