package io.paywatt.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Kills the reconciling hub or its database with SIGKILL at random instants, lets the next run go on, and proves that every
 * meter was billed once: its register, its entry, its balance, and books that sum to zero.
 */
final class KillReconcile {
  private static final Duration DATABASE_BACK = Duration.ofMinutes(2);
  private static final long POLL_MILLIS = 20;
  private static final long SHORTEST_MILLIS = 200;
  private static final int MOST_RUNS = 10;
  private static final int METERS_PER_MILLI = 50;

  /**
   * What was found.
   *
   * @param hubKills      how often the reconciling process was killed
   * @param databaseKills how often the database was
   * @param passes        readings of each meter that were billed through these kills
   */
  record Result(int meters, int hubKills, int databaseKills, int passes) {
    String line() {
      return "%d meters, %d readings each, hub killed %d times, database %d times: no meter billed twice or skipped, trial balance 0"
          .formatted(meters, passes, hubKills, databaseKills);
    }
  }

  private final HubUnderTest hub;
  private final Servers servers;
  private final ReconcileData data;
  private final Random random;
  private final Consumer<String> progress;
  private final int meters;
  private int hubKills;
  private int databaseKills;
  private long usualMillis;

  KillReconcile(HubUnderTest hub, Servers servers, int meters, long seed, Consumer<String> progress) {
    this.hub = hub;
    this.servers = servers;
    this.meters = meters;
    this.data = new ReconcileData(meters, meters);
    this.usualMillis = Math.max(SHORTEST_MILLIS, meters / METERS_PER_MILLI);
    this.random = new Random(seed);
    this.progress = progress;
  }

  /** Kills that many times. @throws BenchFailed when a meter was billed twice or skipped, saying which rule is broken */
  Result run(int kills, String tariff) throws Exception {
    try (Connection connection = servers.hub()) {
      data.make(connection, tariff, progress);
    }
    while (hubKills + databaseKills < kills) {
      try (Connection connection = servers.hub()) {
        data.read(connection);
      }
      int before = hubKills + databaseKills;
      while (hubKills + databaseKills < kills && runKilled()) {
        progress.accept("%d of %d kills".formatted(hubKills + databaseKills, kills));
      }
      billAll();
      check();
      progress.accept("reading %d: %d kills, all meters billed once".formatted(data.readings(),
          hubKills + databaseKills - before));
    }
    return new Result(meters, hubKills, databaseKills, data.readings());
  }

  /** What a killed run held is skipped until the server has taken it back. */
  private void billAll() throws Exception {
    try (Connection connection = servers.hub()) {
      for (int run = 0; run < MOST_RUNS && Servers.number(connection, "SELECT COUNT(*) FROM meter_billing WHERE has_unbilled") > 0;
          run++) {
        hub.reconcile();
      }
    }
  }

  /** One run with a kill in it. @return false when it had ended before the kill */
  private boolean runKilled() throws Exception {
    Process process = hub.startReconcile();
    awaitWork(process);
    long began = System.nanoTime();
    if (process.waitFor(random.nextLong(usualMillis), TimeUnit.MILLISECONDS)) {
      usualMillis = Math.max(SHORTEST_MILLIS, Duration.ofNanos(System.nanoTime() - began).toMillis());
      if (process.exitValue() != 0) {
        throw new BenchFailed("./paywatt reconcile ended with status " + process.exitValue() + " without being killed");
      }
      return false;
    }
    if (random.nextBoolean()) {
      hubKills++;
      process.destroyForcibly().waitFor();
    } else {
      databaseKills++;
      ProcessHandle.of(servers.databasePid()).ifPresent(ProcessHandle::destroyForcibly);
      process.waitFor();
      awaitDatabase();
    }
    return true;
  }

  /** Until its first slice is at work: a kill before would prove nothing. */
  private void awaitWork(Process process) throws SQLException, InterruptedException {
    try (Connection connection = servers.hub()) {
      while (process.isAlive() && Servers.number(connection, "SELECT COUNT(*) FROM information_schema.PROCESSLIST"
          + " WHERE INFO LIKE '%reconcile\\_%' AND ID <> CONNECTION_ID()") == 0) {
        Thread.sleep(POLL_MILLIS);
      }
    }
  }

  private void awaitDatabase() throws InterruptedException, BenchFailed {
    long end = System.nanoTime() + DATABASE_BACK.toNanos();
    while (System.nanoTime() < end) {
      try (Connection connection = servers.hub()) {
        Servers.number(connection, "SELECT 1");
        return;
      } catch (SQLException notYet) {
        Thread.sleep(POLL_MILLIS);
      }
    }
    throw new BenchFailed("the database did not come back in " + DATABASE_BACK.toSeconds() + " s");
  }

  private void check() throws Exception {
    try (Connection connection = servers.hub()) {
      String rise = data.readings() + " * " + ReconcileData.RISE;
      must(connection, 0, "meters that are not billed up to their last register", "SELECT COUNT(*) FROM meter m"
          + " JOIN meter_billing b ON b.meter_id = m.id WHERE b.has_unbilled OR b.billed_register_wh <> " + rise);
      must(connection, (long) meters * data.readings(), "consumption entries",
          "SELECT COUNT(*) FROM journal_entry WHERE kind = 'consumption'");
      must(connection, 0, "meters whose charge lines are not their consumption", "SELECT COUNT(*) FROM (SELECT m.id FROM meter m"
          + " LEFT JOIN charge_line c ON c.meter_id = m.id GROUP BY m.id HAVING COALESCE(SUM(c.energy_wh), 0) <> " + rise
          + ") wrong");
      must(connection, 0, "nano units of the trial balance", "SELECT SUM(amount) FROM posting");
      must(connection, 0, "accounts whose balance is not opening and postings", "SELECT COUNT(*) FROM (SELECT b.account_id"
          + " FROM balance b JOIN ledger_account l ON l.account_id = b.account_id LEFT JOIN posting p"
          + " ON p.ledger_account_id = l.id GROUP BY b.account_id, b.amount HAVING b.amount <> " + ReconcileData.OPENING
          + " + COALESCE(SUM(p.amount), 0)) wrong");
    }
  }

  private static void must(Connection connection, long expected, String what, String query) throws SQLException, BenchFailed {
    long found = Servers.number(connection, query);
    if (found != expected) {
      throw new BenchFailed(found + " " + what + ", must be " + expected);
    }
  }
}
