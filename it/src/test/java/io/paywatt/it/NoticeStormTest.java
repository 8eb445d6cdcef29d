package io.paywatt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import io.paywatt.it.support.HubProcess;
import io.paywatt.it.support.Sql;
import io.paywatt.it.support.StandardNotice;
import org.junit.jupiter.api.Test;

/** Rule 1 and 4: one payment, one posting, however often and whatever dies. */
class NoticeStormTest {
  private static final int SENDS = 200;
  private static final int THREADS = 16;

  @Test
  void the_same_notice_200_times_on_16_threads_with_a_killed_hub_in_the_middle_is_posted_once() throws Exception {
    try (HubProcess hub = new HubProcess("storm").start()) {
      hub.api().importLines("Storm,1,S1,张三,,zh-CN,S-1,native,flat,0,0,1");
      AtomicInteger sent = new AtomicInteger();
      Queue<Integer> answers = new ConcurrentLinkedQueue<>();
      ExecutorService senders = Executors.newFixedThreadPool(THREADS);
      for (int i = 0; i < SENDS; i++) {
        senders.execute(() -> sendUntilAnswered(hub, sent, answers));
      }
      await("the storm to be under way").pollInterval(Duration.ofMillis(1)).until(() -> sent.get() > SENDS / 3);
      hub.kill9();
      hub.start();
      senders.shutdown();
      assertThat(senders.awaitTermination(120, TimeUnit.SECONDS)).isTrue();

      assertThat(answers).hasSize(SENDS).containsOnly(204);
      Sql sql = new Sql(hub.servers());
      assertThat(sql.number("SELECT COUNT(*) FROM payment")).isEqualTo(1);
      assertThat(sql.number("SELECT COUNT(*) FROM journal_entry WHERE kind = 'payment'")).isEqualTo(1);
      assertThat(hub.api().balance("S1")).isEqualTo(700);
      assertThat(hub.api().get("/api/v1/books").json().at("/ok").asBoolean()).isTrue();
      await().atMost(Duration.ofSeconds(60))
          .until(() -> sql.number("SELECT COUNT(*) FROM command WHERE kind = 'credit'") == 1);
    }
  }

  /** A provider sends again when it gets no answer, or one that is not 2xx. */
  private static void sendUntilAnswered(HubProcess hub, AtomicInteger sent, Queue<Integer> answers) {
    long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (System.nanoTime() < end) {
      sent.incrementAndGet();
      try {
        int status = StandardNotice.payment("storm-1", "S-1", 700).send(hub.api()).status();
        if (status < 300) {
          answers.add(status);
          return;
        }
      } catch (AssertionError nobodyAnswers) {
        java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }
  }
}
