package io.paywatt.bench;

import java.sql.Connection;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** One new reading a meter, billed by the hub on its schedule: registers, tariffs, postings, balances, credit. */
final class Reconciling implements Workload {
  static final int MOST_METERS = 20_000_000;
  private static final long PATIENCE = Duration.ofMinutes(30).toNanos();
  private static final long POLL = Duration.ofMillis(20).toNanos();
  private static final LocalDateTime LIMIT_START = LocalDateTime.of(2026, 1, 1, 0, 0);

  private final HubUnderTest hub;
  private final Servers servers;
  private final ReconcileData data;
  private final ReconcileLimit limit;
  private final String tariff;
  private final Consumer<String> progress;
  private int limitReadings;

  /** @param tariff code of the accounts' tariff @param connections of the limit program; the hub has its own workers */
  Reconciling(HubUnderTest hub, Servers servers, int meters, int sample, String tariff, int connections,
      Consumer<String> progress) {
    this.hub = hub;
    this.servers = servers;
    this.data = new ReconcileData(meters, sample);
    this.limit = new ReconcileLimit(servers, data, meters, connections);
    this.tariff = tariff;
    this.progress = progress;
  }

  @Override
  public String name() {
    return "reconcile-" + tariff;
  }

  @Override
  public int usualCount() {
    return data.sampled();
  }

  @Override
  public int warmUps() {
    return 1;
  }

  @Override
  public void prepare() throws Exception {
    try (Connection connection = servers.hub()) {
      data.make(connection, tariff, progress);
    }
    limit.prepare();
  }

  /** From the start of the first slice, by the hub's clock, to the end of the last. */
  @Override
  public Measure hub(int count) throws Exception {
    try (Connection connection = servers.hub()) {
      long before = Servers.number(connection, "SELECT COALESCE(MAX(id), 0) FROM journal_entry");
      data.read(connection);
      Map<String, Long> pids = Map.of("hub", hub.pid(), "database", servers.databasePid());
      CpuTime idle = CpuTime.now(pids);
      String open = "SELECT COUNT(*) FROM meter_billing WHERE has_unbilled AND meter_id IN (" + data.blockEnds() + ")";
      long giveUp = System.nanoTime() + PATIENCE;
      while (Servers.number(connection, open) > 0) {
        if (System.nanoTime() > giveUp) {
          throw new BenchFailed("the hub has not billed all meters " + Duration.ofNanos(PATIENCE).toSeconds() + " s later");
        }
        LockSupport.parkNanos(POLL);
      }
      long ended = System.currentTimeMillis();
      long began = Servers.number(connection, "SELECT TIMESTAMPDIFF(MICROSECOND, '1970-01-01', posted_at) DIV 1000"
          + " FROM journal_entry WHERE id > " + before + " ORDER BY id LIMIT 1");
      Map<String, Long> cpu = CpuTime.now(pids).microsEach(idle, data.sampled());
      check(connection, before);
      return new Measure(data.sampled(), (ended - began) * 1_000_000, new long[0], cpu);
    }
  }

  /** Every sampled meter has one entry more. */
  private void check(Connection connection, long before) throws Exception {
    long entries = Servers.number(connection, "SELECT COUNT(*) FROM journal_entry WHERE id > " + before);
    if (entries != data.sampled()) {
      throw new BenchFailed(data.sampled() + " meters had a new reading, and " + entries + " entries were posted");
    }
  }

  @Override
  public Measure limit(int count) throws Exception {
    return limit.measure(LIMIT_START.plusHours(++limitReadings).toString());
  }

  @Override
  public void close() {
    // every round closes its connections
  }
}
