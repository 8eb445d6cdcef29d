package io.paywatt.simulator.http;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import io.paywatt.simulator.http.HttpCaller.Answer;

/** Posts notices until they are acknowledged, on a provider's own schedule, and loses, delays and doubles them by chance. */
public final class Courier implements AutoCloseable {
  /** A notice as it goes out. */
  public record Letter(String url, Map<String, String> headers, byte[] body) {}

  /** A notice on its way: HTTP status of each attempt (0: no answer, or lost), and whether it was acknowledged in the end. */
  public record Delivery(List<Integer> attempts, CompletableFuture<Boolean> done) {}

  private final HttpCaller http;
  private final List<Integer> gapsSeconds;
  private final double scale;
  private final Faults faults;
  private final ScheduledExecutorService timer;

  /**
   * @param name        of the threads
   * @param timeout     the provider's patience with one call
   * @param gapsSeconds between attempts; empty when the provider tries once only
   * @param scale       multiplies every gap; 1 is real time
   */
  public Courier(String name, Duration timeout, List<Integer> gapsSeconds, double scale, Faults faults) {
    this.http = new HttpCaller(timeout);
    this.gapsSeconds = List.copyOf(gapsSeconds);
    this.scale = scale;
    this.faults = faults;
    this.timer = Executors.newScheduledThreadPool(2, work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    });
  }

  /** One attempt, now, without faults. @throws IOException when no answer came */
  public Answer post(Letter letter) throws IOException {
    return http.call("POST", letter.url(), letter.headers(), letter.body());
  }

  /** First attempt at once, the others on the schedule. @param letter written anew for each attempt */
  public Delivery deliver(Supplier<Letter> letter) {
    Delivery delivery = new Delivery(new CopyOnWriteArrayList<>(), new CompletableFuture<>());
    later(letter, delivery, faults.delay().toMillis());
    if (faults.doubles()) {
      later(letter, new Delivery(new CopyOnWriteArrayList<>(), new CompletableFuture<>()), faults.delay().toMillis());
    }
    return delivery;
  }

  private void attempt(Supplier<Letter> letter, Delivery delivery) {
    int status = faults.loses() ? 0 : status(letter.get());
    delivery.attempts().add(status);
    int made = delivery.attempts().size();
    if (status / 100 == 2) {
      delivery.done().complete(true);
    } else if (made > gapsSeconds.size()) {
      delivery.done().complete(false);
    } else {
      later(letter, delivery, Math.round(gapsSeconds.get(made - 1) * 1000 * scale));
    }
  }

  private void later(Supplier<Letter> letter, Delivery delivery, long delayMillis) {
    try {
      timer.schedule(() -> attempt(letter, delivery), delayMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      delivery.done().complete(false);
    }
  }

  private int status(Letter letter) {
    try {
      return post(letter).status();
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
