package io.paywatt.bench;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;

/** The database and the broker that the hub and the limit program share. */
final class Servers {
  /** Schema of the limit program. */
  private static final String OWN = "paywatt_bench";

  private final Properties state = new Properties();

  /** @param file written by the embedded servers */
  Servers(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      state.load(reader);
    }
  }

  /** The process of broker and database supervisor. */
  ProcessHandle embedded() {
    return ProcessHandle.of(Long.parseLong(state.getProperty("pid"))).orElseThrow();
  }

  /** The database's own process. */
  ProcessHandle database() {
    return ProcessHandle.of(Long.parseLong(state.getProperty("mariadb.pid"))).orElseThrow();
  }

  /** The process of the broker, which looks after the database too. */
  long brokerPid() {
    return Long.parseLong(state.getProperty("pid"));
  }

  /** The process of the database, a child of the embedded servers. */
  long databasePid() {
    long embedded = brokerPid();
    return ProcessHandle.of(embedded).stream().flatMap(ProcessHandle::descendants)
        .filter(process -> process.info().command().orElse("").contains("mariadb")).findFirst()
        .map(ProcessHandle::pid).orElse(embedded);
  }

  /** A connection to the hub's schema. */
  Connection hub() throws SQLException {
    return connect(state.getProperty("database.url"));
  }

  /** A connection to the limit program's schema, with the driver's options of the hub; it commits when told. */
  Connection own() throws SQLException {
    String url = state.getProperty("database.url");
    Connection connection = connect(url.substring(0, url.lastIndexOf('/') + 1) + OWN + "?useBulkStmts=true");
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    connection.setAutoCommit(false);
    return connection;
  }

  /** Makes the limit program's schema, if need be, and tables in it. */
  void create(String... statements) throws SQLException {
    try (Connection connection = hub(); Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE IF NOT EXISTS " + OWN);
      statement.execute("USE " + OWN);
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  /** One number of a query. */
  static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** A connected client with a session that ends with it. */
  Mqtt5AsyncClient mqtt(String clientId) {
    URI url = URI.create(state.getProperty("mqtt.url"));
    Mqtt5AsyncClient client = Mqtt5Client.builder().identifier(clientId).serverHost(url.getHost())
        .serverPort(url.getPort()).simpleAuth().username(state.getProperty("mqtt.user"))
        .password(state.getProperty("mqtt.password").getBytes(StandardCharsets.UTF_8)).applySimpleAuth().buildAsync();
    client.connectWith().cleanStart(true).sessionExpiryInterval(0).send().join();
    return client;
  }

  private Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(url, state.getProperty("database.user"), state.getProperty("database.password"));
  }
}
