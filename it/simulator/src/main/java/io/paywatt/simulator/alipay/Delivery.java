package io.paywatt.simulator.alipay;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A notice on its way: every attempt so far and whether one was acknowledged. */
public final class Delivery {
  private final List<String> attempts = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Boolean> done = new CompletableFuture<>();

  /** Body of the answer to each attempt, empty when none came. */
  public List<String> attempts() {
    return List.copyOf(attempts);
  }

  /** True once the answer was {@code success}, false when the schedule ended without. */
  public CompletableFuture<Boolean> done() {
    return done.copy();
  }

  int record(String answer) {
    attempts.add(answer);
    return attempts.size();
  }

  void end(boolean acknowledged) {
    done.complete(acknowledged);
  }
}
