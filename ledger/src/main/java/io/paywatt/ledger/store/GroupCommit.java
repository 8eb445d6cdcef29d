package io.paywatt.ledger.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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

  private final Function<List<A>, List<R>> work;
  private final ToLongFunction<A> weight;
  private final Most most;
  private final Lanes lanes;
  private final Executor threads;
  private final ArrayDeque<Waiting<A, R>> queue = new ArrayDeque<>();
  private int running;

  /**
   * @param name  of the threads
   * @param work  gives the results in the order of the values; may be called again with part of a group that failed
   */
  public GroupCommit(String name, Lanes lanes, Most most, ToLongFunction<A> weight, Function<List<A>, List<R>> work) {
    this.work = work;
    this.weight = weight;
    this.most = most;
    this.lanes = lanes;
    this.threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(),
        run -> thread(name, run));
  }

  /**
   * Waits for the run with this value.
   *
   * @throws Unavailable when the run was, or the caller was interrupted: the work is not done, or done and unanswered
   */
  public R call(A value) {
    Waiting<A, R> mine = new Waiting<>(value);
    if (join(mine)) {
      startLane();
    }
    try {
      while (!mine.await(lanes.patience())) {
        if (isKeptWaiting(mine)) {
          startLane();
        }
      }
      return mine.result();
    } catch (InterruptedException e) {
      withdraw(mine);
      Thread.currentThread().interrupt();
      throw new Unavailable("Interrupted before the answer was there", e);
    }
  }

  /** @return whether a lane is needed */
  private synchronized boolean join(Waiting<A, R> mine) {
    queue.add(mine);
    return (running == 0 || running < lanes.most() && queue.size() >= lanes.worth()) && opened();
  }

  /** @return whether another lane is needed */
  private synchronized boolean isKeptWaiting(Waiting<A, R> mine) {
    return running < lanes.most() && queue.contains(mine) && opened();
  }

  private boolean opened() {
    running++;
    return true;
  }

  private synchronized void withdraw(Waiting<A, R> mine) {
    queue.remove(mine);
  }

  private void startLane() {
    try {
      threads.execute(this::serveAll);
    } catch (Error | RuntimeException noThread) {
      // others may count on this lane already
      serveAll();
    }
  }

  private void serveAll() {
    for (List<Waiting<A, R>> group = next(1); !group.isEmpty(); group = next(lanes.worth())) {
      serve(group);
    }
  }

  /** The next group in the order of arrival; empty ends the lane. @param least fewer are left to the lane beside this one */
  private synchronized List<Waiting<A, R>> next(int least) {
    List<Waiting<A, R>> group = new ArrayList<>();
    long sum = 0;
    boolean enough = running == 1 || queue.size() >= least;
    while (enough && !queue.isEmpty() && group.size() < most.count()) {
      sum += weight.applyAsLong(queue.peek().value());
      if (sum > most.weight() && !group.isEmpty()) {
        break;
      }
      group.add(queue.poll());
    }
    if (group.isEmpty()) {
      running--;
    }
    return group;
  }

  private void serve(List<Waiting<A, R>> group) {
    try {
      List<R> results = work.apply(group.stream().map(Waiting::value).toList());
      for (int i = 0; i < group.size(); i++) {
        group.get(i).done(results.get(i));
      }
    } catch (Unavailable e) {
      // nobody's fault, and trying each would keep all of them waiting
      group.forEach(each -> each.failed(new Unavailable(e.getMessage(), e)));
    } catch (RuntimeException e) {
      if (group.size() == 1) {
        group.get(0).failed(e);
      } else {
        int half = group.size() / 2;
        serve(group.subList(0, half));
        serve(group.subList(half, group.size()));
      }
    } catch (Error e) {
      group.forEach(each -> each.failed(new IllegalStateException("The work ended by " + e, e)));
    }
  }

  private static Thread thread(String name, Runnable run) {
    Thread thread = new Thread(run, name);
    thread.setDaemon(true);
    return thread;
  }
}
