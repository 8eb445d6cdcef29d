package io.paywatt.meter.codec.dlt645;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import io.paywatt.meter.codec.Malformed;

/** Packed decimal digits, least significant byte first, as DL/T 645 has them. */
final class Bcd {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Bcd() {}

  static byte[] reversed(byte[] bytes) {
    byte[] turned = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      turned[i] = bytes[bytes.length - 1 - i];
    }
    return turned;
  }

  /** The bytes as hexadecimal text, the last one first. */
  static String hexReversed(byte[] bytes, int from, int count) {
    return HEX.formatHex(reversed(Arrays.copyOfRange(bytes, from, from + count)));
  }

  /** Decimal digits as bytes, the last two digits first. @param digits an even number of digits */
  static byte[] bytes(String digits) {
    return reversed(HEX.parseHex(digits));
  }

  /**
   * The number of a field.
   *
   * @param signed whether the top bit is a sign
   * @return empty when all is FF: the meter has no such value
   * @throws Malformed when a digit is none
   */
  static Optional<BigDecimal> number(byte[] field, int decimals, boolean signed) {
    if (isNotAvailable(field)) {
      return Optional.empty();
    }
    byte[] turned = reversed(field);
    boolean negative = signed && (turned[0] & 0x80) != 0;
    if (negative) {
      turned[0] &= 0x7F;
    }
    String digits = HEX.formatHex(turned);
    if (!digits.matches("[0-9]+")) {
      throw new Malformed("digits are " + digits + ", allowed are 0 to 9");
    }
    BigDecimal number = new BigDecimal(new BigInteger(digits), decimals);
    return Optional.of(negative ? number.negate() : number);
  }

  static boolean isNotAvailable(byte[] field) {
    for (byte each : field) {
      if (each != (byte) 0xFF) {
        return false;
      }
    }
    return true;
  }
}
