package io.paywatt.testkit;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The real MariaDB and MQTT broker, started at first use, once a test JVM; data under target/servers of the module under
 * test. They end with the JVM.
 */
public final class TestServers {
  private TestServers() {}

  private static final class Holder {
    private static final ServerProcess SERVERS = ServerProcess.start(Path.of("target", "servers"));

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(SERVERS::stop));
    }
  }

  /**
   * A fresh, empty schema; one of that name from before is dropped.
   *
   * @param name letters, digits and underscores, at most 50
   */
  public static TestDatabase database(String name) {
    if (!name.matches("\\w{1,50}")) {
      throw new IllegalArgumentException("Schema name '" + name + "': 1 to 50 letters, digits and underscores");
    }
    ServerProcess servers = Holder.SERVERS;
    String schema = "paywatt_" + name;
    try (Connection connection = DriverManager.getConnection(servers.databaseUrl(), servers.databaseUser(),
            servers.databasePassword());
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS `" + schema + "`");
      statement.execute("CREATE DATABASE `" + schema + "`");
    } catch (SQLException e) {
      throw new IllegalStateException("Schema " + schema + " could not be made", e);
    }
    String url = servers.databaseUrl();
    return new TestDatabase(url.substring(0, url.lastIndexOf('/') + 1) + schema, servers.databaseUser(),
        servers.databasePassword());
  }

  /** Port of the broker on 127.0.0.1. */
  public static int brokerPort() {
    return Holder.SERVERS.brokerPort();
  }

  public static String brokerUser() {
    return Holder.SERVERS.brokerUser();
  }

  public static String brokerPassword() {
    return Holder.SERVERS.brokerPassword();
  }
}
