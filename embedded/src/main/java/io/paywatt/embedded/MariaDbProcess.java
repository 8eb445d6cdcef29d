package io.paywatt.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A running server process, started by us or left standing by a process that was killed. */
final class MariaDbProcess {
  private final ProcessHandle handle;
  private final int port;

  private MariaDbProcess(ProcessHandle handle, int port) {
    this.handle = handle;
    this.port = port;
  }

  static MariaDbProcess of(ProcessHandle handle, int port) {
    return new MariaDbProcess(handle, port);
  }

  /** The server the pid file names, if it is still one of ours. */
  static Optional<ProcessHandle> standing(Path folder, Path base) throws IOException {
    Path file = folder.resolve("mariadb.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String text = Files.readString(file).strip();
    return text.matches("\\d{1,9}")
        ? ProcessHandle.of(Long.parseLong(text)).filter(Processes::isAlive).filter(p -> isMariaDb(p, base))
        : Optional.empty();
  }

  /** The pid may have been given to another program since. */
  private static boolean isMariaDb(ProcessHandle process, Path base) {
    return process.info().command().map(c -> c.startsWith(base.toString()) || c.contains("mariadbd")).orElse(false);
  }

  long pid() {
    return handle.pid();
  }

  int port() {
    return port;
  }

  boolean isAlive() {
    return Processes.isAlive(handle);
  }

  void stop(Duration patience) {
    Processes.end(handle, patience);
  }
}
