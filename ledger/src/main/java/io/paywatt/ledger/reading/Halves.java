package io.paywatt.ledger.reading;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import io.paywatt.ledger.store.Daemons;

/** Two halves of a batch, worked on by two threads. What belongs together stays together, in its order. */
final class Halves {
  private static final ExecutorService THREADS = Daemons.asNeeded("reading-half");
  /** Spreads the hashes of numbers in a row, or of even ones alone. */
  private static final int SPREAD = 0x9E3779B9;

  private Halves() {}

  /**
   * Returns when both halves have ended, however they did.
   *
   * @param key values with the same are in the same half
   * @throws RuntimeException the one of a half that failed; the other may have been done
   */
  static <T, R> Stream<R> work(List<T> values, Function<T, String> key, Function<List<T>, R> work) {
    Map<Boolean, List<T>> halves = values.stream()
        .collect(Collectors.partitioningBy(value -> key.apply(value).hashCode() * SPREAD < 0));
    List<T> first = halves.get(true);
    List<T> second = halves.get(false);
    if (first.isEmpty() || second.isEmpty()) {
      return Stream.of(work.apply(values));
    }
    Future<R> beside = THREADS.submit(() -> work.apply(first));
    try {
      R mine = work.apply(second);
      return Stream.of(mine, outwait(beside));
    } catch (RuntimeException | Error e) {
      end(beside, e);
      throw e;
    }
  }

  private static void end(Future<?> beside, Throwable told) {
    try {
      outwait(beside);
    } catch (RuntimeException alsoFailed) {
      if (alsoFailed != told) {
        told.addSuppressed(alsoFailed);
      }
    }
  }

  private static <R> R outwait(Future<R> beside) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return beside.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
