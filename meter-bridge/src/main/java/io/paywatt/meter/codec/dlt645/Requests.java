package io.paywatt.meter.codec.dlt645;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import io.paywatt.ledger.reading.Relay;

/**
 * Frames to meters.
 *
 * @param password  two digits of level and six of password, such as 02000000
 * @param operator  eight digits, kept by the meter with what was done
 * @param zone      of the meters' clocks
 * @param closeNow  whether a relay is closed at once, else its user is allowed to
 */
record Requests(String password, String operator, ZoneId zone, boolean closeNow) {
  private static final int OPEN = 0x1A;
  private static final int CLOSE_ALLOWED = 0x1B;
  private static final int CLOSE_NOW = 0x1C;

  static Frame read(String address, String di) {
    return new Frame(address, Frame.READ, Bcd.bytes(di));
  }

  /** @param seq from 1 */
  static Frame readMore(String address, String di, int seq) {
    return new Frame(address, Frame.READ_MORE, join(Bcd.bytes(di), new byte[] {(byte) seq}));
  }

  /** @param until the latest time at which the meter may act, by its own clock */
  Frame relay(String address, Relay position, Instant until) {
    int act = position == Relay.OPEN ? OPEN : closeNow ? CLOSE_NOW : CLOSE_ALLOWED;
    return new Frame(address, Frame.RELAY, join(authority(), new byte[] {(byte) act, 0}, clock(until)));
  }

  Frame write(String address, Writable what) {
    return new Frame(address, Frame.WRITE, join(Bcd.bytes(what.di()), authority(), what.value()));
  }

  /** Sets the clocks of all meters on the bus. */
  Frame time(Instant now) {
    return new Frame(Frame.EVERYBODY, Frame.TIME, clock(now));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "Requests[operator=" + operator + ", zone=" + zone + "]";
  }

  private byte[] authority() {
    return join(Bcd.bytes(password.substring(0, 2)), Bcd.bytes(password.substring(2)), Bcd.bytes(operator));
  }

  private byte[] clock(Instant at) {
    return Bcd.bytes(DateTimeFormatter.ofPattern("yyMMddHHmmss", Locale.ROOT).withZone(zone).format(at));
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }
}
