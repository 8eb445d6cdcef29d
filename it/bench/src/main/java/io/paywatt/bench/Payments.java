package io.paywatt.bench;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import io.paywatt.simulator.standard.StandardSender;

/** Payment notices by Standard Webhooks on kept connections, each answered 204 when it is posted. */
final class Payments implements Workload {
  /** Most in a round: they are signed before the clock starts, and a signature holds for five minutes. */
  static final int MOST_COUNT = 20_000;
  static final int ACCOUNTS = 1000;
  private static final long SETTLE = Duration.ofSeconds(60).toNanos();

  private final HubUnderTest hub;
  private final Servers servers;
  private final PaymentLimit limit;
  private final int connections;
  private final boolean effects;
  private int sent;

  /**
   * @param connections of the hub's senders, and as many of the limit program
   * @param effects     whether the hub makes commands and messages of the payments
   */
  Payments(HubUnderTest hub, Servers servers, int connections, boolean effects) {
    this.hub = hub;
    this.servers = servers;
    this.limit = new PaymentLimit(servers, connections);
    this.connections = connections;
    this.effects = effects;
  }

  @Override
  public String name() {
    return "payments";
  }

  @Override
  public int usualCount() {
    return 10_000;
  }

  @Override
  public void prepare() throws Exception {
    hub.importMeters(IntStream.range(0, ACCOUNTS).mapToObj(Payments::meter).toList());
    limit.prepare();
  }

  @Override
  public Measure hub(int count) throws Exception {
    List<byte[]> requests = requests(count);
    Map<String, Long> pids = Map.of("hub", hub.pid(), "database", servers.databasePid(), "sender", ProcessHandle.current().pid());
    CpuTime before = CpuTime.now(pids);
    Measure measure = Crew.measure(connections, count, () -> {
      KeepAlive connection = new KeepAlive(hub.httpPort());
      return new Crew.Worker() {
        @Override
        public void work(int piece) throws Exception {
          int status = connection.exchange(requests.get(piece));
          if (status != 204) {
            throw new BenchFailed("a payment notice was answered " + status + ", expected 204");
          }
        }

        @Override
        public void close() throws Exception {
          connection.close();
        }
      };
    });
    Map<String, Long> cpu = CpuTime.now(pids).microsEach(before, count);
    settle();
    return measure.with(cpu);
  }

  @Override
  public Measure limit(int count) throws Exception {
    return limit.measure(count);
  }

  @Override
  public void close() {
    // every round closes its connections
  }

  private List<byte[]> requests(int count) {
    StandardSender sender = hub.sender();
    int first = sent;
    sent += count;
    return IntStream.range(first, sent).mapToObj(i -> {
      String transaction = "bench-" + i;
      byte[] body = StandardSender.body(
          StandardSender.payment(transaction, meter(i % ACCOUNTS), 100 + i % 900, "CNY", Instant.now()));
      return KeepAlive.post("/webhooks/standard", sender.signed("msg_" + transaction, Instant.now(), body), body);
    }).toList();
  }

  /** Checks that all are posted, and lets the hub do their side effects: they would slow the limit program. */
  private void settle() throws Exception {
    try (Connection connection = servers.hub()) {
      long posted = Servers.number(connection, "SELECT COUNT(*) FROM payment WHERE state = 'posted'");
      if (posted != sent) {
        throw new BenchFailed(sent + " payments were answered 204, and " + posted + " are posted");
      }
      long end = System.nanoTime() + SETTLE;
      while (effects && Servers.number(connection, "SELECT COUNT(*) FROM outbox WHERE done_at IS NULL") > 0
          && System.nanoTime() < end) {
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
    }
  }

  private static String meter(int number) {
    return "PAY-" + number;
  }
}
