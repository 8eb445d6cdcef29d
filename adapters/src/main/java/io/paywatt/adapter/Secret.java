package io.paywatt.adapter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A secret as configured: its text, or {@code file:/path} of a file that holds nothing but it. A file is read again when it
 * changes, see {@link Rotating}. Never printed.
 */
public final class Secret implements Supplier<String> {
  private static final String FILE = "file:";

  private final Rotating<String> value;

  private Secret(Rotating<String> value) {
    this.value = value;
  }

  /**
   * @param given the text or {@code file:/path}; blanks and line ends around a file's content are left out
   * @param check throws an IllegalArgumentException without the value when a value can't be used, also a later one of the file
   * @throws IllegalArgumentException when the file can't be read or the check fails
   */
  public static Secret of(String given, Consumer<String> check) {
    return new Secret(made(given, text -> {
      check.accept(text);
      return text;
    }));
  }

  /** What is made from a secret, and made anew when its file changes. @param maker as the check of {@link #of} */
  public static <T> Rotating<T> made(String given, Function<String, T> maker) {
    if (!given.startsWith(FILE)) {
      return Rotating.of(List.of(), () -> maker.apply(given));
    }
    Path file = Path.of(given.substring(FILE.length()));
    return Rotating.of(List.of(file), () -> maker.apply(read(file)));
  }

  /** Without a check of its own. */
  public static Secret of(String given) {
    return of(given, text -> { });
  }

  /** What holds now. */
  @Override
  public String get() {
    return value.get();
  }

  private static String read(Path file) {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException("secret file " + file + " can't be read: " + e.getClass().getSimpleName());
    }
    if (text.isEmpty()) {
      throw new IllegalArgumentException("secret file " + file + " is empty");
    }
    return text;
  }

  @Override
  public String toString() {
    return "***";
  }
}
