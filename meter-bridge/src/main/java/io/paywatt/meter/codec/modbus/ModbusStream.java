package io.paywatt.meter.codec.modbus;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Looks for answers to requests in what a gateway sends: noise, an echo of the request, an answer in parts. */
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

  /**
   * The answers that are complete with these bytes.
   *
   * @param awaited the request that is outstanding, or null: then those seen on the bus tell what is behind them, as with a
   *                gateway that asks by itself and sends several at once
   */
  List<Answer> feed(byte[] bytes, ModbusRequest awaited, Instant at) {
    boolean old = lastAt.isBefore(at.minus(GAP)) || awaited != null && !awaited.equals(asked);
    kept = old ? bytes : joined(bytes);
    lastAt = at;
    asked = awaited;
    List<Answer> answers = awaited == null ? behindRequests() : answerTo(awaited, 0, kept.length).stream().toList();
    if (awaited != null && !answers.isEmpty() || kept.length > MOST_KEPT) {
      kept = new byte[0];
    }
    return answers;
  }

  private byte[] joined(byte[] bytes) {
    byte[] all = Arrays.copyOf(kept, kept.length + bytes.length);
    System.arraycopy(bytes, 0, all, kept.length, bytes.length);
    return all;
  }

  private List<Answer> behindRequests() {
    List<Answer> answers = new ArrayList<>();
    int request = nextRead(0);
    while (request >= 0) {
      int following = nextRead(request + ModbusRequest.BYTES);
      // what is behind the next request is not the answer to this one
      Optional<Answer> answer = answerTo(ModbusRequest.at(kept, request), request + ModbusRequest.BYTES,
          following < 0 ? kept.length : following);
      answer.ifPresent(answers::add);
      if (following < 0) {
        kept = answer.isPresent() ? new byte[0] : Arrays.copyOfRange(kept, request, kept.length);
      }
      request = following;
    }
    return answers;
  }

  /** Where the next request to read begins, or -1. */
  private int nextRead(int from) {
    for (int i = from; i <= kept.length - ModbusRequest.BYTES; i++) {
      ModbusRequest seen = ModbusRequest.at(kept, i);
      if (seen != null && seen.isRead()) {
        return i;
      }
    }
    return -1;
  }

  private Optional<Answer> answerTo(ModbusRequest request, int from, int to) {
    for (int i = from; i <= to - EXCEPTION_BYTES; i++) {
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
