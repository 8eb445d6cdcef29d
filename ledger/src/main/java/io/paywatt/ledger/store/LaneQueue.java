package io.paywatt.ledger.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * A queue whose values are served in groups, in the order of arrival. The first goes at once; those that come meanwhile go
 * together when it has ended, by the same thread. Another thread goes on beside it once so many wait that they are worth a
 * run, or it is held up. Idle threads end.
 *
 * @param <T> what waits
 */
final class LaneQueue<T> {
  private static final ScheduledExecutorService WATCH =
      new ScheduledThreadPoolExecutor(1, Daemons.named("lane-watch"));

  /** @param since {@link System#nanoTime} */
  private record Waiting<T>(T value, long since) {}

  private final GroupCommit.Lanes lanes;
  private final GroupCommit.Most most;
  private final ToLongFunction<T> weight;
  private final Consumer<List<T>> work;
  private final Executor threads;
  private final ArrayDeque<Waiting<T>> queue = new ArrayDeque<>();
  private int running;
  private boolean watched;

  /** @param name of the threads @param work must not throw */
  LaneQueue(String name, GroupCommit.Lanes lanes, GroupCommit.Most most, ToLongFunction<T> weight,
      Consumer<List<T>> work) {
    this.lanes = lanes;
    this.most = most;
    this.weight = weight;
    this.work = work;
    this.threads = Daemons.asNeeded(name);
  }

  void add(T value) {
    if (join(new Waiting<>(value, System.nanoTime()))) {
      startLane();
    }
  }

  /** Takes back what no lane has begun. */
  synchronized void remove(T value) {
    queue.removeIf(waiting -> waiting.value() == value);
  }

  /** @return whether a lane is needed */
  private synchronized boolean join(Waiting<T> mine) {
    queue.add(mine);
    if (!watched && running > 0 && lanes.most() > 1) {
      watched = true;
      watchAgain();
    }
    return (running == 0 || running < lanes.most() && queue.size() >= lanes.worth()) && opened();
  }

  private boolean opened() {
    running++;
    return true;
  }

  private void watchAgain() {
    WATCH.schedule(this::look, lanes.patience(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    if (isHeldUp()) {
      startLane();
    }
  }

  /** @return whether another lane is needed */
  private synchronized boolean isHeldUp() {
    watched = !queue.isEmpty();
    if (watched) {
      watchAgain();
    }
    return watched && running < lanes.most()
        && System.nanoTime() - queue.peek().since() >= TimeUnit.MILLISECONDS.toNanos(lanes.patience()) && opened();
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
    for (List<T> group = next(1); !group.isEmpty(); group = next(lanes.worth())) {
      work.accept(group);
    }
  }

  /** The next group in the order of arrival; empty ends the lane. @param least fewer are left to the lane beside this one */
  private synchronized List<T> next(int least) {
    List<T> group = new ArrayList<>();
    long sum = 0;
    boolean enough = running == 1 || queue.size() >= least;
    while (enough && !queue.isEmpty() && group.size() < most.count()) {
      sum += weight.applyAsLong(queue.peek().value());
      if (sum > most.weight() && !group.isEmpty()) {
        break;
      }
      group.add(queue.poll().value());
    }
    if (group.isEmpty()) {
      running--;
    }
    return group;
  }
}
