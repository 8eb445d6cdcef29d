package io.paywatt.adapter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is made from files (keys, certificates, secrets) and made anew when one of them changes, without a restart. The files are
 * looked at on use, at most once a second. A change that can't be used leaves what was before in force and logs an error that
 * names the files. Safe for many threads; only one of them ever reads.
 *
 * @param <T> immutable
 */
public final class Rotating<T> implements Supplier<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Rotating.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final List<Path> files;
  private final Supplier<T> reader;
  private final long lookEvery;
  private final AtomicLong nextLook;
  private volatile List<String> seen;
  private volatile T value;

  Rotating(Collection<Path> files, Supplier<T> reader, Duration lookEvery) {
    this.files = List.copyOf(files);
    this.reader = reader;
    this.lookEvery = lookEvery.toNanos();
    this.nextLook = new AtomicLong(System.nanoTime() + this.lookEvery);
    // Marks first: a change while reading is then seen at the next look.
    this.seen = marks();
    this.value = reader.get();
  }

  /**
   * Reads at once.
   *
   * @param files  whose change means that the reader must run again; may be empty
   * @param reader throws a RuntimeException that names the file when it can't be used; its message holds no secret
   * @throws RuntimeException what the reader throws at the first reading
   */
  public static <T> Rotating<T> of(Collection<Path> files, Supplier<T> reader) {
    return new Rotating<>(files, reader, LOOK_EVERY);
  }

  /** What holds now. */
  @Override
  public T get() {
    long due = nextLook.get();
    long now = System.nanoTime();
    if (!files.isEmpty() && now - due >= 0 && nextLook.compareAndSet(due, now + lookEvery)) {
      look();
    }
    return value;
  }

  private synchronized void look() {
    List<String> marks = marks();
    if (marks.equals(seen)) {
      return;
    }
    seen = marks;
    try {
      value = reader.get();
      LOG.info("Changed on disk and read again: {}", files);
    } catch (RuntimeException e) {
      LOG.error("The new content of {} can't be used, the one before stays in force: {}", files, e.getMessage());
    }
  }

  private List<String> marks() {
    List<String> marks = new ArrayList<>();
    for (Path file : files) {
      try {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        marks.add(now.lastModifiedTime() + " " + now.size() + " " + now.fileKey());
      } catch (IOException e) {
        marks.add("away");
      }
    }
    return marks;
  }
}
