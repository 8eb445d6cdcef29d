package io.paywatt.simulator.meter;

import java.io.ByteArrayOutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A meter that speaks DL/T 645-2007: registers, instantaneous values, status word 3, relay and parameters by plain password. */
final class Dlt645Meter implements BusMeter {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final int OFFSET = 0x33;
  private static final int ABNORMAL = 0xC0;
  private static final int NO_SUCH_DATA = 0x02;
  private static final int NOT_AUTHORISED = 0x04;
  private static final int LEVEL_NORMAL = 0x02;
  private static final int SMALLEST = 12;
  private static final int WRITTEN_FROM = 12;

  private final MeterBody body;
  private final byte[] address = new byte[6];
  private final Map<Integer, byte[]> written = new HashMap<>();
  private int acted;

  /** @param body its serial has up to 12 digits and is the address */
  Dlt645Meter(MeterBody body) {
    this.body = body;
    String digits = "0".repeat(12 - body.serial().length()) + body.serial();
    for (int i = 0; i < 6; i++) {
      address[i] = (byte) Integer.parseInt(digits.substring(10 - 2 * i, 12 - 2 * i), 16);
    }
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
    int start = 0;
    while (start < request.length && request[start] == (byte) 0xFE) {
      start++;
    }
    if (!isFrame(request, start) || !isForMe(request, start + 1)) {
      return null;
    }
    int length = request[start + 9] & 0xFF;
    byte[] data = new byte[length];
    for (int i = 0; i < length; i++) {
      data[i] = (byte) (request[start + 10 + i] - OFFSET);
    }
    return act(request[start + 8] & 0xFF, data, now);
  }

  private static boolean isFrame(byte[] bytes, int at) {
    if (bytes.length - at < SMALLEST || bytes[at] != 0x68 || bytes[at + 7] != 0x68) {
      return false;
    }
    int end = at + 10 + (bytes[at + 9] & 0xFF);
    if (bytes.length < end + 2 || bytes[end + 1] != 0x16) {
      return false;
    }
    int sum = 0;
    for (int i = at; i < end; i++) {
      sum += bytes[i];
    }
    return (byte) sum == bytes[end];
  }

  /** AA stands for any two digits; what is for all gets no answer and changes nothing here. */
  private boolean isForMe(byte[] bytes, int at) {
    for (int i = 0; i < 6; i++) {
      if (bytes[at + i] != address[i] && bytes[at + i] != (byte) 0xAA) {
        return false;
      }
    }
    return true;
  }

  private byte[] act(int control, byte[] data, Instant now) {
    return switch (control) {
      case 0x11 -> read(data, now);
      case 0x13 -> frame(0x93, address);
      case 0x14 -> write(data);
      case 0x1C -> relay(data, now);
      default -> null;
    };
  }

  private byte[] read(byte[] data, Instant now) {
    if (data.length < 4) {
      return refused(0x11, NO_SUCH_DATA);
    }
    int identifier = identifier(data);
    MeterBody.Now shown = body.at(now);
    LocalDateTime local = LocalDateTime.ofInstant(now, ZONE);
    byte[] value = switch (identifier) {
      case 0x00010000, 0x00000000, 0x00010100 -> bcd(shown.energyWh() / 10, 4);
      case 0x0001FF00 -> join(bcd(shown.energyWh() / 10, 4), bcd(shown.energyWh() / 10, 4), bcd(0, 4), bcd(0, 4), bcd(0, 4));
      case 0x02010100 -> bcd(shown.volts().movePointRight(1).longValue(), 2);
      case 0x02020100 -> bcd(shown.amperes().movePointRight(3).longValue(), 3);
      case 0x02030000, 0x02030100 -> bcd(shown.watts() * 10L, 3);
      case 0x00900200 -> body.balance() == null ? null : bcd(Math.max(0, body.balance()), 4);
      case 0x04000503 -> body.hasPower() ? new byte[] {0, 0} : new byte[] {0x50, 0};
      case 0x04000101 -> join(bcd(local.getDayOfWeek().getValue() % 7, 1), bcd(local.getDayOfMonth(), 1),
          bcd(local.getMonthValue(), 1), bcd(local.getYear() % 100, 1));
      case 0x04000102 -> join(bcd(local.getSecond(), 1), bcd(local.getMinute(), 1), bcd(local.getHour(), 1));
      default -> written.get(identifier);
    };
    return value == null ? refused(0x11, NO_SUCH_DATA) : frame(0x91, join(Arrays.copyOf(data, 4), value));
  }

  /** Kept as it came, and read again. */
  private byte[] write(byte[] data) {
    if (data.length <= WRITTEN_FROM || (data[4] & 0xFF) != LEVEL_NORMAL) {
      return refused(0x14, NOT_AUTHORISED);
    }
    written.put(identifier(data), Arrays.copyOfRange(data, WRITTEN_FROM, data.length));
    return frame(0x94, new byte[0]);
  }

  private static int identifier(byte[] data) {
    return (data[3] & 0xFF) << 24 | (data[2] & 0xFF) << 16 | (data[1] & 0xFF) << 8 | data[0] & 0xFF;
  }

  /** Password level, three bytes of password, four of the operator, what to do, a spare byte, and how long it holds. */
  private byte[] relay(byte[] data, Instant now) {
    if (data.length < 16 || (data[0] & 0xFF) != LEVEL_NORMAL || !holds(data, now)) {
      return refused(0x1C, NOT_AUTHORISED);
    }
    int what = data[8] & 0xFF;
    if (what < 0x1A || what > 0x1C) {
      return refused(0x1C, NO_SUCH_DATA);
    }
    body.switchRelay(what != 0x1A, now);
    acted++;
    return frame(0x9C, new byte[0]);
  }

  private static boolean holds(byte[] data, Instant now) {
    try {
      LocalDateTime until = LocalDateTime.of(2000 + digits(data[15]), digits(data[14]), digits(data[13]), digits(data[12]),
          digits(data[11]), digits(data[10]));
      return !until.isBefore(LocalDateTime.ofInstant(now, ZONE));
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static int digits(byte bcd) {
    return (bcd >> 4 & 0xF) * 10 + (bcd & 0xF);
  }

  private byte[] refused(int control, int error) {
    return frame(control | ABNORMAL, new byte[] {(byte) error});
  }

  private byte[] frame(int control, byte[] data) {
    byte[] frame = new byte[SMALLEST + data.length];
    frame[0] = 0x68;
    System.arraycopy(address, 0, frame, 1, 6);
    frame[7] = 0x68;
    frame[8] = (byte) control;
    frame[9] = (byte) data.length;
    int sum = 0;
    for (int i = 0; i < data.length; i++) {
      frame[10 + i] = (byte) (data[i] + OFFSET);
    }
    for (int i = 0; i < 10 + data.length; i++) {
      sum += frame[i];
    }
    frame[10 + data.length] = (byte) sum;
    frame[11 + data.length] = 0x16;
    return frame;
  }

  private static byte[] bcd(long value, int length) {
    byte[] bytes = new byte[length];
    long left = value;
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (left / 10 % 10 << 4 | left % 10);
      left /= 100;
    }
    return bytes;
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
