package io.paywatt.simulator.wechat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A notice on its way: every attempt so far and whether one was acknowledged. */
public final class Delivery {
  private final List<Integer> attempts = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Boolean> done = new CompletableFuture<>();

  /** HTTP status of each attempt, 0 when no answer came. */
  public List<Integer> attempts() {
    return List.copyOf(attempts);
  }

  /** True once acknowledged with 2xx, false when the schedule ended without. */
  public CompletableFuture<Boolean> done() {
    return done.copy();
  }

  int record(int status) {
    attempts.add(status);
    return attempts.size();
  }

  void end(boolean acknowledged) {
    done.complete(acknowledged);
  }
}
