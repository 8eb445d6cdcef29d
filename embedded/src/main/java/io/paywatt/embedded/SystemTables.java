package io.paywatt.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the system tables of a new data directory as mariadb-install-db does, from the statements that come with the
 * binaries; that script itself does not work in a folder whose name has a space.
 */
final class SystemTables {
  private static final List<String> SCRIPTS = List.of("mariadb_system_tables.sql", "mariadb_performance_tables.sql",
      "mariadb_system_tables_data.sql", "maria_add_gis_sp_bootstrap.sql");

  private final Path base;
  private final Path log;

  SystemTables(Path base, Path log) {
    this.base = base;
    this.log = log;
  }

  void make(Path data) throws IOException {
    List<Path> scripts = new ArrayList<>();
    for (String script : SCRIPTS) {
      scripts.add(find(script));
    }
    List<String> command = MariaDb.asRoot(List.of(MariaDb.server(base), "--no-defaults", "--bootstrap",
        // a server that starts removes what it finds there: in the system's own folder that may be another one's
        "--tmpdir=" + data.resolveSibling("tmp"),
        "--basedir=" + base, "--datadir=" + data, "--log-warnings=0", "--enforce-storage-engine=", "--max-allowed-packet=8M",
        MariaDb.logSize(0)));
    Process process = MariaDb.process(command, base, data, log).start();
    try (OutputStream in = process.getOutputStream()) {
      in.write("CREATE DATABASE IF NOT EXISTS mysql;\nUSE mysql;\nSET @auth_root_socket=NULL;\n"
          .getBytes(StandardCharsets.UTF_8));
      for (Path script : scripts) {
        withoutHostAccounts(script, in);
      }
    }
    int status = waitFor(process);
    if (status != 0) {
      throw new StartFailure("The system tables of MariaDB could not be made (status " + status + "). Its log is " + log);
    }
  }

  /** The real path, since the binaries may be a link to those of another folder, which a walk would not follow. */
  private Path find(String name) throws IOException {
    try (Stream<Path> files = Files.walk(base.toRealPath())) {
      return files.filter(f -> f.endsWith(name)).findFirst()
          .orElseThrow(() -> new StartFailure("The MariaDB binaries below " + base + " lack " + name));
    }
  }

  /** Accounts for the name of this host would be of no use: names are not resolved. */
  private static void withoutHostAccounts(Path script, OutputStream to) throws IOException {
    for (String line : Files.readAllLines(script)) {
      if (!line.contains("@current_hostname")) {
        to.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static int waitFor(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new StartFailure("Interrupted while making the system tables of MariaDB", e);
    }
  }
}
