package io.paywatt.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that share out pieces of work, each over a connection of its own. */
final class Crew {
  /** Does pieces, one after the other. */
  interface Worker {
    void work(int piece) throws Exception;

    void close() throws Exception;
  }

  /** Makes the worker of a thread, connected and ready. */
  interface Hiring {
    Worker hire() throws Exception;
  }

  private Crew() {}

  /** Measures pieces 0 to count-1. The clock starts when every worker is connected. */
  static Measure measure(int size, int count, Hiring hiring) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(size);
    List<Worker> workers = new ArrayList<>();
    try {
      for (int i = 0; i < size; i++) {
        workers.add(hiring.hire());
      }
      long[] latencies = new long[count];
      AtomicInteger next = new AtomicInteger();
      CountDownLatch start = new CountDownLatch(1);
      List<Future<?>> ends = new ArrayList<>();
      for (Worker worker : workers) {
        ends.add(threads.submit(() -> {
          start.await();
          workOn(worker, next, latencies);
          return null;
        }));
      }
      long began = System.nanoTime();
      start.countDown();
      await(ends);
      return new Measure(count, System.nanoTime() - began, latencies);
    } finally {
      threads.shutdownNow();
      for (Worker worker : workers) {
        worker.close();
      }
    }
  }

  private static void workOn(Worker worker, AtomicInteger next, long[] latencies) throws Exception {
    int piece;
    while ((piece = next.getAndIncrement()) < latencies.length) {
      long began = System.nanoTime();
      worker.work(piece);
      latencies[piece] = System.nanoTime() - began;
    }
  }

  private static void await(List<Future<?>> ends) throws Exception {
    for (Future<?> end : ends) {
      try {
        end.get();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof Exception fault ? fault : e;
      }
    }
  }
}
