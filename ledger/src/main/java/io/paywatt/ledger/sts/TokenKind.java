package io.paywatt.ledger.sts;

import java.util.Arrays;
import java.util.List;
import io.paywatt.ledger.Rejected;

/** What a token is for: class and subclass of IEC 62055-41, 6.2. */
public enum TokenKind {
  CREDIT(0, 0, 0), POWER_LIMIT(2, 0, 0xFFFF), CLEAR_CREDIT(2, 1, 0), KEY_CHANGE(2, 3, 0), CLEAR_TAMPER(2, 5, 0),
  PHASE_UNBALANCE(2, 6, 0xFFFF);

  private static final int WRONG = 422;

  private final int tokenClass;
  private final int subclass;
  private final int mostValue;

  TokenKind(int tokenClass, int subclass, int mostValue) {
    this.tokenClass = tokenClass;
    this.subclass = subclass;
    this.mostValue = mostValue;
  }

  /** The word in API, command line and database: {@code clear-tamper}. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** 0 moves credit, 2 manages the meter. */
  public int tokenClass() {
    return tokenClass;
  }

  /** Subclass; of a key change that of its first section. */
  public int subclass() {
    return subclass;
  }

  /** Words of the kinds staff may ask for; credit comes from payments alone. */
  public static List<String> management() {
    return Arrays.stream(values()).filter(kind -> kind != CREDIT).map(TokenKind::word).toList();
  }

  /** @throws Rejected 422 for a word that is no management kind */
  static TokenKind ofManagement(String word) {
    return Arrays.stream(values()).filter(kind -> kind != CREDIT && kind.word().equals(word)).findFirst()
        .orElseThrow(() -> new Rejected(WRONG, "kind is '" + word + "', allowed are " + String.join(", ", management())));
  }

  static TokenKind of(String word) {
    return valueOf(word.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
  }

  /** @throws Rejected 422 when a value is missing, too large, or given to a kind that takes none */
  void checkValue(Integer value) {
    if (mostValue == 0 ? value != null : value == null || value < 0 || value > mostValue) {
      throw new Rejected(WRONG, "value is " + value + ", allowed for " + word() + " is "
          + (mostValue == 0 ? "none" : "a whole number from 0 to " + mostValue));
    }
  }
}
