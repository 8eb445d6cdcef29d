package io.paywatt.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One process to a data folder; the operating system lets go of the lock however the process ends. */
final class RunLock {
  private RunLock() {}

  /** The channel stays open, and the lock held, until the process ends. */
  @SuppressWarnings("resource")
  static void take(Path file, Path state) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      String pid = StateFile.read(state).getProperty("pid", "not known yet");
      throw new StartFailure("The embedded servers of " + file.getParent().getParent() + " are running already (pid "
          + pid + "). Stop them with ./paywatt stop, or set PAYWATT_DATA to another folder.");
    }
  }
}
