package io.paywatt.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import io.paywatt.ledger.Unavailable;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
  private static final long NEVER = 3_600_000;

  private final List<List<Integer>> runs = new CopyOnWriteArrayList<>();
  private final Semaphore gate = new Semaphore(0);
  private GroupCommit<Integer, String> groups = lanes(1);

  @Test
  void the_first_goes_at_once_and_those_who_come_meanwhile_go_together() {
    List<CompletableFuture<String>> callers = callersBehindFirst(2, 3, 4);
    assertThat(runs).containsExactly(List.of(1));
    gate.release(100);

    assertThat(callers).allSatisfy(caller -> assertThat(caller.join()).startsWith("done"));
    assertThat(runs).containsExactly(List.of(1), List.of(2, 3, 4));
  }

  @Test
  void a_group_is_neither_longer_nor_heavier_than_allowed() {
    List<CompletableFuture<String>> callers = callersBehindFirst(2, 3, 4, 5, 6, 700, 400, 2000);
    gate.release(100);

    callers.forEach(CompletableFuture::join);
    assertThat(runs).containsExactly(List.of(1), List.of(2, 3, 4, 5), List.of(6, 700), List.of(400), List.of(2000));
  }

  @Test
  void a_fault_reaches_only_the_caller_it_belongs_to() {
    List<CompletableFuture<String>> callers = callersBehindFirst(2, -3, 4, 5);
    gate.release(100);

    assertThat(callers.get(2)).failsWithin(Duration.ofSeconds(10)).withThrowableThat()
        .withRootCauseInstanceOf(IllegalArgumentException.class).withMessageContaining("-3");
    assertThat(List.of(callers.get(0), callers.get(1), callers.get(3), callers.get(4)))
        .allSatisfy(caller -> assertThat(caller.join()).startsWith("done"));
  }

  @Test
  void when_the_database_is_away_all_hear_it_at_once() {
    List<CompletableFuture<String>> callers = callersBehindFirst(2, 13, 4);
    gate.release(100);

    assertThat(callers.get(0).join()).isEqualTo("done 1");
    for (CompletableFuture<String> caller : callers.subList(1, 4)) {
      assertThatThrownBy(caller::join).isInstanceOf(CompletionException.class).hasCauseInstanceOf(Unavailable.class);
    }
    assertThat(runs).hasSize(2);
  }

  @Test
  void an_error_leaves_nobody_waiting_and_the_next_is_served() {
    List<CompletableFuture<String>> callers = callersBehindFirst(17, 2);
    gate.release(100);

    assertThatThrownBy(callers.get(1)::join).hasRootCauseInstanceOf(StackOverflowError.class);
    assertThatThrownBy(callers.get(2)::join).hasRootCauseInstanceOf(StackOverflowError.class);
    assertThat(groups.call(5)).isEqualTo("done 5");
  }

  @Test
  void a_caller_that_is_interrupted_leaves_and_the_others_stay() throws Exception {
    CompletableFuture<String> first = caller(1);
    await().until(() -> !runs.isEmpty());
    AtomicReference<Throwable> heard = new AtomicReference<>();
    Thread hasty = new Thread(() -> {
      try {
        groups.call(2);
      } catch (Unavailable e) {
        heard.set(Thread.currentThread().isInterrupted() ? e : null);
      }
    });
    hasty.start();
    waiting(hasty);
    CompletableFuture<String> patient = caller(3);
    hasty.interrupt();
    hasty.join(10_000);
    gate.release(100);

    assertThat(heard.get()).isInstanceOf(Unavailable.class);
    assertThat(first.join() + patient.join()).isEqualTo("done 1done 3");
    assertThat(runs).containsExactly(List.of(1), List.of(3));
  }

  @Test
  void while_a_group_is_held_up_the_others_go_on_beside_it_and_no_more_of_them_than_allowed() {
    groups = lanes(2);
    List<CompletableFuture<String>> callers = callersBehindFirst(2);
    await().until(() -> runs.size() == 2);
    callers.add(caller(3));
    callers.add(caller(4));
    assertThat(runs).containsExactly(List.of(1), List.of(2));
    gate.release(100);

    assertThat(callers).allSatisfy(caller -> assertThat(caller.join()).startsWith("done"));
    assertThat(runs).hasSize(3);
  }

  @Test
  void as_many_as_are_worth_a_run_do_not_wait_for_the_one_before() {
    groups = lanes(new GroupCommit.Lanes(2, 3, NEVER));
    List<CompletableFuture<String>> callers = callersBehindFirst(2, 3);
    assertThat(runs).containsExactly(List.of(1));
    callers.add(caller(4));
    await().until(() -> runs.size() == 2);
    assertThat(runs).containsExactly(List.of(1), List.of(2, 3, 4));
    gate.release(100);

    assertThat(callers).allSatisfy(caller -> assertThat(caller.join()).startsWith("done"));
  }

  @Test
  void a_caller_without_a_thread_that_waits_hears_the_same() {
    CompletableFuture<String> first = groups.submit(1).toCompletableFuture();
    await().until(() -> !runs.isEmpty());
    List<CompletableFuture<String>> callers = Stream.of(2, -3).map(groups::submit)
        .map(CompletionStage::toCompletableFuture).toList();
    gate.release(100);

    assertThat(first.join() + callers.get(0).join()).isEqualTo("done 1done 2");
    assertThatThrownBy(callers.get(1)::join).hasCauseInstanceOf(IllegalArgumentException.class).hasMessageContaining("-3");
  }

  @Test
  void what_a_caller_does_with_its_answer_keeps_neither_the_next_group_nor_the_other_answers() {
    CountDownLatch others = new CountDownLatch(2);
    AtomicReference<Thread> slow = new AtomicReference<>();
    CompletableFuture<Void> ended = groups.submit(1).thenAccept(answer -> {
      slow.set(Thread.currentThread());
      awaitEnd(others);
    }).toCompletableFuture();
    await().until(() -> !runs.isEmpty());
    groups.submit(2).thenAccept(answer -> others.countDown());
    gate.release(1);
    await().until(() -> slow.get() != null);
    gate.release(100);
    assertThat(groups.call(3)).isEqualTo("done 3");
    others.countDown();

    assertThat(ended).succeedsWithin(Duration.ofSeconds(60));
  }

  private static void awaitEnd(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private GroupCommit<Integer, String> lanes(int most) {
    return lanes(new GroupCommit.Lanes(most, 4, 100));
  }

  private GroupCommit<Integer, String> lanes(GroupCommit.Lanes lanes) {
    return new GroupCommit<>("test-commit", lanes, new GroupCommit.Most(4, 1000), Integer::longValue, this::work);
  }

  /** Callers that queue up, in this order, behind the one that is being served. */
  private List<CompletableFuture<String>> callersBehindFirst(int... values) {
    List<CompletableFuture<String>> callers = new CopyOnWriteArrayList<>(List.of(caller(1)));
    await().until(() -> !runs.isEmpty());
    for (int value : values) {
      callers.add(caller(value));
    }
    return callers;
  }

  /** Comes back when the caller waits for its turn. */
  private CompletableFuture<String> caller(int value) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    Thread thread = new Thread(() -> {
      try {
        answer.complete(groups.call(value));
      } catch (RuntimeException e) {
        answer.completeExceptionally(e);
      }
    });
    thread.start();
    waiting(thread);
    return answer;
  }

  private static void waiting(Thread thread) {
    await().until(() -> thread.getState() == Thread.State.WAITING);
  }

  private List<String> work(List<Integer> values) {
    runs.add(values);
    gate.acquireUninterruptibly();
    for (int value : values) {
      if (value < 0) {
        throw new IllegalArgumentException("bad: " + value);
      }
      if (value == 13) {
        throw new Unavailable("away", null);
      }
      if (value == 17) {
        throw new StackOverflowError();
      }
    }
    return values.stream().map(value -> "done " + value).toList();
  }
}
