package io.paywatt.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Finds the built embedded servers. */
final class EmbeddedHome {
  private EmbeddedHome() {}

  /** The folder PAYWATT_EMBEDDED_HOME names, or "embedded" of the repository the tests run in. */
  static Path find() {
    String given = System.getenv("PAYWATT_EMBEDDED_HOME");
    if (given != null && !given.isBlank()) {
      return Path.of(given).toAbsolutePath();
    }
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("embedded/pom.xml"))) {
        return folder.resolve("embedded");
      }
    }
    throw new IllegalStateException("No folder 'embedded' above " + Path.of("").toAbsolutePath()
        + "; set PAYWATT_EMBEDDED_HOME to it");
  }

  /** @throws IllegalStateException when the module has not been packaged */
  static Path jar(Path home) {
    Path target = home.resolve("target");
    if (Files.isDirectory(target.resolve("lib"))) {
      try (Stream<Path> files = Files.list(target)) {
        var jar = files.filter(f -> f.getFileName().toString().matches("paywatt-embedded-.*\\.jar")).findFirst();
        if (jar.isPresent()) {
          return jar.get();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    throw new IllegalStateException("The embedded servers are not built; run: ./mvnw -pl embedded package -DskipTests");
  }
}
