package io.paywatt.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * One process to a data folder; the operating system lets go of the lock however the process ends. The file says which
 * process holds it, also while that one is still starting.
 */
final class RunLock {
  /** A process that is ending holds the lock for some seconds more. */
  private static final int TRIES = 50;
  private static final Duration STEP = Duration.ofMillis(100);

  private RunLock() {}

  /** The channel stays open, and the lock held, until the process ends. */
  @SuppressWarnings("resource")
  static void take(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    for (int tries = 0; lock == null && tries < TRIES; tries++) {
      Processes.pause(STEP);
      lock = channel.tryLock();
    }
    if (lock == null) {
      channel.close();
      String pid = Files.readString(file).strip();
      throw new StartFailure("The embedded servers of " + file.getParent().getParent() + " are running already (pid "
          + pid + "). Stop them with ./paywatt stop, or set PAYWATT_DATA to another folder.");
    }
    channel.truncate(0);
    channel.write(StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"));
  }
}
