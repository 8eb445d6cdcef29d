package io.paywatt.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Starts server processes on one data directory, and recognises one that stands on it already. */
final class MariaDbServer {
  /** Crash recovery of a large log comes before the first connection. */
  private static final Duration START = Duration.ofSeconds(120);
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final Duration STEP = Duration.ofMillis(50);
  private static final long LOG_BYTES = 5_000_000;

  private final Path folder;
  private final Path base;
  private final Path log;
  private final Path portFile;
  private final int memory;
  private final String password;

  /** @param memory megabytes it may keep data in */
  MariaDbServer(Layout layout, Path binaries, int memory) throws IOException {
    this.folder = layout.mariadb();
    this.base = binaries == null ? folder.resolve("base") : binaries;
    this.log = layout.mariadbLog();
    this.memory = memory;
    this.portFile = layout.ports();
    this.password = PrivateFiles.secret(layout.own().resolve("database-password"));
  }

  String password() {
    return password;
  }

  /** The server left standing, if it answers on the wanted port (0: any); one that does not is ended. */
  Optional<MariaDbProcess> takeOver(int wanted) throws IOException {
    Optional<ProcessHandle> standing = MariaDbProcess.standing(folder, base);
    if (standing.isEmpty()) {
      return Optional.empty();
    }
    int port = Integer.parseInt(StateFile.read(portFile).getProperty(Ports.DATABASE, "0"));
    boolean portFits = port != 0 && (wanted == 0 || wanted == port);
    if (portFits && answersSoon(standing.get(), port, STOP)) {
      return Optional.of(MariaDbProcess.of(standing.get(), port));
    }
    Processes.end(standing.get(), STOP);
    return Optional.empty();
  }

  /** @throws StartFailure when the server does not come up; the message has the end of its log */
  MariaDbProcess start(int port) throws IOException {
    new MariaDbFiles(base, folder, log).prepare();
    PrivateFiles.write(folder.resolve("init.sql"), MariaDb.initSql(password));
    boundLog();
    long logged = Files.exists(log) ? Files.size(log) : 0;
    Process process = MariaDb.process(MariaDb.command(base, folder, log, port, memory), base, folder, log).start();
    if (!answersSoon(process.toHandle(), port, START)) {
      Processes.end(process.toHandle(), STOP);
      throw failure(port, logged);
    }
    return MariaDbProcess.of(process.toHandle(), port);
  }

  private boolean answersSoon(ProcessHandle process, int port, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (Processes.isAlive(process) && System.nanoTime() < end) {
      if (isOurs(port)) {
        return true;
      }
      Processes.pause(STEP);
    }
    return false;
  }

  /** Asks the server for its data directory: the port may belong to another one. */
  private boolean isOurs(int port) {
    String url = MariaDb.url(port) + "?connectTimeout=2000&socketTimeout=5000";
    try (Connection connection = DriverManager.getConnection(url, MariaDb.USER, password);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT @@datadir")) {
      return row.next() && Path.of(row.getString(1)).normalize().equals(folder.resolve("data"));
    } catch (SQLException e) {
      return false;
    }
  }

  private void boundLog() throws IOException {
    if (Files.exists(log) && Files.size(log) > LOG_BYTES) {
      Files.move(log, log.resolveSibling("mariadb.1.log"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private StartFailure failure(int port, long logged) throws IOException {
    String said = Files.readString(log).substring((int) Math.min(logged, Files.size(log)));
    if (said.contains("Address already in use")) {
      return Ports.taken(Ports.DATABASE, port);
    }
    List<String> lines = said.lines().filter(l -> !l.contains("[Note]")).toList();
    return new StartFailure("MariaDB did not start. Its log " + log + " ends with:" + System.lineSeparator()
        + String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - 8), lines.size())));
  }
}
