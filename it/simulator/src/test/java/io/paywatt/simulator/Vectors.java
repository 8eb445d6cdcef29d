package io.paywatt.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Throwaway keys and byte-exact messages, made and checked by other implementations. */
public final class Vectors {
  private Vectors() {}

  public static Path file(String name) {
    try {
      return Path.of(Vectors.class.getResource("/vectors/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String text(String name) {
    try {
      return Files.readString(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
