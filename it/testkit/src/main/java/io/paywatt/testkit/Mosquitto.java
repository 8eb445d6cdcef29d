package io.paywatt.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real Mosquitto, the package of the system, in a process of its own with the settings and the access rules of deploy/, but for
 * port and folders. On Debian it is installed when it is missing and the tests run as root.
 */
public final class Mosquitto implements AutoCloseable {
  /** A meter with the same password as the hub. */
  public static final String METER = "142400000301";
  /** A gateway with the same password. */
  public static final String GATEWAY = "dtu-07";

  private static final String USER = "paywatt";
  private static final String PASSWORD = "a-password-for-tests";
  private static final Duration START = Duration.ofSeconds(60);

  private final Path data;
  private final int port;
  private final List<String> more;
  private Process process;

  private Mosquitto(Path data, int port, List<String> more) {
    this.data = data;
    this.port = port;
    this.more = more;
  }

  private static final class Presence {
    private static final String MISSING = lookOrInstall();
  }

  /** Why there is none on this machine, or null: there is. */
  public static String missing() {
    return Presence.MISSING;
  }

  /**
   * Starts one with an empty store on a free port of this machine; it ends with the test JVM.
   *
   * @param more further lines of its configuration
   */
  public static Mosquitto start(Path data, String... more) {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Files.createDirectories(data);
      Files.deleteIfExists(data.resolve("mosquitto.db"));
      Mosquitto broker = new Mosquitto(data.toAbsolutePath(), free.getLocalPort(), List.of(more));
      free.close();
      Path passwords = broker.data.resolve("passwords");
      Files.write(passwords, List.of());
      for (String user : List.of(USER, METER, GATEWAY)) {
        run("mosquitto_passwd", "-b", passwords.toString(), user, PASSWORD);
      }
      broker.configure();
      broker.launch();
      Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
      return broker;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  public String user() {
    return USER;
  }

  public String password() {
    return PASSWORD;
  }

  /** Ends it in order, so that it writes its store, and starts it again on its port. */
  public void restart() {
    stop();
    launch();
  }

  /** Ends it in order; everything is in its store. */
  public void stop() {
    process.destroy();
    Waiting.until("the end of Mosquitto", START, () -> !process.isAlive());
  }

  /** Starts it again with what its store has. */
  public void launch() {
    try {
      process = new ProcessBuilder(binary("mosquitto"), "-c", data.resolve("mosquitto.conf").toString())
          .redirectErrorStream(true).redirectOutput(data.resolve("mosquitto.log").toFile()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Waiting.until("Mosquitto on port " + port, START, () -> !process.isAlive() || answers());
    if (!process.isAlive()) {
      throw new IllegalStateException("Mosquitto did not start, see " + data.resolve("mosquitto.log"));
    }
  }

  /** One of its own clients, ready to be started: mosquitto_pub or mosquitto_sub. @param arguments besides those of the broker */
  public ProcessBuilder client(String name, String... arguments) {
    return clientOf(USER, name, arguments);
  }

  /** As {@link #client}, as another user than the hub. */
  public ProcessBuilder clientOf(String user, String name, String... arguments) {
    List<String> command = new ArrayList<>(List.of(binary(name), "-V", "5", "-h", "127.0.0.1", "-p", Integer.toString(port),
        "-u", user, "-P", PASSWORD));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void configure() throws IOException {
    Path deploy = EmbeddedHome.find().resolveSibling("deploy");
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(deploy.resolve("mosquitto.conf"))) {
      lines.add(line.replaceFirst("^listener .*", "listener " + port + " 127.0.0.1")
          .replaceFirst("^(password_file|persistence_location) /mosquitto/(data/)?", "$1 " + data + "/"));
    }
    lines.add("acl_file " + deploy.resolve("mosquitto-acl.conf"));
    lines.add("user " + System.getProperty("user.name"));
    lines.addAll(more);
    Files.write(data.resolve("mosquitto.conf"), lines);
  }

  private static String lookOrInstall() {
    if (Stream.of("mosquitto", "mosquitto_passwd", "mosquitto_pub").allMatch(name -> binary(name) != null)) {
      return null;
    }
    if (!"root".equals(System.getProperty("user.name")) || !Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
      return "There is no Mosquitto on this machine: install the packages mosquitto and mosquitto-clients";
    }
    try {
      run("/usr/bin/apt-get", "update", "-qq");
      run("/usr/bin/apt-get", "install", "-y", "-qq", "--no-install-recommends", "mosquitto", "mosquitto-clients");
      return null;
    } catch (IOException | IllegalStateException e) {
      return "Mosquitto is missing and could not be installed: " + e.getMessage();
    }
  }

  /** Null when it is not there. */
  private static String binary(String name) {
    return Stream.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/bin")
        .map(folder -> Path.of(folder, name)).filter(Files::isExecutable).map(Path::toString).findFirst().orElse(null);
  }

  private static void run(String... command) throws IOException {
    command[0] = command[0].startsWith("/") ? command[0] : binary(command[0]);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes());
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + ": " + output.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
