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

  /** @param first as it came, with a number at its end or not @param rest what came behind it, without numbers */
  private record Part(byte[] first, byte[] rest, int next, Instant at) {}

  private final Map<String, Part> parts = new LinkedHashMap<>() {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Part> eldest) {
      return size() > MOST;
    }
  };

  /** Keeps a frame that is not the last. @return number of the next one to ask for, empty when it does not fit */
  Optional<Integer> more(String meter, Frame frame, Instant at) {
    Optional<Part> part = frame.function() == Frame.READ ? Optional.of(new Part(frame.value(), new byte[0], 1, at))
        : behind(meter, frame, at);
    Optional<Part> kept = part.filter(it -> it.first().length + it.rest().length <= MOST_BYTES);
    kept.ifPresent(it -> parts.put(key(meter, frame), it));
    return kept.map(Part::next);
  }

  /** The whole value with its last frame; empty when a frame before it is missing. */
  Optional<byte[]> last(String meter, Frame frame, Instant at) {
    Optional<byte[]> whole = frame.function() == Frame.READ ? Optional.of(frame.value())
        : behind(meter, frame, at).map(part -> whole(part, frame.di()));
    parts.remove(key(meter, frame));
    return whole;
  }

  /** What there was with this frame behind it; empty when it is not the next one. */
  private Optional<Part> behind(String meter, Frame frame, Instant at) {
    byte[] value = frame.value();
    return Optional.ofNullable(parts.get(key(meter, frame)))
        .filter(it -> value.length > 0 && it.next() == number(frame) && !it.at().plus(VALID).isBefore(at))
        .map(it -> new Part(it.first(), joined(it.rest(), Arrays.copyOf(value, value.length - 1)), it.next() + 1, at));
  }

  // the first frame of a chain ends in its number with most meters, and in data with others: whole fields tell which
  private static byte[] whole(Part part, String di) {
    byte[] without = joined(Arrays.copyOf(part.first(), Math.max(0, part.first().length - 1)), part.rest());
    byte[] with = joined(part.first(), part.rest());
    boolean numberless = DataItems.of(di).filter(item -> !item.fits(without.length) && item.fits(with.length)).isPresent();
    return numberless ? with : without;
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] whole = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, whole, one.length, other.length);
    return whole;
  }

  private static int number(Frame frame) {
    byte[] data = frame.data();
    return data[data.length - 1] & 0xFF;
  }

  private static String key(String meter, Frame frame) {
    return meter + ":" + frame.di();
  }
}
