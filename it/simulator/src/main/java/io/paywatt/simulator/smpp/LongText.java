package io.paywatt.simulator.smpp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Cuts a text into the bodies of deliver_sm PDUs as a phone does: UCS-2, parts of 67 signs behind a header. */
final class LongText {
  private static final int SINGLE = 70;
  private static final int PART = 67;
  private static final int HEADER_BYTES = 6;

  private LongText() {}

  static List<byte[]> parts(String text, int reference) {
    if (text.length() <= SINGLE) {
      return List.of(text.getBytes(StandardCharsets.UTF_16BE));
    }
    int total = (text.length() + PART - 1) / PART;
    List<byte[]> parts = new ArrayList<>();
    for (int seq = 1; seq <= total; seq++) {
      byte[] signs = text.substring((seq - 1) * PART, Math.min(seq * PART, text.length())).getBytes(StandardCharsets.UTF_16BE);
      byte[] part = new byte[HEADER_BYTES + signs.length];
      byte[] header = {5, 0, 3, (byte) reference, (byte) total, (byte) seq};
      System.arraycopy(header, 0, part, 0, HEADER_BYTES);
      System.arraycopy(signs, 0, part, HEADER_BYTES, signs.length);
      parts.add(part);
    }
    return parts;
  }
}
