package io.paywatt.meter.codec.dlt645;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Values that come in several frames: each but the first is asked for by its number, and each ends in its number. */
final class Blocks {
  private static final Duration VALID = Duration.ofMinutes(1);
  private static final int MOST = 1_000;
  private static final int MOST_BYTES = 4_096;

  private record Part(byte[] value, int next, Instant at) {}

  private final Map<String, Part> parts = new LinkedHashMap<>() {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Part> eldest) {
      return size() > MOST;
    }
  };

  /** Keeps a frame that is not the last. @return number of the next one to ask for, empty when it does not fit */
  Optional<Integer> more(String meter, Frame frame, Instant at) {
    Optional<byte[]> whole = joined(meter, frame, at, true);
    if (whole.isEmpty() || whole.get().length > MOST_BYTES) {
      return Optional.empty();
    }
    int next = frame.function() == Frame.READ ? 1 : number(frame) + 1;
    parts.put(key(meter, frame), new Part(whole.get(), next, at));
    return Optional.of(next);
  }

  /** The whole value with its last frame; empty when a frame before it is missing. */
  Optional<byte[]> last(String meter, Frame frame, Instant at) {
    Optional<byte[]> whole = joined(meter, frame, at, false);
    parts.remove(key(meter, frame));
    return whole;
  }

  private Optional<byte[]> joined(String meter, Frame frame, Instant at, boolean more) {
    byte[] value = frame.value();
    if (frame.function() == Frame.READ) {
      return Optional.of(more ? Arrays.copyOf(value, Math.max(0, value.length - (hasNumber(frame) ? 1 : 0))) : value);
    }
    Part before = parts.get(key(meter, frame));
    if (before == null || value.length == 0 || before.next() != number(frame) || before.at().plus(VALID).isBefore(at)) {
      return Optional.empty();
    }
    byte[] whole = Arrays.copyOf(before.value(), before.value().length + value.length - 1);
    System.arraycopy(value, 0, whole, before.value().length, value.length - 1);
    return Optional.of(whole);
  }

  // the first frame of a chain ends in number 0 with some meters, and in data with others: a whole number of fields tells
  private static boolean hasNumber(Frame frame) {
    return DataItems.of(frame.di()).map(item -> item.fits(frame.value().length - 1)).orElse(true);
  }

  private static int number(Frame frame) {
    byte[] data = frame.data();
    return data[data.length - 1] & 0xFF;
  }

  private static String key(String meter, Frame frame) {
    return meter + ":" + frame.di();
  }
}
