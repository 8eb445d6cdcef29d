package io.paywatt.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;

/** Publishes readings of many meters with QoS 1 as fast as the broker acknowledges them, each meter's in its order. */
final class ReadingStream implements AutoCloseable {
  private static final int CONNECTIONS = 4;
  private static final int UNACKNOWLEDGED = 2000;

  private final List<Mqtt5AsyncClient> clients = new ArrayList<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
  private final ReadingKind kind;
  private final Instant start;

  ReadingStream(Servers servers, ReadingKind kind) {
    this(servers, kind, Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofDays(30)));
  }

  /** @param start time of every meter's reading number 0 */
  ReadingStream(Servers servers, ReadingKind kind, Instant start) {
    this.kind = kind;
    this.start = start;
    for (int i = 0; i < CONNECTIONS; i++) {
      clients.add(servers.mqtt("bench-meters-" + i));
    }
  }

  /** Time of a meter's reading of that number; one a minute. */
  Instant at(int number) {
    return start.plusSeconds(60L * number);
  }

  /** Publishes readings {@code from} to {@code to}-1 of every meter and returns when the broker has all of them. */
  void publish(boolean limit, int meters, int from, int to) throws Exception {
    List<Future<?>> ends = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      int connection = i;
      Callable<Void> part = () -> {
        publish(connection, limit, meters, from, to);
        return null;
      };
      ends.add(threads.submit(part));
    }
    for (Future<?> end : ends) {
      end.get();
    }
  }

  private void publish(int connection, boolean limit, int meters, int from, int to) throws Exception {
    Mqtt5AsyncClient client = clients.get(connection);
    Semaphore window = new Semaphore(UNACKNOWLEDGED);
    AtomicReference<Throwable> fault = new AtomicReference<>();
    for (int number = from; number < to; number++) {
      for (int meter = connection; meter < meters; meter += CONNECTIONS) {
        window.acquire();
        client.publishWith().topic(kind.topic(meter, limit)).qos(MqttQos.AT_LEAST_ONCE)
            .payload(kind.payload(meter, number, at(number))).send().whenComplete((done, failed) -> {
              fault.compareAndSet(null, failed);
              window.release();
            });
      }
    }
    window.acquire(UNACKNOWLEDGED);
    if (fault.get() != null) {
      throw new BenchFailed("the broker did not take a reading: " + fault.get());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    clients.forEach(client -> client.disconnect().join());
  }
}
