package io.paywatt.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Looking at and ending processes that need not be children of this one. */
final class Processes {
  private static final Duration STEP = Duration.ofMillis(50);

  private Processes() {}

  /** A process that has died but was not yet collected by its parent (a zombie) counts as gone. */
  static boolean isAlive(ProcessHandle process) {
    return process.isAlive() && !isZombie(process.pid());
  }

  private static boolean isZombie(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.startsWith(") Z", stat.lastIndexOf(')'));
    } catch (IOException e) {
      return false;
    }
  }

  /** Asks the process to end; after the patience it is made to. */
  static void end(ProcessHandle process, Duration patience) {
    process.destroy();
    if (!waitGone(process, patience)) {
      process.destroyForcibly();
      waitGone(process, Duration.ofSeconds(10));
    }
  }

  private static boolean waitGone(ProcessHandle process, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (isAlive(process)) {
      if (System.nanoTime() > end) {
        return false;
      }
      pause(STEP);
    }
    return true;
  }

  static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }
}
