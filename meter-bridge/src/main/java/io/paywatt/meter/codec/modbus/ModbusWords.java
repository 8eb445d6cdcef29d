package io.paywatt.meter.codec.modbus;

import java.util.Map;
import java.util.Optional;

/** Requests and refusals in words, for people who try a frame. */
final class ModbusWords {
  private static final Map<Integer, String> EXCEPTIONS = Map.of(1, "no such function", 2, "no such register", 3,
      "value not allowed", 4, "device failed", 5, "accepted, takes long", 6, "busy", 8, "memory error", 10,
      "gateway has no path", 11, "device behind the gateway is silent");
  private static final Map<Integer, String> READS = Map.of(1, "coils", 2, "inputs", 3, "holding registers", 4,
      "input registers");
  private static final int WRITE_COIL = 5;
  private static final int WRITE_REGISTER = 6;
  private static final int WRITE_COILS = 15;
  private static final int WRITE_REGISTERS = 16;
  private static final int SHORTEST = 8;

  private ModbusWords() {}

  static String exception(int code) {
    return "exception " + code + Optional.ofNullable(EXCEPTIONS.get(code)).map(words -> ": " + words).orElse("");
  }

  /** What a whole request with its checksum asks, or empty when these bytes are none. */
  static Optional<String> request(byte[] bytes) {
    if (bytes.length < SHORTEST || !Crc.isRight(bytes, 0, bytes.length)) {
      return Optional.empty();
    }
    int function = bytes[1] & 0xFF;
    String at = " from %02X%02X".formatted(bytes[2], bytes[3]);
    int count = (bytes[4] & 0xFF) << 8 | bytes[5] & 0xFF;
    if (bytes.length == SHORTEST && READS.containsKey(function)) {
      return Optional.of("read " + count + " " + READS.get(function) + at);
    }
    return Optional.ofNullable(switch (function) {
      case WRITE_COIL -> "write coil %02X%02X %s".formatted(bytes[2], bytes[3], count == 0 ? "off" : "on");
      case WRITE_REGISTER -> "write register %02X%02X = %04X".formatted(bytes[2], bytes[3], count);
      case WRITE_COILS -> "write " + count + " coils" + at;
      case WRITE_REGISTERS -> "write " + count + " registers" + at;
      default -> null;
    });
  }
}
