package io.paywatt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import io.paywatt.it.support.Api;
import io.paywatt.it.support.HubProcess;
import io.paywatt.it.support.Sql;
import io.paywatt.it.support.StandardNotice;
import org.junit.jupiter.api.Test;

/** Rule 1 and 4: one payment, one posting, however often and whatever dies. */
class NoticeStormTest {
  private static final int SENDS = 200;
  private static final int THREADS = 16;
  private static final int REPLAYS = 100;
  private static final int REPLAYERS = 8;

  @Test
  void one_notice_200_times_on_16_threads_and_100_replays_of_one_on_8_with_a_killed_hub_are_posted_once_each() throws Exception {
    try (HubProcess hub = new HubProcess("storm").start()) {
      register(hub, 1, "张三");
      long failed = onTheDesk(hub);
      AtomicInteger sent = new AtomicInteger();
      AtomicInteger replayed = new AtomicInteger();
      Queue<Integer> answers = new ConcurrentLinkedQueue<>();
      Queue<Integer> replies = new ConcurrentLinkedQueue<>();
      ExecutorService senders = Executors.newFixedThreadPool(THREADS);
      ExecutorService replayers = Executors.newFixedThreadPool(REPLAYERS);
      for (int i = 0; i < SENDS; i++) {
        senders.execute(() -> untilAnswered(sent, answers,
            () -> StandardNotice.payment("storm-1", "S-1", 700).send(hub.api()).status()));
      }
      for (int i = 0; i < REPLAYS; i++) {
        replayers.execute(() -> untilAnswered(replayed, replies, () -> replay(hub, failed)));
      }
      await("the storm to be under way").pollInterval(Duration.ofMillis(1))
          .until(() -> sent.get() > SENDS / 3 && replayed.get() > REPLAYS / 3);
      hub.kill9();
      hub.start();
      senders.shutdown();
      replayers.shutdown();
      assertThat(senders.awaitTermination(120, TimeUnit.SECONDS)).isTrue();
      assertThat(replayers.awaitTermination(120, TimeUnit.SECONDS)).isTrue();

      assertThat(answers).hasSize(SENDS).containsOnly(204);
      assertThat(replies).hasSize(REPLAYS).containsOnly(202);
      await("the replay to have ended").atMost(Duration.ofSeconds(60)).until(() ->
          hub.api().get("/api/v1/failed/" + failed).json().path("state").asText().equals("replayed"));
      Sql sql = new Sql(hub.servers());
      assertThat(sql.number("SELECT COUNT(*) FROM payment")).isEqualTo(2);
      assertThat(hub.api().balance("S1")).isEqualTo(700);
      assertThat(hub.api().balance("S2")).isEqualTo(300);
      assertThat(hub.api().get("/api/v1/accounts/S2/statement").json().path("items")).hasSize(1);
      assertThat(hub.api().get("/api/v1/books").json().at("/ok").asBoolean()).isTrue();
      await().atMost(Duration.ofSeconds(60))
          .until(() -> sql.number("SELECT COUNT(*) FROM command WHERE kind = 'credit'") == 2);
    }
  }

  @Test
  void a_replay_whose_payment_is_kept_waiting_is_not_begun_again() throws Exception {
    try (HubProcess hub = new HubProcess("held").start()) {
      long failed = onTheDesk(hub);
      Sql sql = new Sql(hub.servers());
      try (Connection holder = sql.connection()) {
        holder.setAutoCommit(false);
        holder.createStatement().execute("SELECT amount FROM balance FOR UPDATE");
        assertThat(replay(hub, failed)).isEqualTo(202);
        await("some ticks of the replay").atMost(Duration.ofSeconds(60)).during(Duration.ofSeconds(2))
            .until(() -> sql.number("SELECT COALESCE(MAX(tries), 0) FROM replay_item") == 1);
        holder.rollback();
      }
      await("the replay to have ended").atMost(Duration.ofSeconds(60)).until(() ->
          hub.api().get("/api/v1/failed/" + failed).json().path("state").asText().equals("replayed"));
      assertThat(hub.api().balance("S2")).isEqualTo(300);
    }
  }

  /** A payment for a meter that is registered after it came. @return number of its message */
  private static long onTheDesk(HubProcess hub) {
    assertThat(StandardNotice.payment("storm-2", "S-2", 300).send(hub.api()).status()).isEqualTo(202);
    register(hub, 2, "李四");
    return hub.api().get("/api/v1/failed").json().at("/items/0/id").asLong();
  }

  private static void register(HubProcess hub, int room, String holder) {
    Api.Answer imported = hub.api().importLines("Storm,%1$d,S%1$d,%2$s,,zh-CN,S-%1$d,native,flat,0,0,1".formatted(room, holder));
    assertThat(imported.status()).as(imported.body()).isEqualTo(201);
  }

  private static int replay(HubProcess hub, long id) {
    return hub.api().post("/api/v1/failed/replays", "application/json", "{\"ids\":[" + id + "]}", Map.of()).status();
  }

  /** A provider sends again when it gets no answer, or one that is not 2xx; so does a clerk. */
  private static void untilAnswered(AtomicInteger sent, Queue<Integer> answers, IntSupplier call) {
    long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (System.nanoTime() < end) {
      sent.incrementAndGet();
      try {
        int status = call.getAsInt();
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
