package io.paywatt.meter.codec.modbus;

import java.util.Arrays;

/** Checksum of Modbus RTU: CRC-16, reflected polynomial A001H from FFFFH, low byte first on the wire. */
final class Crc {
  private Crc() {}

  static int of(byte[] bytes, int from, int to) {
    int crc = 0xFFFF;
    for (int i = from; i < to; i++) {
      crc ^= bytes[i] & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0xA001;
      }
    }
    return crc;
  }

  /** Whether the last two bytes are the checksum of those before. */
  static boolean isRight(byte[] bytes, int from, int to) {
    int crc = of(bytes, from, to - 2);
    return (bytes[to - 2] & 0xFF) == (crc & 0xFF) && (bytes[to - 1] & 0xFF) == crc >> 8;
  }

  /** The bytes with their checksum behind. */
  static byte[] append(byte[] bytes) {
    byte[] whole = Arrays.copyOf(bytes, bytes.length + 2);
    int crc = of(bytes, 0, bytes.length);
    whole[bytes.length] = (byte) crc;
    whole[bytes.length + 1] = (byte) (crc >> 8);
    return whole;
  }
}
