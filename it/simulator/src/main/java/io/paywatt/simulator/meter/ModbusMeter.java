package io.paywatt.simulator.meter;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/** An Eastron SDM630 on Modbus RTU, with a breaker on coil 0. Values are float32, high word first. */
final class ModbusMeter implements BusMeter {
  private static final int ILLEGAL_FUNCTION = 1;
  private static final int ILLEGAL_ADDRESS = 2;
  private static final int MOST_REGISTERS = 80;
  private static final int REQUEST = 8;

  private final MeterBody body;
  private final int unit;
  private int acted;

  /** @param unit slave number, 1 to 247 */
  ModbusMeter(MeterBody body, int unit) {
    this.body = body;
    this.unit = unit;
  }

  @Override
  public MeterBody body() {
    return body;
  }

  @Override
  public synchronized int acted() {
    return acted;
  }

  @Override
  public synchronized byte[] answer(byte[] request, Instant now) {
    if (request.length != REQUEST || (request[0] & 0xFF) != unit
        || crc(request, 6) != (request[6] & 0xFF | (request[7] & 0xFF) << 8)) {
      return null;
    }
    int start = (request[2] & 0xFF) << 8 | request[3] & 0xFF;
    int value = (request[4] & 0xFF) << 8 | request[5] & 0xFF;
    return switch (request[1]) {
      case 4 -> registers(start, value, now);
      case 1 -> start == 0 && value == 1 ? closed(new byte[] {(byte) unit, 1, 1, (byte) (body.hasPower() ? 1 : 0)})
          : refused(1, ILLEGAL_ADDRESS);
      case 5 -> coil(request, start, value, now);
      default -> refused(request[1], ILLEGAL_FUNCTION);
    };
  }

  private byte[] registers(int start, int count, Instant now) {
    if (count < 2 || count % 2 != 0 || count > MOST_REGISTERS || start % 2 != 0) {
      return refused(4, ILLEGAL_ADDRESS);
    }
    MeterBody.Now shown = body.at(now);
    ByteBuffer answer = ByteBuffer.allocate(3 + 2 * count);
    answer.put((byte) unit).put((byte) 4).put((byte) (2 * count));
    for (int register = start; register < start + count; register += 2) {
      answer.putFloat(value(register, shown));
    }
    return closed(answer.array());
  }

  private static float value(int register, MeterBody.Now shown) {
    return switch (register) {
      case 0x0000 -> shown.volts().floatValue();
      case 0x0006 -> shown.amperes().floatValue();
      case 0x000C, 0x0012, 0x0034, 0x0038 -> shown.watts();
      case 0x001E, 0x003E -> 1;
      case 0x0046 -> 50;
      case 0x0048, 0x0156 -> shown.kilowattHours(3).floatValue();
      default -> 0;
    };
  }

  private byte[] coil(byte[] request, int coil, int value, Instant now) {
    if (coil != 0 || value != 0 && value != 0xFF00) {
      return refused(5, ILLEGAL_ADDRESS);
    }
    body.switchRelay(value != 0, now);
    acted++;
    return request.clone();
  }

  private byte[] refused(int function, int code) {
    return closed(new byte[] {(byte) unit, (byte) (function | 0x80), (byte) code});
  }

  private static byte[] closed(byte[] content) {
    byte[] frame = Arrays.copyOf(content, content.length + 2);
    int crc = crc(content, content.length);
    frame[content.length] = (byte) crc;
    frame[content.length + 1] = (byte) (crc >> 8);
    return frame;
  }

  private static int crc(byte[] bytes, int length) {
    int crc = 0xFFFF;
    for (int i = 0; i < length; i++) {
      crc ^= bytes[i] & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0xA001;
      }
    }
    return crc;
  }
}
