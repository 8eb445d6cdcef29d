package io.paywatt.ledger.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import io.paywatt.ledger.Unavailable;

/**
 * Callers that arrive while others are being served share the next run of the work, usually one transaction. Nobody
 * waits for company: the first goes at once. Then one run follows the other, since one large group costs less than two
 * small ones; others go on beside it once so many wait that they are worth a run, or it is held up, as by a row that
 * somebody keeps locked. A run that fails is cut in halves until the fault stands alone, so it reaches only the caller it
 * belongs to. Nobody is answered before the run that holds the caller's value has ended.
 *
 * <p>The work runs on threads of its own, so an interrupt of one caller does not touch the others; idle threads end.
 *
 * @param <A> what a caller brings
 * @param <R> what a caller gets
 */
public final class GroupCommit<A, R> {
  /** What a caller does with its answer may keep its thread; the answers behind it go on beside it then. */
  private static final Lanes ANSWERS = new Lanes(64, 32, 20);
  private static final Most ONE = new Most(1, 1);

  /** How large a group may be. @param count values @param weight sum of the weights; one value may weigh more */
  public record Most(int count, long weight) {}

  /**
   * When groups are at work at the same time.
   *
   * @param most     groups, at most
   * @param worth    so many that wait go on beside a run
   * @param patience of one that waits behind a run, milliseconds: far above what a run takes
   */
  public record Lanes(int most, int worth, long patience) {}

  private record Waiting<A, R>(A value, CompletableFuture<R> answer) {}

  private final Function<List<A>, List<R>> work;
  private final LaneQueue<Waiting<A, R>> queue;
  private final LaneQueue<Runnable> answers;

  /**
   * @param name  of the threads
   * @param work  gives the results in the order of the values; may be called again with part of a group that failed
   */
  public GroupCommit(String name, Lanes lanes, Most most, ToLongFunction<A> weight, Function<List<A>, List<R>> work) {
    this.work = work;
    this.queue = new LaneQueue<>(name, lanes, most, waiting -> weight.applyAsLong(waiting.value()), this::serve);
    this.answers = new LaneQueue<>(name + "-answer", ANSWERS, ONE, answer -> 1, group -> group.forEach(Runnable::run));
  }

  /**
   * Waits for the run with this value.
   *
   * @throws Unavailable when the run was, or the caller was interrupted: the work is not done, or done and unanswered
   */
  public R call(A value) {
    Waiting<A, R> mine = new Waiting<>(value, new CompletableFuture<>());
    queue.add(mine);
    try {
      return mine.answer().get();
    } catch (ExecutionException e) {
      throw (RuntimeException) e.getCause();
    } catch (InterruptedException e) {
      queue.remove(mine);
      Thread.currentThread().interrupt();
      throw new Unavailable("Interrupted before the answer was there", e);
    }
  }

  /** As {@link #call}, without a thread that waits: what the caller does with the answer runs on a thread for answers. */
  public CompletionStage<R> submit(A value) {
    CompletableFuture<R> answer = new CompletableFuture<>();
    CompletableFuture<R> ended = new CompletableFuture<>();
    ended.whenCompleteAsync((result, failure) -> {
      if (failure == null) {
        answer.complete(result);
      } else {
        answer.completeExceptionally(failure);
      }
    }, answers::add);
    queue.add(new Waiting<>(value, ended));
    return answer;
  }

  private void serve(List<Waiting<A, R>> group) {
    try {
      List<R> results = work.apply(group.stream().map(Waiting::value).toList());
      for (int i = 0; i < group.size(); i++) {
        group.get(i).answer().complete(results.get(i));
      }
    } catch (Unavailable e) {
      // nobody's fault, and trying each would keep all of them waiting
      group.forEach(each -> each.answer().completeExceptionally(new Unavailable(e.getMessage(), e)));
    } catch (RuntimeException e) {
      if (group.size() == 1) {
        group.get(0).answer().completeExceptionally(e);
      } else {
        int half = group.size() / 2;
        serve(group.subList(0, half));
        serve(group.subList(half, group.size()));
      }
    } catch (Error e) {
      group.forEach(each -> each.answer().completeExceptionally(
          new IllegalStateException("The work ended by " + e, e)));
    }
  }
}
