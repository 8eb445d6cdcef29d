package io.paywatt.testkit;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * The embedded servers in a process of their own, on a data folder of their own. Ends together with the test JVM, also
 * when that is killed. Broker and database supervisor are one JVM: {@link #kill9()} kills the broker and leaves MariaDB.
 */
public final class ServerProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(120);

  private final Path data;
  private final Process process;
  private final Path output;

  private ServerProcess(Path data, Process process, Path output) {
    this.data = data;
    this.process = process;
    this.output = output;
  }

  /**
   * Starts the servers on the folder with the ports used before, or free ones, and waits until they are ready.
   *
   * @param more further arguments of io.paywatt.embedded.Embedded
   * @throws IllegalStateException when they did not come up; the message has what they said
   */
  public static ServerProcess start(Path data, String... more) {
    ServerProcess started = launch(data, more);
    Waiting.until("the embedded servers", START, () -> started.isReady() || !started.process.isAlive());
    if (!started.isReady()) {
      throw new IllegalStateException("The embedded servers did not start: " + started.output());
    }
    return started;
  }

  /** Starts without waiting: for tests of starts that fail. */
  public static ServerProcess launch(Path data, String... more) {
    Path home = EmbeddedHome.find();
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m", "-jar", EmbeddedHome.jar(home).toString(), "--data", data.toString(), "--database-port", "0",
        "--mqtt-port", "0", "--binaries", home.resolve("target/mariadb").toString(),
        "--owner", Long.toString(ProcessHandle.current().pid())));
    command.addAll(List.of(more));
    try {
      Files.createDirectories(data);
      Path output = Files.createTempFile(data, "start-", ".log");
      Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
      return new ServerProcess(data.toAbsolutePath(), process, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isReady() {
    return Long.toString(process.pid()).equals(state().getProperty("pid"));
  }

  /** What the servers last wrote to their state file; empty while they are not ready. */
  public Properties state() {
    Properties state = new Properties();
    try (Reader reader = Files.newBufferedReader(data.resolve("embedded/state.properties"))) {
      state.load(reader);
    } catch (NoSuchFileException e) {
      return state; // servers that start or stop remove it
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return state;
  }

  /** What the process has printed. */
  public String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path data() {
    return data;
  }

  /** URL of the database "paywatt"; the account may also make schemas whose name begins with "paywatt". */
  public String databaseUrl() {
    return needed("database.url");
  }

  public String databaseUser() {
    return needed("database.user");
  }

  public String databasePassword() {
    return needed("database.password");
  }

  public int brokerPort() {
    String url = needed("mqtt.url");
    return Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
  }

  public String brokerUser() {
    return needed("mqtt.user");
  }

  public String brokerPassword() {
    return needed("mqtt.password");
  }

  public long pid() {
    return process.pid();
  }

  public long mariadbPid() {
    return Long.parseLong(needed("mariadb.pid"));
  }

  private String needed(String key) {
    String value = state().getProperty(key);
    if (value == null) {
      throw new IllegalStateException("No " + key + " in the state file: the embedded servers are not ready");
    }
    return value;
  }

  /** Kills the JVM, and so the broker, with SIGKILL; MariaDB stays up and the next start takes it over. */
  public void kill9() {
    process.destroyForcibly();
    exitStatus(Duration.ofSeconds(10));
  }

  /** Kills MariaDB with SIGKILL; the JVM starts it again on the same port. @return the pid it had */
  public long kill9Mariadb() {
    long pid = mariadbPid();
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    return pid;
  }

  /** Ends both servers in order and waits until they are gone; harmless when they are. */
  public void stop() {
    process.destroy();
    exitStatus(Duration.ofSeconds(90));
  }

  /** @return the status the process ended with */
  public int exitStatus(Duration patience) {
    Waiting.until("the end of the embedded servers", patience, () -> !process.isAlive());
    return process.exitValue();
  }

  @Override
  public void close() {
    stop();
  }
}
