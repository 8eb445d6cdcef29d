package io.paywatt.ledger.suspense;

import io.paywatt.ledger.Rejected;

/** Words of a person who disposes of money: kept for the audit. */
public final class Words {
  private Words() {}

  /** The words. @throws Rejected 422 unless they are one line of 1 to {@code most} characters */
  public static String check(String name, String text, int most) {
    if (text == null || text.isBlank() || text.length() > most || text.chars().anyMatch(Character::isISOControl)) {
      throw new Rejected(422, name + " is " + (text == null || text.isBlank() ? "missing" : "not one line of such length")
          + ", allowed are 1 to " + most + " characters");
    }
    return text;
  }
}
