package io.paywatt.bench;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;

/** Frames of DL/T 645 with the energy register, as a transparent gateway sends them; their time is that of their arrival. */
final class Dlt645Readings implements ReadingKind {
  private static final int METERS_A_GATEWAY = 25;
  private static final long FIRST_SERIAL = 645_000_000_000L;
  private static final int OFFSET = 0x33;
  private static final byte[] ENERGY = {0x00, 0x00, 0x01, 0x00};

  @Override
  public String name() {
    return "readings-dlt645";
  }

  @Override
  public String serial(int meter) {
    return Long.toString(FIRST_SERIAL + meter);
  }

  @Override
  public String[] columns(int meter) {
    return new String[] {"dlt645", serial(meter), gateway(meter)};
  }

  @Override
  public String topic(int meter, boolean limit) {
    return (limit ? "dtu-bench/" : "dtu/") + gateway(meter) + "/up";
  }

  @Override
  public String limitFilter() {
    return "dtu-bench/+/up";
  }

  @Override
  public byte[] payload(int meter, int number, Instant at) {
    byte[] frame = new byte[20];
    frame[0] = 0x68;
    bcd(frame, 1, FIRST_SERIAL + meter, 6);
    frame[7] = 0x68;
    frame[8] = (byte) 0x91;
    frame[9] = 8;
    System.arraycopy(ENERGY, 0, frame, 10, 4);
    bcd(frame, 14, number, 4);
    int sum = 0;
    for (int i = 0; i < 18; i++) {
      frame[i] += i < 10 ? 0 : OFFSET;
      sum += frame[i];
    }
    frame[18] = (byte) sum;
    frame[19] = 0x16;
    return frame;
  }

  @Override
  public void bind(PreparedStatement insert, Mqtt5Publish message) throws SQLException {
    byte[] frame = message.getPayloadAsBytes();
    long number = digits(frame, 14, 4, OFFSET);
    insert.setLong(1, digits(frame, 1, 6, 0) - FIRST_SERIAL);
    // its arrival in milliseconds would not tell two frames of one batch apart
    insert.setTimestamp(2, new Timestamp(number * 1000));
    insert.setLong(3, number * 10);
    insert.setLong(4, number);
    insert.setString(5, null);
    insert.setInt(6, 0);
  }

  @Override
  public String finished(int number, Instant at) {
    return "SELECT COUNT(*) FROM meter_state s JOIN meter m ON m.id = s.meter_id WHERE m.make = 'dlt645'"
        + " AND s.register_wh >= " + number * 10L;
  }

  @Override
  public String rows() {
    return "SELECT COUNT(*) FROM reading r JOIN meter m ON m.id = r.meter_id WHERE m.make = 'dlt645'";
  }

  private static String gateway(int meter) {
    return "bench-" + meter / METERS_A_GATEWAY;
  }

  private static void bcd(byte[] frame, int at, long value, int length) {
    long left = value;
    for (int i = 0; i < length; i++) {
      frame[at + i] = (byte) (left / 10 % 10 << 4 | left % 10);
      left /= 100;
    }
  }

  private static long digits(byte[] frame, int at, int length, int offset) {
    long value = 0;
    for (int i = length - 1; i >= 0; i--) {
      int bcd = frame[at + i] - offset & 0xFF;
      value = value * 100 + (bcd >> 4) * 10 + (bcd & 0xF);
    }
    return value;
  }
}
