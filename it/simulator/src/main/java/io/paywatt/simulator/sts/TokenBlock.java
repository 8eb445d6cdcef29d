package io.paywatt.simulator.sts;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;

/**
 * The 64 bits of a token of class 0 or 2 before encryption: subclass 4, random 4, time 24, amount 16, checksum 16.
 *
 * @param minutes since the base date, 24 bits: each meter takes each once
 * @param amount  16 bits as they are, see {@link #amount}
 */
record TokenBlock(int tokenClass, int subclass, int random, int minutes, int amount) {
  private static final int MANTISSAS = 1 << 14;
  private static final int CLASS_LOW = 27;

  /** Minutes since the base date; those of 00:01 are kept for special tokens. */
  static int minutes(Instant at, Instant baseDate) {
    long minutes = Duration.between(baseDate, at).toMinutes();
    long ofDay = minutes % Duration.ofDays(1).toMinutes();
    return (int) ((ofDay == 1 ? minutes + 1 : minutes) & 0xFF_FFFF);
  }

  /** The 16 bits of an amount in units of 0.1 kWh: exponent 2, mantissa 14, rounded up. */
  static int amount(long units) {
    long base = 0;
    long step = 1;
    for (int exponent = 0; exponent < 4; exponent++) {
      long mantissa = (units - base + step - 1) / step;
      if (mantissa < MANTISSAS) {
        return exponent << 14 | (int) Math.max(0, mantissa);
      }
      base += MANTISSAS * step;
      step *= 10;
    }
    throw new IllegalArgumentException("amount is " + units + " units, more than a token can carry");
  }

  /** What an amount of 16 bits is worth, in units of 0.1 kWh. */
  static long units(int amount) {
    long base = 0;
    long step = 1;
    for (int exponent = amount >> 14; exponent > 0; exponent--) {
      base += MANTISSAS * step;
      step *= 10;
    }
    return base + (amount & MANTISSAS - 1) * step;
  }

  long bits() {
    long content = content();
    return (content & 0xFFFF_FFFF_FFFFL) << 16 | checksum(content);
  }

  /** @return null when the checksum is wrong: another key, or no token for this meter */
  static TokenBlock of(int tokenClass, long bits) {
    TokenBlock block = new TokenBlock(tokenClass, (int) (bits >>> 60), (int) (bits >>> 56 & 0xF),
        (int) (bits >>> 32 & 0xFF_FFFF), (int) (bits >>> 16 & 0xFFFF));
    return block.bits() == bits ? block : null;
  }

  /** Class and all before the checksum, 50 bits. */
  private long content() {
    return (long) tokenClass << 48 | (long) subclass << 44 | (long) random << 40 | (long) minutes << 16 | amount;
  }

  private static int checksum(long content) {
    int crc = 0xFFFF;
    for (int i = 6; i >= 0; i--) {
      crc ^= (int) (content >>> 8 * i & 0xFF);
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0xA001;
      }
    }
    return (crc & 0xFF) << 8 | crc >>> 8;
  }

  /** The 20 digits of an encrypted block: two bits of it make room for the class and go to the top. */
  static String digits(int tokenClass, long cipher) {
    long displaced = cipher >>> CLASS_LOW & 3;
    long spliced = cipher & ~(3L << CLASS_LOW) | (long) tokenClass << CLASS_LOW;
    BigInteger number = new BigInteger(Long.toUnsignedString(spliced)).add(BigInteger.valueOf(displaced).shiftLeft(64));
    String text = number.toString();
    return "0".repeat(20 - text.length()) + text;
  }

  /** The encrypted block of 20 digits. */
  static long cipher(String digits) {
    BigInteger number = new BigInteger(digits);
    long spliced = number.longValue();
    return spliced & ~(3L << CLASS_LOW) | number.shiftRight(64).longValue() << CLASS_LOW;
  }

  /** The class of 20 digits, which needs no key. */
  static int tokenClass(String digits) {
    return (int) (new BigInteger(digits).longValue() >>> CLASS_LOW & 3);
  }
}
