package io.paywatt.it.support;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;

/** Looks into the account store from outside the hub. */
public final class Sql {
  private final Properties servers;

  public Sql(Properties servers) {
    this.servers = servers;
  }

  /** Of its own, for a transaction that is kept open. */
  public Connection connection() throws SQLException {
    return DriverManager.getConnection(servers.getProperty("database.url"), servers.getProperty("database.user"),
        servers.getProperty("database.password"));
  }

  /** Changes rows. @return how many */
  public int update(String statement) {
    try (Connection connection = connection()) {
      return connection.createStatement().executeUpdate(statement);
    } catch (SQLException e) {
      throw new AssertionError(statement, e);
    }
  }

  /** One number. */
  public long number(String query) {
    try (Connection connection = connection(); ResultSet rows = connection.createStatement().executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(query, e);
    }
  }
}
