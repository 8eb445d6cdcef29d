package io.paywatt.ledger.sts;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A token as its 20 decimal digits, a number of 66 bits. The class can be read without a key. */
public record TokenDigits(String value) {
  private static final BigInteger END = BigInteger.ONE.shiftLeft(66);
  private static final int LOW_CLASS_BIT = 27;
  private static final int GROUP = 4;

  /** @throws IllegalArgumentException without the digits, which are worth money */
  public TokenDigits {
    if (value == null || !value.matches("\\d{20}") || new BigInteger(value).compareTo(END) >= 0) {
      throw new IllegalArgumentException("a token is not 20 digits of at most 66 bits");
    }
  }

  /** From what a gateway sends: digits with or without blanks or dashes between. */
  public static TokenDigits of(String text) {
    return new TokenDigits(text == null ? null : text.replaceAll("[ -]", ""));
  }

  /** 0 credit, 1 test, 2 management: two bits of the number, at the same place in every token. */
  public int tokenClass() {
    BigInteger number = new BigInteger(value);
    return (number.testBit(LOW_CLASS_BIT + 1) ? 2 : 0) + (number.testBit(LOW_CLASS_BIT) ? 1 : 0);
  }

  /** Tokens as they are stored, with blanks between, as people type them: groups of four, a comma between two tokens. */
  public static String grouped(String stored) {
    return Arrays.stream(stored.split(" ")).map(token -> new TokenDigits(token).grouped())
        .collect(Collectors.joining(", "));
  }

  /** As people type it: five groups of four. */
  public String grouped() {
    StringBuilder text = new StringBuilder(value);
    for (int at = value.length() - GROUP; at > 0; at -= GROUP) {
      text.insert(at, ' ');
    }
    return text.toString();
  }
}
