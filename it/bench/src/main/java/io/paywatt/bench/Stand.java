package io.paywatt.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** A hub with servers of its own for one command: started, used, ended, and its data deleted when all went well. */
final class Stand {
  /** What is done with it. */
  interface Use {
    void with(HubUnderTest hub, Servers servers) throws Exception;
  }

  /** The reconciliation would run in some rounds and not in others. */
  static final String NEVER = "0 0 0 1 1 ? 2099";
  static final String EVERY_SECOND = "* * * * * ?";

  /** What is set before it starts. */
  interface Setup {
    void of(HubUnderTest hub) throws IOException;
  }

  private Stand() {}

  /** As {@link #use(String, boolean, Use)}, with effects. */
  static int use(String reconcileCron, Use use) throws IOException {
    return use(reconcileCron, true, use);
  }

  /**
   * @param reconcileCron when the hub bills
   * @param effects       whether the hub makes commands and messages of outbox rows
   * @return exit status: 0, or 1 after saying why
   */
  static int use(String reconcileCron, boolean effects, Use use) throws IOException {
    return use(reconcileCron, hub -> {
      if (!effects) {
        hub.without("shared/outbox-dispatch.camel.yaml");
      }
    }, use);
  }

  /** As {@link #use(String, Use)}, with other settings. */
  static int use(String reconcileCron, Setup setup, Use use) throws IOException {
    // what goes wrong reaches us as an exception; standard output is for the result
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
    Path home = Path.of(System.getProperty("paywatt.home", ".")).toAbsolutePath().normalize();
    HubUnderTest hub = new HubUnderTest(home, data(home), defines());
    hub.with("paywatt.reconcile.cron", reconcileCron);
    setup.of(hub);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(hub, false), "bench-stop"));
    try {
      say("Starting a hub with its servers ...");
      use.with(hub, hub.start());
      stop(hub, true);
      return 0;
    } catch (Exception e) {
      say("paywatt bench: " + (e instanceof BenchFailed ? e.getMessage() : e.toString()));
      say("The logs are kept in " + hub.data() + "/logs");
      stop(hub, false);
      return 1;
    }
  }

  /** Progress, beside the result. */
  static void say(String line) {
    System.err.println(line);
  }

  private static Path data(Path home) {
    String given = System.getenv("PAYWATT_DATA");
    return given == null || given.isEmpty() ? home.resolve("target/bench") : home.resolve(given).resolve("bench");
  }

  private static Map<String, String> defines() {
    Map<String, String> defines = new TreeMap<>();
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("paywatt.") && !name.equals("paywatt.home"))
        .forEach(name -> defines.put(name, System.getProperty(name)));
    return defines;
  }

  private static void stop(HubUnderTest hub, boolean delete) {
    try {
      hub.close();
      if (delete) {
        hub.deleteData();
      }
    } catch (IOException | InterruptedException e) {
      say("paywatt bench: the hub in " + hub.data() + " could not be ended: " + e);
    }
  }
}
