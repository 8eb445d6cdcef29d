package io.paywatt.meter.codec.dlt645;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds frames in what a gateway sends: wake-up bytes, noise, heartbeat text, a frame in parts, several in one. 68H and 16H
 * also stand inside addresses and data, so after a false start the search goes on behind its first byte.
 */
final class FrameStream {
  private static final Duration GAP = Duration.ofSeconds(2);
  private static final int INCOMPLETE = 0;
  private static final int NONE = -1;

  private byte[] rest = new byte[0];
  private Instant lastAt = Instant.MIN;

  /** The frames that are complete with these bytes. @param at when they came; what is older than the gap is dropped */
  List<Frame> feed(byte[] bytes, Instant at) {
    if (lastAt.isBefore(at.minus(GAP))) {
      rest = new byte[0];
    }
    lastAt = at;
    byte[] all = Arrays.copyOf(rest, rest.length + bytes.length);
    System.arraycopy(bytes, 0, all, rest.length, bytes.length);
    return scan(all);
  }

  private List<Frame> scan(byte[] all) {
    List<Frame> frames = new ArrayList<>();
    int open = NONE;
    int position = 0;
    while (position < all.length) {
      int length = lengthAt(all, position);
      if (length > 0) {
        frames.add(Frame.at(all, position));
        position += length;
        open = NONE;
      } else {
        // a whole frame behind a start without an end is the better one
        open = length == INCOMPLETE && open == NONE ? position : open;
        position++;
      }
    }
    rest = open == NONE ? new byte[0] : Arrays.copyOfRange(all, open, all.length);
    return frames;
  }

  /** Length of the frame that begins there, {@link #INCOMPLETE} when it may still become one, or {@link #NONE}. */
  private static int lengthAt(byte[] all, int start) {
    int left = all.length - start;
    if (all[start] != Frame.START || left > 7 && all[start + 7] != Frame.START || !isAddress(all, start)) {
      return NONE;
    }
    if (left < Frame.OVERHEAD) {
      return INCOMPLETE;
    }
    int length = Frame.OVERHEAD + (all[start + 9] & 0xFF);
    if (left < length) {
      return INCOMPLETE;
    }
    int end = start + length;
    boolean right = all[end - 1] == Frame.END && all[end - 2] == Frame.checksum(all, start, end - 2);
    return right ? length : NONE;
  }

  /** Decimal digits, or AA where anybody is meant. */
  private static boolean isAddress(byte[] all, int start) {
    for (int i = start + 1; i < Math.min(start + 7, all.length); i++) {
      boolean digits = (all[i] & 0x0F) <= 9 && (all[i] >> 4 & 0x0F) <= 9;
      if (!digits && all[i] != (byte) 0xAA) {
        return false;
      }
    }
    return true;
  }
}
