package io.paywatt.meter.codec.modbus;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Looks for the answer to one request in what a gateway sends: noise, an echo of the request, an answer in parts. */
final class ModbusStream {
  private static final Duration GAP = Duration.ofSeconds(2);
  private static final int MOST_KEPT = 1_024;
  private static final int EXCEPTION = 0x80;
  private static final int EXCEPTION_BYTES = 5;

  /**
   * An answer.
   *
   * @param request   what it answers
   * @param registers of a read, else empty
   * @param exception code of the refusal, or 0
   */
  record Answer(ModbusRequest request, byte[] registers, int exception) {}

  private byte[] kept = new byte[0];
  private ModbusRequest asked;
  private Instant lastAt = Instant.MIN;

  /** @param awaited the request that is outstanding, or null: then one seen on the bus tells what is behind it */
  Optional<Answer> feed(byte[] bytes, ModbusRequest awaited, Instant at) {
    boolean old = lastAt.isBefore(at.minus(GAP)) || awaited != null && !awaited.equals(asked);
    kept = old ? bytes : joined(bytes);
    lastAt = at;
    asked = awaited;
    Optional<Answer> answer = awaited == null ? behindRequest() : answerTo(awaited, 0);
    if (answer.isPresent() || kept.length > MOST_KEPT) {
      kept = new byte[0];
    }
    return answer;
  }

  private byte[] joined(byte[] bytes) {
    byte[] all = Arrays.copyOf(kept, kept.length + bytes.length);
    System.arraycopy(bytes, 0, all, kept.length, bytes.length);
    return all;
  }

  private Optional<Answer> behindRequest() {
    for (int i = 0; i <= kept.length - ModbusRequest.BYTES; i++) {
      ModbusRequest seen = ModbusRequest.at(kept, i);
      if (seen != null && seen.isRead()) {
        return answerTo(seen, i + ModbusRequest.BYTES);
      }
    }
    return Optional.empty();
  }

  private Optional<Answer> answerTo(ModbusRequest request, int from) {
    for (int i = from; i <= kept.length - EXCEPTION_BYTES; i++) {
      if ((kept[i] & 0xFF) == request.slave()) {
        Answer answer = answerAt(request, i);
        if (answer != null) {
          return Optional.of(answer);
        }
      }
    }
    return Optional.empty();
  }

  private Answer answerAt(ModbusRequest request, int start) {
    int function = kept[start + 1] & 0xFF;
    if (function == (request.function() | EXCEPTION) && Crc.isRight(kept, start, start + EXCEPTION_BYTES)) {
      return new Answer(request, new byte[0], kept[start + 2] & 0xFF);
    }
    if (function != request.function()) {
      return null;
    }
    if (!request.isRead()) {
      boolean echoed = start + ModbusRequest.BYTES <= kept.length
          && Arrays.equals(request.encode(), Arrays.copyOfRange(kept, start, start + ModbusRequest.BYTES));
      return echoed ? new Answer(request, new byte[0], 0) : null;
    }
    int bytes = 2 * request.count();
    int end = start + EXCEPTION_BYTES + bytes;
    boolean whole = (kept[start + 2] & 0xFF) == bytes && end <= kept.length && Crc.isRight(kept, start, end);
    return whole ? new Answer(request, Arrays.copyOfRange(kept, start + 3, start + 3 + bytes), 0) : null;
  }
}
