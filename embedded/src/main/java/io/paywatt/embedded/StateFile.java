package io.paywatt.embedded;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Tells other processes, by a properties file only the owner may read, that the servers are ready and how to log in. */
final class StateFile {
  private final Path file;

  StateFile(Path file) {
    this.file = file;
  }

  void clear() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Either server may be null: not wanted. */
  void write(DatabaseKeeper database, Broker broker) {
    Properties all = new Properties();
    all.setProperty("pid", Long.toString(ProcessHandle.current().pid()));
    if (database != null) {
      all.setProperty("mariadb.pid", Long.toString(database.pid()));
      all.setProperty("database.url", database.url());
      all.setProperty("database.user", MariaDb.USER);
      all.setProperty("database.password", database.password());
    }
    if (broker != null) {
      all.setProperty("mqtt.url", "mqtt://127.0.0.1:" + broker.port());
      all.setProperty("mqtt.user", broker.login().user());
      all.setProperty("mqtt.password", broker.login().password());
    }
    try {
      StringWriter text = new StringWriter();
      all.store(text, "Written when the embedded servers are ready");
      PrivateFiles.write(file, text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the file says; empty when there is none. */
  static Properties read(Path file) throws IOException {
    Properties all = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        all.load(reader);
      }
    }
    return all;
  }
}
