package io.paywatt.ledger.store;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A caller of {@link GroupCommit} and what it waits for. The first end counts. */
final class Waiting<A, R> {
  private final A value;
  private final CountDownLatch ended = new CountDownLatch(1);
  private R result;
  private RuntimeException failure;

  Waiting(A value) {
    this.value = value;
  }

  A value() {
    return value;
  }

  void done(R with) {
    if (ended.getCount() > 0) {
      result = with;
      ended.countDown();
    }
  }

  void failed(RuntimeException with) {
    if (ended.getCount() > 0) {
      failure = with;
      ended.countDown();
    }
  }

  /** @return whether it has ended within so many milliseconds */
  boolean await(long millis) throws InterruptedException {
    return ended.await(millis, TimeUnit.MILLISECONDS);
  }

  /** What came of it, once it has ended. */
  R result() {
    if (failure != null) {
      throw failure;
    }
    return result;
  }
}
