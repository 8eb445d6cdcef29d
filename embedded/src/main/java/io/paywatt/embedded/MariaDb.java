package io.paywatt.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the embedded MariaDB is started with: its account, its rights, its settings. */
final class MariaDb {
  static final String USER = "paywatt";
  static final String SCHEMA = "paywatt";
  private static final int LEAST_LOG = 256;
  private static final String ACCOUNT = "'" + USER + "'@'127.0.0.1'";

  private MariaDb() {}

  static String url(int port) {
    return "jdbc:mariadb://127.0.0.1:" + port + "/" + SCHEMA;
  }

  /**
   * Statements the server runs at every start before it takes connections. One account, for loopback only, with all
   * rights on schemas whose name begins with "paywatt"; no other account can log in.
   */
  static String initSql(String password) {
    return String.join("\n",
        "CREATE DATABASE IF NOT EXISTS " + SCHEMA + ";",
        "DELETE FROM mysql.global_priv WHERE User NOT IN ('mariadb.sys', 'PUBLIC', 'root', '" + USER + "')"
            + " OR (User = 'root' AND Host <> 'localhost');",
        "FLUSH PRIVILEGES;",
        "ALTER USER IF EXISTS 'root'@'localhost' ACCOUNT LOCK;",
        "CREATE USER IF NOT EXISTS " + ACCOUNT + " IDENTIFIED BY '" + password + "';",
        "ALTER USER " + ACCOUNT + " IDENTIFIED BY '" + password + "';",
        "GRANT ALL PRIVILEGES ON `" + SCHEMA + "%`.* TO " + ACCOUNT + ";",
        "");
  }

  /** Command line of the server; every setting the product depends on is said here, so an outside server can be set alike. */
  static List<String> command(Path base, Path folder, Path log, int port, int memory) {
    return asRoot(List.of(
        server(base),
        "--no-defaults",
        "--basedir=" + base,
        "--datadir=" + folder.resolve("data"),
        "--tmpdir=" + folder.resolve("tmp"),
        "--pid-file=" + folder.resolve("mariadb.pid"),
        "--init-file=" + folder.resolve("init.sql"),
        "--log-error=" + log,
        "--log-warnings=1",
        // relative to the data directory: a socket path may have 107 characters only
        "--socket=mariadb.sock",
        "--bind-address=127.0.0.1",
        "--port=" + port,
        "--skip-ssl",
        "--skip-name-resolve",
        "--skip-log-bin",
        "--local-infile=0",
        "--character-set-server=utf8mb4",
        "--collation-server=utf8mb4_bin",
        "--default-time-zone=+00:00",
        "--sql-mode=STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION",
        "--max-connections=200",
        "--max-allowed-packet=64M",
        "--innodb-flush-log-at-trx-commit=1",
        // taken from the machine as data comes to use it; with 128 MB instead of 512 the bills of 100000 meters cost a tenth more CPU
        "--innodb-buffer-pool-size=" + memory + "M",
        logSize(memory)));
  }

  /**
   * Of the redo log: room for what some hundred thousand bills write, before pages have to follow; more where more are kept.
   *
   * @param memory megabytes for data
   */
  static String logSize(int memory) {
    return "--innodb-log-file-size=" + Math.max(LEAST_LOG, memory / 2) + "M";
  }

  /** The server refuses to run as root unless told to. */
  static List<String> asRoot(List<String> command) {
    List<String> all = new ArrayList<>(command);
    if ("root".equals(System.getProperty("user.name"))) {
      all.add("--user=root");
    }
    return all;
  }

  static ProcessBuilder process(List<String> command, Path base, Path folder, Path log) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put(isMac() ? "DYLD_FALLBACK_LIBRARY_PATH" : "LD_LIBRARY_PATH",
        base.resolve("libs").toString());
    return builder;
  }

  static String server(Path base) {
    return base.resolve("bin").resolve("mariadbd").toString();
  }

  private static boolean isMac() {
    return System.getProperty("os.name").startsWith("Mac");
  }
}
