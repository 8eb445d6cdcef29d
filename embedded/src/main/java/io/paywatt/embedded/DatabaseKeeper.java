package io.paywatt.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts MariaDB or takes over the one that stands, and starts it again when it dies. */
final class DatabaseKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseKeeper.class);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final MariaDbServer server;
  private final Ports ports;
  private final Runnable changed;
  private volatile MariaDbProcess process;
  private volatile boolean stopping;

  /** @param memory in megabytes @param changed called after a restart, when the pid is another */
  DatabaseKeeper(Layout layout, Path binaries, int memory, Ports ports, Runnable changed) throws IOException {
    this.server = new MariaDbServer(layout, binaries, memory);
    this.ports = ports;
    this.changed = changed;
  }

  /** @param wanted port, or 0 for the one used before, or any free one */
  void start(int wanted) throws IOException {
    long begin = System.nanoTime();
    Optional<MariaDbProcess> standing = server.takeOver(wanted);
    process = standing.isPresent() ? standing.get() : server.start(ports.choose(Ports.DATABASE, wanted));
    ports.remember(Ports.DATABASE, process.port());
    Embedded.say(String.format("MariaDB %s on 127.0.0.1:%d (pid %d, %d ms)",
        standing.isPresent() ? "taken over as it stands" : "ready", process.port(), process.pid(),
        (System.nanoTime() - begin) / 1_000_000));
  }

  /** From here on a server that dies is started again on the same port. */
  void watch() {
    Thread watcher = new Thread(this::keepAlive, "mariadb-watch");
    watcher.setDaemon(true);
    watcher.start();
  }

  private void keepAlive() {
    Duration pause = LOOK;
    while (!stopping) {
      Processes.pause(pause);
      if (!stopping && !process.isAlive()) {
        pause = startAgain() ? LOOK : longer(pause);
      }
    }
  }

  private synchronized boolean startAgain() {
    if (stopping) {
      return true;
    }
    LOG.warn("MariaDB (pid {}) has ended without being told to; starting it again", process.pid());
    try {
      process = server.start(process.port());
      LOG.info("MariaDB is back on port {} (pid {})", process.port(), process.pid());
      changed.run();
      return true;
    } catch (StartFailure | IOException e) {
      LOG.error("MariaDB could not be started again; next try follows", e);
      return false;
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  /** From here on a server that ends stays down: a signal to the whole process group may have reached it first. */
  void expectEnd() {
    stopping = true;
  }

  /** Waits for a restart under way, then ends the server. */
  void stop(Duration patience) {
    expectEnd();
    synchronized (this) {
      if (process != null) {
        process.stop(patience);
      }
    }
  }

  long pid() {
    return process.pid();
  }

  String url() {
    return MariaDb.url(process.port());
  }

  String password() {
    return server.password();
  }
}
