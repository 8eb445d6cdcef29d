package io.paywatt.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Readings over MQTT 5 with QoS 1, until the last is a row. Whole readings a meter: a count is rounded down to them. */
final class Readings implements Workload {
  /** Most in a round: the embedded broker keeps 100 000 messages for one subscriber. */
  static final int MOST_COUNT = 90_000;
  static final int METERS = 1000;
  private static final long PATIENCE = Duration.ofMinutes(3).toNanos();
  /** Each look costs the database a millisecond, which is the hub's loss. */
  private static final long POLL = Duration.ofMillis(25).toNanos();

  /** When all were seen, and what had been taken by then. */
  private record Seen(long nanos, CpuTime cpu) {}

  private final HubUnderTest hub;
  private final Servers servers;
  private final ReadingKind kind;
  private final ReadingLimit limit;
  private ReadingStream stream;
  private int hubNext;
  private int limitNext;

  Readings(HubUnderTest hub, Servers servers, ReadingKind kind) {
    this.kind = kind;
    this.hub = hub;
    this.servers = servers;
    this.limit = new ReadingLimit(servers, kind);
  }

  @Override
  public String name() {
    return kind.name();
  }

  @Override
  public int usualCount() {
    return 30_000;
  }

  @Override
  public void prepare() throws Exception {
    hub.importMeters(kind, METERS);
    limit.prepare();
    stream = new ReadingStream(servers, kind);
  }

  @Override
  public Measure hub(int count) throws Exception {
    int meters = Math.min(METERS, count);
    int from = hubNext;
    hubNext += count / meters;
    int readings = meters * (hubNext - from);
    Map<String, Long> pids = Map.of("hub", hub.pid(), "database", servers.databasePid(), "broker", servers.brokerPid(),
        "sender", ProcessHandle.current().pid());
    try (Connection connection = servers.hub()) {
      CpuTime before = CpuTime.now(pids);
      long began = System.nanoTime();
      stream.publish(false, meters, from, hubNext);
      Seen end = awaitRows(connection, pids, meters, (long) meters * hubNext);
      return new Measure(readings, end.nanos() - began, new long[0], end.cpu().microsEach(before, readings));
    }
  }

  @Override
  public Measure limit(int count) throws Exception {
    int meters = Math.min(METERS, count);
    int from = limitNext;
    limitNext += count / meters;
    return limit.measure(stream, meters, from, limitNext);
  }

  /** Waits for the rows. Counting them takes long, so that is begun when every meter's last reading is known. */
  private Seen awaitRows(Connection connection, Map<String, Long> pids, int meters, long rows)
      throws SQLException, BenchFailed {
    String finished = kind.finished(hubNext - 1, stream.at(hubNext - 1));
    long giveUp = System.nanoTime() + PATIENCE;
    while (System.nanoTime() < giveUp) {
      if (Servers.number(connection, finished) == meters) {
        Seen seen = new Seen(System.nanoTime(), CpuTime.now(pids));
        if (Servers.number(connection, kind.rows()) == rows) {
          return seen;
        }
      }
      LockSupport.parkNanos(POLL);
    }
    throw new BenchFailed("of " + rows + " readings that the broker acknowledged "
        + Servers.number(connection, kind.rows()) + " are rows " + Duration.ofNanos(PATIENCE).toSeconds() + " s later");
  }

  @Override
  public void close() {
    if (stream != null) {
      stream.close();
    }
  }
}
