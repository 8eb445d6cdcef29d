package io.paywatt.ledger.account;

import io.paywatt.ledger.Rejected;

/** The place where a list goes on. */
final class Cursor {
  private Cursor() {}

  /** @param after digits, or null for the start @throws Rejected 422 for anything else */
  static long number(String after) {
    if (after == null || after.isEmpty()) {
      return 0;
    }
    if (!after.matches("\\d{1,18}")) {
      throw new Rejected(422, "after is not a place in this list, allowed is the next of the page before");
    }
    return Long.parseLong(after);
  }
}
