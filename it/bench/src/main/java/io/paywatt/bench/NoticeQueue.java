package io.paywatt.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A queue of messages that a hub drains into its file, as a provider would take them. */
final class NoticeQueue {
  /** Three classes, the least important first, so that the order is the queue's work. */
  private static final String KINDS = "ELT(1 + s.seq % 3, 'unknown-meter', 'alert-site-outage', 'cut-off')";
  private static final String IMPORTANCE = "ELT(1 + s.seq % 3, 6, 3, 2)";
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration STUCK = Duration.ofMinutes(2);

  /**
   * What was measured.
   *
   * @param perSecond      between the first and the last message
   * @param twice          messages that went out more than once
   * @param outOfOrder     messages of a class that ended after the first of a less important one had ended
   * @param liveBytesEarly heap in use after a collection, a tenth of the messages gone
   * @param liveBytesLate  the same at the end
   * @param cpuMicros      what one message costs hub and database
   */
  record Result(double perSecond, long twice, long outOfOrder, long liveBytesEarly, long liveBytesLate,
      Map<String, Long> cpuMicros) {
    String line(int count, int rate) {
      return String.format(Locale.ROOT, "%d messages: %.0f a second (%.1f %% of the %d that are allowed), %d twice, %d out of"
          + " order; heap in use %.1f MB after a tenth, %.1f MB at the end; CPU us a message %s", count, perSecond,
          100 * perSecond / rate, rate, twice, outOfOrder, liveBytesEarly / 1e6, liveBytesLate / 1e6, cpuMicros);
    }
  }

  private final HubUnderTest hub;
  private final Servers servers;
  private final Consumer<String> progress;

  NoticeQueue(HubUnderTest hub, Servers servers, Consumer<String> progress) {
    this.hub = hub;
    this.servers = servers;
    this.progress = progress;
  }

  /** Before the hub starts: the rules that are shipped, with this rate. */
  static void allow(HubUnderTest hub, int rate) throws IOException {
    String rules = Files.readString(hub.home().resolve("config/notices.yaml"))
        .replaceFirst("file: \\{per-second: \\d+}", "file: {per-second: " + rate + "}");
    Path file = hub.data().resolve("notices.yaml");
    Files.writeString(file, rules);
    hub.with("paywatt.notices.file", file.toString());
  }

  Result drain(int count) throws Exception {
    try (Connection database = servers.hub()) {
      fill(database, count);
      progress.accept(count + " messages wait");
      Map<String, Long> pids = Map.of("hub", hub.pid(), "database", servers.databasePid());
      CpuTime before = CpuTime.now(pids);
      long early = 0;
      long sent = 0;
      long changed = System.nanoTime();
      while (sent < count) {
        LockSupport.parkNanos(LOOK.toNanos());
        long now = Servers.number(database, "SELECT COUNT(*) FROM notice WHERE state = 'sent'");
        if (now > sent) {
          sent = now;
          changed = System.nanoTime();
        } else if (System.nanoTime() - changed > STUCK.toNanos()) {
          throw new BenchFailed("no message went out for " + STUCK.toSeconds() + " s, " + sent + " did");
        }
        if (early == 0 && sent >= count / 10) {
          early = liveBytes();
        }
      }
      return result(database, count, early, CpuTime.now(pids).microsEach(before, count));
    }
  }

  private static void fill(Connection database, int count) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute("INSERT INTO notice (notice_key, kind, recipient, locale, params, text, created_at, due_at, importance,"
          + " expires_at) SELECT CONCAT('bench', s.seq), " + KINDS + ", '13900000001', 'en', '{}', 'A message of the bench, as"
          + " long as messages are: the balance is CNY 12.30 and the power is on.', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), "
          + IMPORTANCE + ", UTC_TIMESTAMP(3) + INTERVAL 1 DAY FROM seq_1_to_" + count + " s");
    }
  }

  private Result result(Connection database, int count, long early, Map<String, Long> cpu) throws Exception {
    double seconds = Servers.number(database, "SELECT TIMESTAMPDIFF(MICROSECOND, MIN(ended_at), MAX(ended_at)) FROM notice")
        / 1e6;
    long outOfOrder = Servers.number(database, "SELECT COUNT(*) FROM notice n JOIN (SELECT i.importance, (SELECT"
        + " MIN(l.ended_at) FROM notice l WHERE l.importance > i.importance) AS less FROM (SELECT DISTINCT importance"
        + " FROM notice) i) f ON f.importance = n.importance WHERE n.ended_at > f.less + INTERVAL 2 SECOND");
    try (var lines = Files.lines(hub.data().resolve("notices.jsonl"))) {
      List<String> ids = lines.map(line -> line.replaceFirst(".*\"id\":(\\d+),.*", "$1")).toList();
      return new Result(count / seconds, ids.size() - Set.copyOf(ids).size(), outOfOrder, early, liveBytes(), cpu);
    }
  }

  /** What a full collection leaves in the heap of the hub: the total of its histogram. */
  private long liveBytes() throws IOException {
    Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
        Long.toString(hub.pid()), "GC.class_histogram").redirectErrorStream(true).start();
    try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> line.startsWith("Total")).findFirst()
          .map(line -> Long.parseLong(line.strip().split("\\s+")[2])).orElse(0L);
    }
  }
}
