package io.paywatt.simulator.wechat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import io.paywatt.simulator.http.FaultyHandler;
import io.paywatt.simulator.http.HttpCaller;
import io.paywatt.simulator.http.HttpCaller.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts notices, and posts them again on WeChat Pay's schedule until they are acknowledged. */
final class NoticeSender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NoticeSender.class);
  /** Gaps between attempts in seconds: 15 of them, 24 h 4 min in all. */
  private static final List<Integer> GAPS_SECONDS =
      List.of(15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10800, 10800, 10800, 21600, 21600);
  private static final Duration ANSWER_TIME = Duration.ofSeconds(5);

  private final HttpCaller http = new HttpCaller(ANSWER_TIME);
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2, work -> {
    Thread thread = new Thread(work, "wechat-notices");
    thread.setDaemon(true);
    return thread;
  });
  private final double scale;
  private final Supplier<FaultyHandler> faults;

  /** @param scale multiplies every gap; 1 is real time @param faults which notices get lost, come twice or late */
  NoticeSender(double scale, Supplier<FaultyHandler> faults) {
    this.scale = scale;
    this.faults = faults;
  }

  /** One attempt, now. @throws IOException when no answer came */
  Answer post(String url, Notice notice) throws IOException {
    return http.call("POST", url, notice.headers(), notice.body());
  }

  /** First attempt at once, the others on the schedule. @param draft makes the notice; each has an id of its own */
  Delivery deliver(String url, Supplier<NoticeDraft> draft) {
    if (faults.get().doublesNotice()) {
      again(url, draft.get(), new Delivery(), 0);
    }
    Delivery delivery = new Delivery();
    again(url, draft.get(), delivery, faults.get().noticeDelay().toMillis());
    return delivery;
  }

  /** Does something soon, not in the caller's thread. */
  void soon(Runnable work) {
    timer.execute(work);
  }

  private void attempt(String url, NoticeDraft draft, Delivery delivery) {
    int status = faults.get().losesNotice() ? 0 : status(url, draft);
    int made = delivery.record(status);
    if (status / 100 == 2) {
      delivery.end(true);
    } else if (made > GAPS_SECONDS.size()) {
      delivery.end(false);
    } else {
      again(url, draft, delivery, Math.round(GAPS_SECONDS.get(made - 1) * 1000 * scale));
    }
  }

  private void again(String url, NoticeDraft draft, Delivery delivery, long delayMillis) {
    try {
      timer.schedule(() -> attempt(url, draft, delivery), delayMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      delivery.end(false);
    }
  }

  private int status(String url, NoticeDraft draft) {
    try {
      return post(url, draft.sign(Instant.now())).status();
    } catch (IOException e) {
      LOG.debug("no answer from {}: {}", url, e.toString());
      return 0;
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
