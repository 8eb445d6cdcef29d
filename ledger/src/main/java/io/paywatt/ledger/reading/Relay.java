package io.paywatt.ledger.reading;

import java.util.Locale;

/** Position of a meter's relay: CLOSED has power. */
public enum Relay {
  CLOSED, OPEN;

  /** The word of the wire and of the database: closed or open. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** @throws IllegalArgumentException for any word but closed and open; null stays null */
  public static Relay of(String word) {
    if (word == null) {
      return null;
    }
    return switch (word) {
      case "closed" -> CLOSED;
      case "open" -> OPEN;
      default -> throw new IllegalArgumentException("relay is '" + word + "', allowed are closed and open");
    };
  }
}
