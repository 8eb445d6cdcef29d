package io.paywatt.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Plain statements on the database of a server process. */
final class Sql {
  private Sql() {}

  static void run(ServerProcess servers, String statement) throws SQLException {
    try (Connection connection = open(servers); Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  static long number(ServerProcess servers, String query) throws SQLException {
    try (Connection connection = open(servers);
        Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Connection open(ServerProcess servers) throws SQLException {
    return DriverManager.getConnection(servers.databaseUrl(), servers.databaseUser(), servers.databasePassword());
  }
}
