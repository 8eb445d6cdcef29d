package io.paywatt.meter.bus;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;

/** The requests of one gateway: commands before reads, one outstanding. */
final class Bus {
  private static final int MOST_WAITING = 2_000;
  // after silence a late answer may still come: it must not be taken for that of the next request
  private static final Duration QUIET = Duration.ofSeconds(1);

  private final ArrayDeque<BusRequest> commands = new ArrayDeque<>();
  private final ArrayDeque<BusRequest> reads = new ArrayDeque<>();
  private BusRequest outstanding;
  private Instant sentAt = Instant.MIN;
  private Instant quietUntil = Instant.MIN;
  private int tries;

  /** A read that waits already is not queued again; a command that is sent again takes the place of the one before. */
  void add(BusRequest request) {
    ArrayDeque<BusRequest> queue = request.command() == null ? reads : commands;
    boolean known = queue.stream().anyMatch(it -> isSame(it, request)) || outstanding != null && isSame(outstanding, request);
    if (!known && queue.size() < MOST_WAITING) {
      queue.add(request);
    }
  }

  /** Goes out before all others: it belongs to the answer that just came. */
  void addFirst(BusRequest request) {
    (request.command() == null ? reads : commands).addFirst(request);
  }

  Optional<BusRequest> outstanding() {
    return Optional.ofNullable(outstanding);
  }

  /** Nothing is awaited and nothing waits. */
  boolean isFree(Instant now) {
    return outstanding == null && commands.isEmpty() && reads.isEmpty() && !now.isBefore(quietUntil);
  }

  void answered() {
    outstanding = null;
  }

  /** What is to be published now. */
  Optional<BusRequest> next(Instant now) {
    if (outstanding != null && now.isBefore(sentAt.plus(outstanding.patience()))) {
      return Optional.empty();
    }
    if (outstanding != null && tries < outstanding.tries()) {
      tries++;
      sentAt = now;
      return Optional.of(outstanding);
    }
    if (outstanding != null) {
      giveUp(now);
    }
    return now.isBefore(quietUntil) ? Optional.empty() : start(now);
  }

  private Optional<BusRequest> start(Instant now) {
    commands.removeIf(it -> !it.command().expiresAt().isAfter(now));
    outstanding = commands.isEmpty() ? reads.poll() : commands.poll();
    sentAt = now;
    tries = 1;
    return Optional.ofNullable(outstanding);
  }

  /** A meter that is away would hold up its neighbours with the rest of its questions. */
  private void giveUp(Instant now) {
    BusRequest silent = outstanding;
    outstanding = null;
    if (silent.command() == null && silent.tries() > 1) {
      reads.removeIf(it -> it.meter().equals(silent.meter()));
    }
    quietUntil = silent.tries() > 1 || silent.command() != null ? now.plus(QUIET) : now;
  }

  private static boolean isSame(BusRequest one, BusRequest other) {
    return one.command() != null && other.command() != null ? one.command().id().equals(other.command().id())
        : one.command() == null && other.command() == null && Arrays.equals(one.frame(), other.frame());
  }
}
