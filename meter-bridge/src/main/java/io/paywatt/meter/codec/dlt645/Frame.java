package io.paywatt.meter.codec.dlt645;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * One frame of DL/T 645-2007, {@code 68 A0..A5 68 C L data CS 16}.
 *
 * @param address 12 digits; 999999999999 is everybody, AAAAAAAAAAAA anybody
 * @param control direction, outcome and function
 * @param data    plain, without the 33H that is added on the wire; at most 255 bytes
 */
record Frame(String address, int control, byte[] data) {
  static final String EVERYBODY = "999999999999";
  static final String ANYBODY = "AAAAAAAAAAAA";
  static final int START = 0x68;
  static final int END = 0x16;
  static final int OVERHEAD = 12;
  static final int OFFSET = 0x33;
  static final int READ = 0x11;
  static final int READ_MORE = 0x12;
  static final int READ_ADDRESS = 0x13;
  static final int WRITE = 0x14;
  static final int TIME = 0x08;
  static final int FREEZE = 0x16;
  static final int SECURED = 0x03;
  static final int RELAY = 0x1C;
  private static final int WAKE_UP = 4;
  private static final int ADDRESS_BYTES = 6;
  private static final int FROM_METER = 0x80;
  private static final int ABNORMAL = 0x40;
  private static final int MORE = 0x20;
  private static final int FUNCTION = 0x1F;
  private static final int DI_BYTES = 4;

  /** Whether a request to this address is answered by that one: AA stands for any two digits. */
  static boolean covers(String asked, String answering) {
    for (int i = 0; i < asked.length(); i += 2) {
      if (!asked.startsWith("AA", i) && !asked.regionMatches(i, answering, i, 2)) {
        return false;
      }
    }
    return true;
  }

  boolean isFromMeter() {
    return (control & FROM_METER) != 0;
  }

  boolean isAbnormal() {
    return (control & ABNORMAL) != 0;
  }

  boolean hasMore() {
    return (control & MORE) != 0;
  }

  int function() {
    return control & FUNCTION;
  }

  /** The data identifier as written, most significant byte first, such as 00010000; null when there is none. */
  String di() {
    return data.length < DI_BYTES ? null : Bcd.hexReversed(data, 0, DI_BYTES);
  }

  /** What stands behind the data identifier. */
  byte[] value() {
    return Arrays.copyOfRange(data, Math.min(DI_BYTES, data.length), data.length);
  }

  /** As on the wire, without the wake-up bytes. */
  byte[] encode() {
    byte[] bytes = new byte[OVERHEAD + data.length];
    bytes[0] = START;
    System.arraycopy(Bcd.reversed(HexFormat.of().parseHex(address)), 0, bytes, 1, ADDRESS_BYTES);
    bytes[7] = START;
    bytes[8] = (byte) control;
    bytes[9] = (byte) data.length;
    for (int i = 0; i < data.length; i++) {
      bytes[10 + i] = (byte) (data[i] + OFFSET);
    }
    bytes[bytes.length - 2] = checksum(bytes, 0, bytes.length - 2);
    bytes[bytes.length - 1] = END;
    return bytes;
  }

  /** As a sleeping meter needs it: four wake-up bytes in front. */
  byte[] awake() {
    byte[] frame = encode();
    byte[] bytes = new byte[WAKE_UP + frame.length];
    Arrays.fill(bytes, 0, WAKE_UP, (byte) 0xFE);
    System.arraycopy(frame, 0, bytes, WAKE_UP, frame.length);
    return bytes;
  }

  /** Reads the complete frame that begins there. */
  static Frame at(byte[] bytes, int start) {
    byte[] data = new byte[bytes[start + 9] & 0xFF];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (bytes[start + 10 + i] - OFFSET);
    }
    return new Frame(Bcd.hexReversed(bytes, start + 1, ADDRESS_BYTES), bytes[start + 8] & 0xFF, data);
  }

  /** Sum of all bytes, from the first 68H to the last of the data. */
  static byte checksum(byte[] bytes, int from, int to) {
    byte sum = 0;
    for (int i = from; i < to; i++) {
      sum += bytes[i];
    }
    return sum;
  }
}
