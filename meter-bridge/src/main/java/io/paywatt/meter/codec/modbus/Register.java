package io.paywatt.meter.codec.modbus;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;
import io.paywatt.meter.codec.Malformed;
import io.paywatt.meter.codec.Unit;

/**
 * One value in a meter's registers.
 *
 * @param function 3 holding, 4 input registers
 * @param address  wire address: the number in the vendor's list less 30001 or 40001
 * @param swapped  whether the word with the low bits comes first
 * @param scale    the number is multiplied by it
 * @param decimals a floating point number is rounded to so many places of its unit
 */
record Register(int function, int address, Type type, boolean swapped, Unit unit, BigDecimal scale, int decimals) {
  /** How the number is kept. */
  enum Type {
    FLOAT32(2), UINT16(1), INT16(1), UINT32(2), INT32(2), UINT64(4), INT64(4);

    private final int words;

    Type(int words) {
      this.words = words;
    }

    /** The word in files. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  int words() {
    return type.words;
  }

  /** Whether an answer to this request holds the value. */
  boolean isIn(ModbusRequest request) {
    return request.function() == function && address >= request.start()
        && address + words() <= request.start() + request.count();
  }

  /** In base units, exact but for the rounding. @throws Malformed when it is no number */
  BigDecimal read(ModbusRequest request, byte[] registers) {
    int from = 2 * (address - request.start());
    byte[] bytes = Arrays.copyOfRange(registers, from, from + 2 * words());
    BigDecimal number = number(swapped ? swap(bytes) : bytes).multiply(scale);
    return unit.base(type == Type.FLOAT32 ? number.setScale(decimals, RoundingMode.HALF_UP) : number);
  }

  private BigDecimal number(byte[] bytes) {
    return switch (type) {
      case FLOAT32 -> float32(new BigInteger(bytes).intValue());
      case UINT16, UINT32, UINT64 -> new BigDecimal(new BigInteger(1, bytes));
      case INT16, INT32, INT64 -> new BigDecimal(new BigInteger(bytes));
    };
  }

  private BigDecimal float32(int bits) {
    float number = Float.intBitsToFloat(bits);
    if (!Float.isFinite(number)) {
      throw new Malformed("register %04X is %s, allowed is a number".formatted(address, number));
    }
    // exact: every float is a finite decimal
    return new BigDecimal(number);
  }

  private static byte[] swap(byte[] bytes) {
    byte[] turned = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i += 2) {
      turned[bytes.length - 2 - i] = bytes[i];
      turned[bytes.length - 1 - i] = bytes[i + 1];
    }
    return turned;
  }
}
