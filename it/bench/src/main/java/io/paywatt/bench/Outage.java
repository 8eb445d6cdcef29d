package io.paywatt.bench;

import java.io.File;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Outages in the middle of readings: the hub is killed and starts with a backlog; the hub stands still while the broker is
 * killed with more than a window waiting; the database is killed under the route. Afterwards every reading that the broker
 * had acknowledged must be one row.
 */
final class Outage {
  private static final int METERS = 250;
  private static final int EACH = 8;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long POLL = Duration.ofMillis(50).toNanos();

  private final ReadingKind kind = new NativeReadings();
  private final HubUnderTest hub;
  private final Consumer<String> say;
  private final Instant start = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofDays(30));
  private final OutageReport report = new OutageReport();
  private Servers servers;
  private int next;

  Outage(HubUnderTest hub, Servers servers, Consumer<String> say) {
    this.hub = hub;
    this.servers = servers;
    this.say = say;
  }

  OutageReport run(int rounds) throws Exception {
    hub.importMeters(kind, METERS);
    publish();
    count("no outage", 0);
    for (int round = 1; round <= rounds; round++) {
      hubKilled();
      brokerKilled();
      databaseKilled();
      say.accept("Round " + round + " of " + rounds + ": " + (report.whole() ? "nothing lost, nothing doubled" : "NOT whole"));
    }
    return report;
  }

  /** The start-up gap: what waits when the hub starts arrives at that start. Half of it comes while it still runs. */
  private void hubKilled() throws Exception {
    publish();
    hub.kill();
    publish();
    servers = hub.start();
    count("hub killed, starts with a backlog", 2 * METERS * EACH);
  }

  /** The stall: the hub hears nothing of it, and finds more waiting than it may have in hand. */
  private void brokerKilled() throws Exception {
    signal("STOP", hub.pid());
    publish();
    ProcessHandle broker = servers.embedded();
    List<String> command = commandOf(broker);
    broker.destroyForcibly();
    broker.onExit().join();
    new ProcessBuilder(command).redirectErrorStream(true)
        .redirectOutput(new File(hub.data().toFile(), "bench-broker.log")).start();
    signal("CONT", hub.pid());
    servers = after(broker.pid());
    count("broker killed under a standing hub", METERS * EACH);
  }

  /** The failing route: nothing is acknowledged until it is stored. */
  private void databaseKilled() throws Exception {
    servers.database().destroyForcibly();
    publish();
    count("database killed under the route", METERS * EACH);
  }

  private void publish() throws Exception {
    try (ReadingStream stream = new ReadingStream(servers, kind, start)) {
      stream.publish(false, METERS, next, next + EACH);
    }
    next += EACH;
  }

  private void count(String kind, long readings) throws Exception {
    long wanted = (long) METERS * next;
    long began = System.nanoTime();
    long rows = rows();
    while (rows < wanted && System.nanoTime() - began < PATIENCE.toNanos()) {
      LockSupport.parkNanos(POLL);
      rows = rows();
    }
    report.add(kind, readings, Math.max(0, wanted - rows), Math.max(0, rows - wanted), System.nanoTime() - began);
  }

  /** What the database says; nothing while it does not answer. */
  private long rows() throws IOException {
    servers = new Servers(hub.data().resolve("embedded/state.properties"));
    try (Connection connection = servers.hub()) {
      return Servers.number(connection, "SELECT COUNT(*) FROM reading");
    } catch (SQLException e) {
      return 0;
    }
  }

  /** The servers once they are ready again. */
  private Servers after(long killed) throws BenchFailed {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      try {
        Servers now = new Servers(hub.data().resolve("embedded/state.properties"));
        if (now.embedded().pid() != killed) {
          return now;
        }
      } catch (IOException | RuntimeException notYet) {
        // the file is written when they are ready
      }
      LockSupport.parkNanos(POLL);
    }
    throw new BenchFailed("the broker did not come back; see " + hub.data() + "/bench-broker.log");
  }

  private static List<String> commandOf(ProcessHandle process) throws BenchFailed {
    List<String> command = new ArrayList<>();
    command.add(process.info().command().orElseThrow(() -> new BenchFailed("the command of the broker can't be seen")));
    command.addAll(List.of(process.info().arguments()
        .orElseThrow(() -> new BenchFailed("the arguments of the broker can't be seen on this system"))));
    return command;
  }

  private static void signal(String name, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
  }
}
