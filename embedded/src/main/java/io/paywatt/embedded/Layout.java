package io.paywatt.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Where everything lies below the data folder. */
record Layout(Path data) {

  /** Makes the folders that are missing, readable for the owner only. */
  static Layout create(Path data) throws IOException {
    Files.createDirectories(data);
    // a link in the path would make one folder look like two: MariaDB reports the real one
    Layout layout = new Layout(data.toRealPath());
    PrivateFiles.createFolder(layout.own());
    PrivateFiles.createFolder(layout.tmp());
    PrivateFiles.createFolder(layout.mariadb());
    PrivateFiles.createFolder(layout.mqtt());
    Files.createDirectories(layout.log().getParent());
    return layout;
  }

  Path own() {
    return data.resolve("embedded");
  }

  Path mariadb() {
    return data.resolve("mariadb");
  }

  Path mqtt() {
    return data.resolve("mqtt");
  }

  /** Written by {@code ./paywatt meters credentials}. */
  Path meterCredentials() {
    return own().resolve("meter-credentials");
  }

  Path tmp() {
    return own().resolve("tmp");
  }

  Path lock() {
    return own().resolve("lock");
  }

  Path ports() {
    return own().resolve("ports.properties");
  }

  Path state() {
    return own().resolve("state.properties");
  }

  Path log() {
    return data.resolve("logs").resolve("embedded.log");
  }

  Path mariadbLog() {
    return data.resolve("logs").resolve("mariadb.log");
  }

  /** Removes what a killed process left in its temporary folder: native libraries unpacked anew at every start. */
  void clearTmp() throws IOException {
    deleteTree(tmp());
    PrivateFiles.createFolder(tmp());
  }

  static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(root, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Files.delete(file);
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult postVisitDirectory(Path folder, IOException error) throws IOException {
        Files.delete(folder);
        return FileVisitResult.CONTINUE;
      }
    });
  }
}
