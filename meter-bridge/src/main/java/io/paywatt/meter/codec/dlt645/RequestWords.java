package io.paywatt.meter.codec.dlt645;

import java.util.Arrays;
import java.util.Map;

/** What a request asks, for people who try a frame. A password in it is not shown. */
final class RequestWords {
  private static final Map<Integer, String> ACTS = Map.of(0x1A, "open relay", 0x1B, "allow closing relay", 0x1C, "close relay",
      0x1D, "open relay and close it later", 0x1E, "open relay and close it later", 0x2A, "alarm", 0x2B, "end alarm",
      0x3A, "keep power on", 0x3B, "end keeping power on");
  private static final Map<Integer, String> FUNCTIONS = Map.of(0x15, "write address", 0x17, "change rate", 0x18,
      "change password", 0x19, "clear demand", 0x1A, "clear meter", 0x1B, "clear events", 0x1D, "terminal output");
  private static final Map<String, String> SECURED = Map.of("070000FF", "prove identity", "070001FF", "set validity of identity",
      "070002FF", "end identity", "070101FF", "open account", TopUp.DI, "top-up", "070103FF", "initialise wallet",
      "070104FF", "write parameters", "070108FF", "refund", "078001FF", "read back", "078102FF", "read balance");
  private static final int AUTHORITY = 8;
  private static final int RELAY_BYTES = 16;
  private static final int CLOCK_BYTES = 6;
  private static final int NOW = 99999999;

  private RequestWords() {}

  static String of(Frame frame) {
    byte[] data = frame.data();
    return switch (frame.function()) {
      case Frame.READ -> "read " + item(frame);
      case Frame.READ_MORE -> "read " + item(frame) + ", frame " + (data.length > 4 ? data[4] & 0xFF : 0);
      case Frame.READ_ADDRESS -> "read address";
      case Frame.WRITE -> "write " + item(frame) + written(data);
      case Frame.TIME -> "set clock to YYMMDDhhmmss " + Bcd.hexReversed(data, 0, data.length);
      case Frame.FREEZE -> "freeze " + freeze(data);
      case Frame.RELAY -> data.length < RELAY_BYTES ? "relay" : relay(data);
      case Frame.SECURED -> TopUp.DI.equals(frame.di()) ? TopUp.words(data) : secured(frame.di());
      default -> FUNCTIONS.getOrDefault(frame.function(), "function %02X".formatted(frame.function()));
    };
  }

  /** The name of what is done by function 03H. */
  static String secured(String di) {
    return di == null ? "secured exchange" : SECURED.getOrDefault(di, "secured exchange " + di);
  }

  private static String item(Frame frame) {
    return frame.di() + DataItems.of(frame.di()).map(item -> " " + item.fields().get(0).name()).orElse("");
  }

  private static String written(byte[] data) {
    if (data.length <= 4 + AUTHORITY) {
      return "";
    }
    return " = " + Bcd.hexReversed(data, 4 + AUTHORITY, data.length - 4 - AUTHORITY) + authority(data, 4);
  }

  private static String freeze(byte[] data) {
    String when = Bcd.hexReversed(data, 0, data.length);
    return when.equals(String.valueOf(NOW)) ? "now" : "MMDDhhmm " + when;
  }

  private static String relay(byte[] data) {
    byte[] until = Arrays.copyOfRange(data, RELAY_BYTES - CLOCK_BYTES, RELAY_BYTES);
    return ACTS.getOrDefault(data[AUTHORITY] & 0xFF, "act %02X".formatted(data[AUTHORITY])) + " until YYMMDDhhmmss "
        + Bcd.hexReversed(until, 0, CLOCK_BYTES) + authority(data, 0);
  }

  private static String authority(byte[] data, int from) {
    return ", level %02X, operator %s".formatted(data[from], Bcd.hexReversed(data, from + 4, 4));
  }
}
