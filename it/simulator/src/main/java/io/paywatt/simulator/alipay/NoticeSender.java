package io.paywatt.simulator.alipay;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import io.paywatt.simulator.http.FaultyHandler;
import io.paywatt.simulator.http.HttpCaller;
import io.paywatt.simulator.http.HttpCaller.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts notices, and posts them again on Alipay's schedule until the answer is the seven bytes {@code success}. */
final class NoticeSender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NoticeSender.class);
  /** Gaps between attempts in seconds: eight attempts in 25 hours. */
  private static final List<Integer> GAPS_SECONDS = List.of(240, 600, 600, 3600, 7200, 21600, 54000);

  private final HttpCaller http = new HttpCaller(Duration.ofSeconds(15));
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2, work -> {
    Thread thread = new Thread(work, "alipay-notices");
    thread.setDaemon(true);
    return thread;
  });
  private final double scale;
  private final FaultyHandler faults;

  /** @param scale multiplies every gap; 1 is real time @param faults which notices get lost, come twice or late */
  NoticeSender(double scale, FaultyHandler faults) {
    this.scale = scale;
    this.faults = faults;
  }

  /** One attempt, now. @throws IOException when no answer came */
  Answer post(String url, byte[] form) throws IOException {
    return http.call("POST", url, Map.of("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"), form);
  }

  /** First attempt at once, the others on the schedule. */
  Delivery deliver(String url, byte[] form) {
    if (faults.doublesNotice()) {
      later(url, form, new Delivery(), faults.noticeDelay().toMillis());
    }
    Delivery delivery = new Delivery();
    later(url, form, delivery, faults.noticeDelay().toMillis());
    return delivery;
  }

  private void attempt(String url, byte[] form, Delivery delivery) {
    String answer = faults.losesNotice() ? "" : answer(url, form);
    int made = delivery.record(answer);
    if (answer.equals("success")) {
      delivery.end(true);
    } else if (made > GAPS_SECONDS.size()) {
      delivery.end(false);
    } else {
      later(url, form, delivery, Math.round(GAPS_SECONDS.get(made - 1) * 1000 * scale));
    }
  }

  private void later(String url, byte[] form, Delivery delivery, long delayMillis) {
    try {
      timer.schedule(() -> attempt(url, form, delivery), delayMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      delivery.end(false);
    }
  }

  private String answer(String url, byte[] form) {
    try {
      Answer answer = post(url, form);
      return answer.status() == 200 ? answer.text() : "HTTP " + answer.status() + ": " + answer.text();
    } catch (IOException e) {
      LOG.debug("no answer from {}: {}", url, e.toString());
      return "";
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
