package io.paywatt.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * {@code ./paywatt run} as an operator starts it, on a data folder and ports of its own. {@link #kill9()} kills the hub
 * and leaves its servers standing; {@link #start()} again takes them over.
 */
public final class HubProcess implements AutoCloseable {
  /** Repository root. */
  public static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  /** Key bytes: paywatt-standard-webhook-key-32b. */
  public static final String STANDARD_SECRET = "whsec_cGF5d2F0dC1zdGFuZGFyZC13ZWJob29rLWtleS0zMmI=";
  private static final Duration START = Duration.ofSeconds(120);

  private final Path data;
  private final Map<String, String> environment = new HashMap<>();
  private final int httpPort = freePort();
  private final int managementPort = freePort();
  private Process process;
  private int starts;

  /** @param name of the data folder below target/, emptied */
  public HubProcess(String name) {
    this.data = Path.of("target", "it", name).toAbsolutePath();
    with("PAYWATT_DATA", data.toString());
    endWhatAnEarlierTestLeft();
    with("PAYWATT_HTTP_PORT", String.valueOf(httpPort));
    with("PAYWATT_MANAGEMENT_PORT", String.valueOf(managementPort));
    with("PAYWATT_MQTT_PORT", String.valueOf(freePort()));
    with("PAYWATT_API_TOKEN", "test-token");
    with("PAYWATT_STANDARD_SECRET", STANDARD_SECRET);
    with("PAYWATT_RECONCILE_CRON", "0/1 * * * * ?");
    with("PAYWATT_ADMIN_PHONES", "13900000000");
  }

  /** Sets an environment variable for the next start. */
  public HubProcess with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Starts, and waits until the API answers. */
  public HubProcess start() {
    launch();
    Awaitility.await("the hub to be ready; its log is " + log()).atMost(START).pollInterval(Duration.ofMillis(100))
        .until(() -> !process.isAlive() || api().isUp());
    if (!process.isAlive()) {
      throw new IllegalStateException("The hub ended with " + process.exitValue() + ": " + output());
    }
    return this;
  }

  /** Starts without waiting. */
  public HubProcess launch() {
    starts++;
    process = command(log(), "run");
    return this;
  }

  /** Whether the hub says of itself that it is well. */
  public boolean isHealthy() {
    return new Api("http://127.0.0.1:" + managementPort, "").answers("/observe/health");
  }

  /** Runs another command of the launcher on the same data and waits for its end. */
  public Result run(String... arguments) {
    try {
      Path out = Files.createTempFile(data, "command-", ".out");
      Process command = command(out, arguments);
      if (!command.waitFor(180, TimeUnit.SECONDS)) {
        command.destroyForcibly();
        throw new IllegalStateException(String.join(" ", arguments) + " does not end: " + Files.readString(out));
      }
      return new Result(command.exitValue(), withoutNotes(Files.readString(out)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Without what the JVM says of options that this class sets. */
  private static String withoutNotes(String output) {
    return output.replaceAll("(?m)^\\s*NOTE: Picked up JDK_JAVA_OPTIONS:.*\\R", "");
  }

  /** What a command said and how it ended. */
  public record Result(int exit, String output) {}

  /** kill -9 of the hub. */
  public void kill9() {
    process.destroyForcibly();
    Awaitility.await("the killed hub to be gone").until(() -> !process.isAlive());
  }

  public Path data() {
    return data;
  }

  public int httpPort() {
    return httpPort;
  }

  public int managementPort() {
    return managementPort;
  }

  public Process process() {
    return process;
  }

  /** The API of this hub. */
  public Api api() {
    return new Api("http://127.0.0.1:" + httpPort, "test-token");
  }

  /** What the embedded servers wrote down. */
  public Properties servers() {
    Properties state = new Properties();
    try (var reader = Files.newBufferedReader(data.resolve("embedded/state.properties"))) {
      state.load(reader);
      return state;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the hub said since its last start. */
  public String output() {
    try {
      return Files.readString(log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
    run("stop");
  }

  private Path log() {
    return data.resolve("hub-" + starts + ".log");
  }

  private Process command(Path out, String... arguments) {
    List<String> command = new ArrayList<>(List.of(HOME.resolve("paywatt").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(HOME.toFile()).redirectErrorStream(true)
        .redirectOutput(out.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PAYWATT_"));
    // a hub of a test lives for seconds: compiling it well costs more than it brings
    builder.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void endWhatAnEarlierTestLeft() {
    if (Files.exists(data)) {
      run("stop");
    }
    emptied(data);
    shareDatabaseBinaries();
  }

  /** Unpacking 350 MB for each hub would be most of its start. */
  private void shareDatabaseBinaries() {
    Path unpacked = HOME.resolve("embedded/target/mariadb");
    try {
      if (Files.exists(unpacked.resolve("unpacked"))) {
        Files.createSymbolicLink(Files.createDirectories(data.resolve("mariadb")).resolve("base"), unpacked);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A port nobody listens on now; below those that the system gives to connections, of which one would be gone soon. */
  public static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try (ServerSocket socket = new ServerSocket(port)) {
        return socket.getLocalPort();
      } catch (BindException taken) {
        // another one
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void emptied(Path folder) {
    try {
      if (Files.exists(folder)) {
        try (var paths = Files.walk(folder)) {
          paths.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
      }
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
