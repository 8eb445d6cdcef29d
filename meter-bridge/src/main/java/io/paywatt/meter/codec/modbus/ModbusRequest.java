package io.paywatt.meter.codec.modbus;

/**
 * A request of eight bytes: slave, function, register or coil, count or value, checksum.
 *
 * @param slave    1 to 247
 * @param function 3 or 4 read registers, 5 writes a coil
 * @param start    wire address of the first register, or of the coil
 * @param count    registers, or FF00 for on and 0000 for off
 */
record ModbusRequest(int slave, int function, int start, int count) {
  static final int BYTES = 8;
  static final int HOLDING = 3;
  static final int INPUT = 4;
  static final int COIL = 5;
  static final int ON = 0xFF00;
  static final int OFF = 0;
  static final int MOST_REGISTERS = 125;

  byte[] encode() {
    return Crc.append(new byte[] {(byte) slave, (byte) function, (byte) (start >> 8), (byte) start, (byte) (count >> 8),
        (byte) count});
  }

  boolean isRead() {
    return function == HOLDING || function == INPUT;
  }

  /** The request that stands there with its checksum, or null. */
  static ModbusRequest at(byte[] bytes, int from) {
    if (bytes.length - from < BYTES) {
      return null;
    }
    ModbusRequest request = new ModbusRequest(bytes[from] & 0xFF, bytes[from + 1] & 0xFF, word(bytes, from + 2),
        word(bytes, from + 4));
    boolean read = request.isRead() && request.count >= 1 && request.count <= MOST_REGISTERS;
    return (read || request.function == COIL) && Crc.isRight(bytes, from, from + BYTES) ? request : null;
  }

  private static int word(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
  }
}
