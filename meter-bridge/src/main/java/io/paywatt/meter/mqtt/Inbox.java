package io.paywatt.meter.mqtt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where messages wait for the worker. It never blocks the connection: the broker sends no more than the receive maximum
 * ahead of the acknowledgement, so that and the left-overs of the connection before are all that can be in it.
 */
final class Inbox {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Delivery> waiting = new ArrayDeque<>();
  private final int batchSize;
  private final long batchNanos;
  private final long quietNanos;
  private boolean closed;

  Inbox(MeterConfiguration configuration) {
    this.batchSize = configuration.getBatchSize();
    this.batchNanos = TimeUnit.MILLISECONDS.toNanos(configuration.getBatchMillis());
    this.quietNanos = TimeUnit.MILLISECONDS.toNanos(configuration.getQuietMillis());
  }

  void put(Delivery delivery) {
    lock.lock();
    try {
      waiting.add(delivery);
      if (waiting.size() == 1 || waiting.size() == batchSize) {
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next batch, oldest first, once it is full, or its time is over, or nothing more is coming.
   *
   * @return empty when the inbox was closed; what still waits is left to be delivered again
   */
  List<Delivery> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty() && !closed) {
        changed.await();
      }
      awaitMore();
      return closed ? List.of() : drain();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The connection is gone. What it brought is kept and done, in case the broker has forgotten it; what an earlier one
   * brought has been delivered again since, and goes.
   */
  void connectionLost(int connection) {
    lock.lock();
    try {
      waiting.removeIf(delivery -> delivery.connection() < connection);
    } finally {
      lock.unlock();
    }
  }

  /** No batch is handed out any more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** @return false when the inbox was closed before the time was over */
  boolean pause(long millis) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(millis);
      while (!closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private void awaitMore() throws InterruptedException {
    long end = System.nanoTime() + batchNanos;
    int before = -1;
    while (!closed && waiting.size() < batchSize && waiting.size() != before) {
      before = waiting.size();
      long left = Math.min(quietNanos, end - System.nanoTime());
      while (left > 0 && !closed && waiting.size() < batchSize) {
        left = changed.awaitNanos(left);
      }
      if (end - System.nanoTime() <= 0) {
        return;
      }
    }
  }

  private List<Delivery> drain() {
    List<Delivery> batch = new ArrayList<>(Math.min(batchSize, waiting.size()));
    while (batch.size() < batchSize && !waiting.isEmpty()) {
      batch.add(waiting.poll());
    }
    return batch;
  }
}
