package io.paywatt.hub.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;
import io.paywatt.ledger.Misconfigured;

/**
 * One hub at a time on a data folder. The file holds the process id, so that {@code ./paywatt stop} finds a hub that
 * still stands; the operating system lets go of the lock however the process ends.
 */
final class HubLock implements AutoCloseable {
  private final RandomAccessFile file;
  private final FileLock lock;

  private HubLock(RandomAccessFile file, FileLock lock) {
    this.file = file;
    this.lock = lock;
  }

  /** @throws Misconfigured when another hub runs on the same data */
  static HubLock take(Settings settings) throws IOException {
    Path path = settings.path(Keys.DATA).resolve("hub.pid");
    Files.createDirectories(path.getParent());
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    FileLock lock = tryLock(file);
    if (lock == null) {
      String pid = file.readLine();
      file.close();
      throw new Misconfigured(List.of("A hub runs already on " + path.getParent() + " (process " + pid
          + "): end it with ./paywatt stop, or set PAYWATT_DATA to another folder"));
    }
    file.setLength(0);
    file.write((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII));
    return new HubLock(file, lock);
  }

  /** Whether a hub runs on this data now. */
  static boolean isHeld(Settings settings) {
    Path path = settings.path(Keys.DATA).resolve("hub.pid");
    if (!Files.exists(path)) {
      return false;
    }
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw"); FileLock lock = tryLock(file)) {
      return lock == null;
    } catch (IOException e) {
      return false;
    }
  }

  private static FileLock tryLock(RandomAccessFile file) throws IOException {
    try {
      return file.getChannel().tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    file.setLength(0);
    lock.release();
    file.close();
  }
}
