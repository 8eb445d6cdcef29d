package io.paywatt.ledger.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import io.paywatt.ledger.store.Daemons;
import io.paywatt.ledger.store.Store;

/** Bills range after range, several at the same time. The first fault ends all, after the slices they are at. */
final class Workers {
  private final Store store;
  private final Bookkeeping books;
  private final Progress progress;
  private final Ranges ranges;
  private ReconcileResult total = ReconcileResult.NOTHING;

  Workers(Store store, Bookkeeping books, Progress progress) {
    this.store = store;
    this.books = books;
    this.progress = progress;
    this.ranges = new Ranges(store, books.rules().sliceMeters());
  }

  ReconcileResult run() {
    int others = books.rules().workers() - 1;
    ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, others), Daemons.named("reconcile-worker"));
    List<Future<?>> ends = new ArrayList<>();
    try {
      for (int i = 0; i < others; i++) {
        ends.add(threads.submit(this::work));
      }
      work();
      for (Future<?> end : ends) {
        await(end);
      }
      return total;
    } finally {
      ranges.stop();
      threads.shutdown();
      ends.forEach(Workers::outwait);
    }
  }

  private void work() {
    try {
      for (Range range = ranges.next(); range != null; range = ranges.next()) {
        bill(range);
        if (Thread.interrupted()) {
          ranges.stop();
        }
      }
    } finally {
      ranges.stop();
    }
  }

  private void bill(Range range) {
    for (Range left = range; left != null; ) {
      Range now = left;
      Slice.Step step = store.inTransaction(handle -> new Slice(handle, books, store.now()).bill(now));
      add(step.result());
      left = step.goOnAfter() == null ? null : new Range(step.goOnAfter(), range.to());
    }
  }

  private synchronized void add(ReconcileResult more) {
    total = total.plus(more);
    progress.done(total);
  }

  private static void await(Future<?> end) {
    try {
      end.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nobody is at work any more when the run has ended, however it did. */
  private static void outwait(Future<?> end) {
    try {
      end.get();
    } catch (ExecutionException | InterruptedException told) {
      // the fault that ended the run is on its way
    }
  }
}
